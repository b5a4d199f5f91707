using System.IO.Compression;
using System.Xml.Linq;
using LlmHygiene.Package.Tests.Infrastructure;

namespace LlmHygiene.Package.Tests;

/// <summary>The content of the packages, entry by entry.</summary>
public sealed class PackageContentTests(PackedPackages packages)
{
    private static readonly string[] s_databases = ["libduckdb.so", "libduckdb.dylib", "duckdb.dll"];

    // Parts of every package, written by NuGet itself.
    private static readonly string[] s_envelope = ["_rels/", "package/", "[Content_Types].xml"];

    [Fact]
    public void Pack_creates_these_packages_and_no_other() =>
        Assert.Equal(
            [
                $"LlmHygiene.{packages.Version}.nupkg",
                $"LlmHygiene.Analyzers.{packages.Version}.nupkg",
                $"LlmHygiene.FeatureManagement.{packages.Version}.nupkg",
                $"LlmHygiene.OpenTelemetry.{packages.Version}.nupkg",
                $"LlmHygiene.Tool.{packages.Version}.nupkg",
                $"LlmHygiene.Tool.any.{packages.Version}.nupkg",
                $"LlmHygiene.Tool.{PackedPackages.Platform}.{packages.Version}.nupkg",
            ],
            Directory.GetFiles(packages.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal)
        );

    [Fact]
    public void The_analyzers_package_has_no_runtime_code() =>
        Assert.Equal(
            [
                "LlmHygiene.Analyzers.nuspec",
                "README.md",
                "THIRD-PARTY-NOTICES.txt",
                "analyzers/dotnet/cs/LlmHygiene.Analyzers.dll",
                "analyzers/dotnet/cs/LlmHygiene.CodeFixes.dll",
                "analyzers/dotnet/cs/YamlDotNet.dll",
                "analyzers/dotnet/roslyn4.14/cs/LlmHygiene.Interception.dll",
                "buildTransitive/LlmHygiene.Analyzers.props",
                "buildTransitive/LlmHygiene.Analyzers.targets",
                "buildTransitive/config/Inventory.globalconfig",
                "buildTransitive/config/Level.0.1.globalconfig",
                "buildTransitive/config/Minimum.globalconfig",
                "buildTransitive/config/None.globalconfig",
                "buildTransitive/config/Strict.globalconfig",
                "buildTransitive/config/Tests.globalconfig",
                "icon.png",
                "schemas/prompt.schema.json",
            ],
            Entries("LlmHygiene.Analyzers")
        );

    [Fact]
    public void The_runtime_package_has_its_assemblies_with_their_documentation() =>
        Assert.Equal(
            [
                "LlmHygiene.nuspec",
                "README.md",
                "icon.png",
                "lib/net8.0/LlmHygiene.dll",
                "lib/net8.0/LlmHygiene.xml",
                "lib/netstandard2.0/LlmHygiene.dll",
                "lib/netstandard2.0/LlmHygiene.xml",
            ],
            Entries("LlmHygiene")
        );

    [Fact]
    public void The_tool_includes_everything_that_it_needs_on_one_platform()
    {
        foreach (var platform in new[] { PackedPackages.Platform, "any" })
        {
            var package = "LlmHygiene.Tool." + platform;
            var folder = $"tools/net8.0/{platform}/";
            Assert.Empty(Dependencies(Metadata(package)));
            Assert.Empty(
                new[]
                {
                    "llm-hygiene.dll",
                    "llm-hygiene.runtimeconfig.json",
                    "DotnetToolSettings.xml",
                    "LlmHygiene.Analyzers.dll",
                    "YamlDotNet.dll",
                    "Microsoft.CodeAnalysis.CSharp.dll",
                    "DuckDB.NET.Data.dll",
                }
                    .Select(file => folder + file)
                    .Except(Entries(package))
            );

            // One database, and none where none is built for the platform.
            var database = Entries(package).Where(static entry => s_databases.Contains(Path.GetFileName(entry))).ToArray();
            if (platform == "any")
                Assert.Empty(database);
            else
                Assert.StartsWith(folder, Assert.Single(database), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_package_of_the_tool_only_names_those_of_the_platforms()
    {
        Assert.Empty(Dependencies(Metadata("LlmHygiene.Tool")));
        Assert.Equal(
            ["schemas/audit.schema.json", "schemas/usage.schema.json", "tools/any/any/DotnetToolSettings.xml"],
            Entries("LlmHygiene.Tool")
                .Where(static entry =>
                    entry.StartsWith("schemas/", StringComparison.Ordinal) || entry.StartsWith("tools/", StringComparison.Ordinal)
                )
        );
        Assert.True(new FileInfo(Path.Combine(packages.Folder, $"LlmHygiene.Tool.{packages.Version}.nupkg")).Length < 100_000);
    }

    [Fact]
    public void The_package_for_OpenTelemetry_has_its_assemblies_and_depends_on_nothing_of_LlmHygiene()
    {
        Assert.Equal(
            [
                "LlmHygiene.OpenTelemetry.nuspec",
                "README.md",
                "icon.png",
                "lib/net8.0/LlmHygiene.OpenTelemetry.dll",
                "lib/net8.0/LlmHygiene.OpenTelemetry.xml",
                "lib/netstandard2.0/LlmHygiene.OpenTelemetry.dll",
                "lib/netstandard2.0/LlmHygiene.OpenTelemetry.xml",
            ],
            Entries("LlmHygiene.OpenTelemetry")
        );
        Assert.Equal(
            ["OpenTelemetry", "OpenTelemetry"],
            Dependencies(Metadata("LlmHygiene.OpenTelemetry")).Select(dependency => dependency.Attribute("id")!.Value)
        );
    }

    [Fact]
    public void The_adapter_for_feature_management_has_its_assemblies_and_depends_on_the_runtime()
    {
        Assert.Equal(
            [
                "LlmHygiene.FeatureManagement.nuspec",
                "README.md",
                "icon.png",
                "lib/net8.0/LlmHygiene.FeatureManagement.dll",
                "lib/net8.0/LlmHygiene.FeatureManagement.xml",
                "lib/netstandard2.0/LlmHygiene.FeatureManagement.dll",
                "lib/netstandard2.0/LlmHygiene.FeatureManagement.xml",
            ],
            Entries("LlmHygiene.FeatureManagement")
        );

        var metadata = Metadata("LlmHygiene.FeatureManagement");
        Assert.Equal("MIT", Value(metadata, "license"));
        foreach (var group in metadata.Descendants().Where(element => element.Name.LocalName == "group"))
        {
            Assert.Equal(
                ["LlmHygiene", "Microsoft.FeatureManagement"],
                group.Elements().Select(dependency => dependency.Attribute("id")!.Value).Order(StringComparer.Ordinal)
            );
            Assert.Equal(
                "All",
                group.Elements().Single(dependency => dependency.Attribute("id")!.Value == "LlmHygiene").Attribute("include")?.Value
            );
        }
    }

    [Fact]
    public void The_analyzers_package_is_for_development_only()
    {
        var metadata = Metadata("LlmHygiene.Analyzers");

        Assert.Equal("true", Value(metadata, "developmentDependency"));
        Assert.Equal("MIT", Value(metadata, "license"));
        var repository = metadata.Elements().Single(element => element.Name.LocalName == "repository");
        Assert.Equal(("git", Value(metadata, "projectUrl")), (repository.Attribute("type")?.Value, repository.Attribute("url")?.Value));
        Assert.Empty(Dependencies(metadata));
    }

    [Fact]
    public void The_runtime_package_includes_the_analyzers()
    {
        var metadata = Metadata("LlmHygiene");

        Assert.Null(Value(metadata, "developmentDependency"));
        Assert.Equal("MIT", Value(metadata, "license"));
        foreach (var group in metadata.Descendants().Where(element => element.Name.LocalName == "group"))
        {
            Assert.Equal(
                ["LlmHygiene.Analyzers", "Microsoft.Extensions.AI", "Microsoft.Extensions.Configuration.Abstractions"],
                group.Elements().Select(dependency => dependency.Attribute("id")!.Value).Order(StringComparer.Ordinal)
            );
            var analyzers = group.Elements().Single(dependency => dependency.Attribute("id")!.Value == "LlmHygiene.Analyzers");
            Assert.Equal("All", analyzers.Attribute("include")?.Value);
            Assert.Equal(packages.Version, analyzers.Attribute("version")?.Value);
        }
    }

    private IEnumerable<string> Entries(string package)
    {
        using var zip = Open(package);
        return zip
            .Entries.Select(entry => entry.FullName)
            .Where(name => !s_envelope.Any(part => name.StartsWith(part, StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal)
            .ToArray();
    }

    private XElement Metadata(string package)
    {
        using var zip = Open(package);
        using var nuspec = zip.GetEntry(package + ".nuspec")!.Open();
        return XDocument.Load(nuspec).Root!.Elements().Single();
    }

    private static string? Value(XElement metadata, string name) =>
        metadata.Elements().SingleOrDefault(element => element.Name.LocalName == name)?.Value;

    private static IEnumerable<XElement> Dependencies(XElement metadata) =>
        metadata.Descendants().Where(element => element.Name.LocalName == "dependency");

    private ZipArchive Open(string package) => ZipFile.OpenRead(Path.Combine(packages.Folder, $"{package}.{packages.Version}.nupkg"));
}
