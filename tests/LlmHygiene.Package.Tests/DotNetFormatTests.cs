using LlmHygiene.Package.Tests.Infrastructure;

namespace LlmHygiene.Package.Tests;

/// <summary>The <c>dotnet format</c> of its own SDK turns a typical app into a clean strict build, without manual edits.</summary>
public sealed class DotNetFormatTests(PackedPackages packages)
{
    private static readonly string[] s_settings =
    [
        "LLMH1001",
        "LLMH1002",
        "LLMH1003",
        "LLMH1004",
        "LLMH3002",
        "LLMH3003",
        "LLMH4001",
        "LLMH5001",
    ];

    private static readonly string[] s_prompts = ["LLMH2001", "LLMH2003"];

    [Fact]
    public async Task LegacyAssistant_is_formatted_into_a_strict_build()
    {
        var folder = CopyOfSample("LegacyAssistant");
        (await DotNet.RunAsync(folder, "restore", "--tl:off")).Succeeded();
        var before = await BuildAsync(folder, "-p:LlmHygieneMode=Strict");
        Assert.Contains(before.Failed().Findings, finding => finding.Contains("LLMH2001", StringComparison.Ordinal));

        // As in docs/getting-started.md: prompts last, when their calls state model and limit.
        await FormatAsync(folder, s_settings);
        await FormatAsync(folder, s_prompts);

        // Prompts are new, and are locked when they ship.
        var prompts = Directory.GetFiles(folder, "*.prompt.yml", SearchOption.AllDirectories);
        Assert.NotEmpty(prompts);
        var tool = await packages.Tool;
        (await tool.RunAsync(folder, "lock", "--no-restore")).Succeeded();

        (await BuildAsync(folder, "-p:LlmHygieneMode=Strict")).Succeeded().Reports();

        // Fixed code stays as it is.
        var written = Snapshot(folder);
        await FormatAsync(folder, [.. s_settings, .. s_prompts]);
        Assert.Equal(written, Snapshot(folder));
    }

    private static async Task FormatAsync(string folder, string[] rules)
    {
        var result = await DotNet.RunAsync(
            folder,
            ["format", "analyzers", "--no-restore", "--severity", "info", "--diagnostics", .. rules]
        );
        result.Succeeded();
        Assert.DoesNotContain("fix LLMH", result.Output, StringComparison.Ordinal);
    }

    private static Task<BuildResult> BuildAsync(string folder, params string[] arguments) =>
        DotNet.RunAsync(folder, ["build", "--no-restore", "--no-incremental", "-m:1", "--tl:off", "-clp:NoSummary", .. arguments]);

    // As it would be in a repository of its own, with the package installed.
    private string CopyOfSample(string sample)
    {
        var source = Path.Combine(Repository.Root, "samples", sample);
        var folder = Path.Combine(packages.Workspace, nameof(DotNetFormatTests), sample);
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var path = Path.GetRelativePath(source, file);
            if (path.StartsWith("bin", StringComparison.Ordinal) || path.StartsWith("obj", StringComparison.Ordinal))
                continue;
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, path))!);
            File.Copy(file, Path.Combine(folder, path));
        }

        File.Copy(Path.Combine(Repository.Root, "Directory.Packages.props"), Path.Combine(folder, "Directory.Packages.props"));
        File.WriteAllText(
            Path.Combine(folder, "Directory.Build.props"),
            $"""
            <Project>
              <PropertyGroup>
                <ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <NuGetAudit>false</NuGetAudit>
                <NoWarn>$(NoWarn);NU1603</NoWarn>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="LlmHygiene" VersionOverride="{packages.Version}" />
              </ItemGroup>
            </Project>
            """
        );
        return folder;
    }

    private static IEnumerable<string> Snapshot(string folder) =>
        Directory
            .GetFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file =>
                Path.GetExtension(file) is ".cs" or ".yml" or ".editorconfig"
                && !Path.GetRelativePath(folder, file).StartsWith("obj", StringComparison.Ordinal)
            )
            .Order(StringComparer.Ordinal)
            .Select(file => $"{Path.GetRelativePath(folder, file)}\n{File.ReadAllText(file)}");
}
