using System.Reflection;
using System.Xml.Linq;
using LlmHygiene.Package.Tests.Infrastructure;

[assembly: AssemblyFixture(typeof(PackedPackages))]

namespace LlmHygiene.Package.Tests.Infrastructure;

/// <summary>Information about the checkout that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Metadata("RepositoryRoot");

    public static string DotNetHost { get; } = Metadata("DotNetHost") + (OperatingSystem.IsWindows() ? ".exe" : "");

    /// <summary>The folder of the compiler in the SDK that built the tests.</summary>
    public static string CompilerFolder { get; } = Metadata("CompilerFolder");

    public static string PackageFolder { get; } = Metadata("PackageFolder");

    /// <summary>The version that the repository pins, so that a consumer needs no other package.</summary>
    public static string VersionOf(string package) =>
        XDocument
            .Load(Path.Combine(Root, "Directory.Packages.props"))
            .Descendants("PackageVersion")
            .Single(item => item.Attribute("Include")!.Value == package)
            .Attribute("Version")!
            .Value;

    private static string Metadata(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
