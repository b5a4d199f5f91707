using System.Reflection;

namespace LlmHygiene.Stores.Tests;

internal static class Repository
{
    private static readonly string s_root = typeof(Repository)
        .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(static one => one.Key == "RepositoryRoot")
        .Value!;

    /// <summary>The path of a file in the folder docs.</summary>
    public static string Docs(string name) => Path.Combine(s_root, "docs", name);
}
