using System.Reflection;

namespace LlmHygiene.Tool.Tests.Infrastructure;

internal static class Repository
{
    public static string Root { get; } = Metadata("RepositoryRoot");

    public static string DotNetHost { get; } = Metadata("DotNetHost") + (OperatingSystem.IsWindows() ? ".exe" : "");

    private static string Metadata(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
