using System.Runtime.InteropServices;

namespace LlmHygiene.Package.Tests.Infrastructure;

/// <summary>
/// Packs the repository once for all tests. The version is new each time, so that no package folder can contain an older build, and
/// everything is in one temporary folder that is deleted after the tests.
/// </summary>
public sealed class PackedPackages : IAsyncLifetime
{
    private readonly string _root = Directory.CreateTempSubdirectory("llmhygiene-").FullName;

    private readonly Lazy<Task<PackedTool>> _tool;

    public PackedPackages() => _tool = new(() => PackedTool.InstallAsync(this));

    public string Version { get; } = $"0.1.0-test.{DateTime.UtcNow:yyyyMMddHHmmssfff}";

    /// <summary>The platform of the tests.</summary>
    public static string Platform =>
        (
            OperatingSystem.IsWindows() ? "win"
            : OperatingSystem.IsMacOS() ? "osx"
            : "linux"
        )
        + "-"
        + RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant();

    public string Folder => Path.Combine(_root, "packages");

    /// <summary>What was built for the packages, in the configuration Release and with <see cref="Version"/>.</summary>
    public string Artifacts => Path.Combine(_root, "artifacts");

    /// <summary>The packed tool, installed once for all tests.</summary>
    internal Task<PackedTool> Tool => _tool.Value;

    /// <summary>The folder in which projects are created: its name has caused problems in build tools before.</summary>
    public string Workspace => Path.Combine(_root, "with space #1");

    public async ValueTask InitializeAsync()
    {
        var pack = await DotNet.RunAsync(
            Repository.Root,
            "pack",
            "-c",
            "Release",
            "-o",
            Folder,
            "--artifacts-path",
            Artifacts,
            $"-p:Version={Version}",
            // The sources have been analyzed when the solution was built.
            "-p:AnalyzeSources=false",
            // The platforms of the tool that are tried here: this one, and every other.
            $"-p:ToolPlatforms={Platform}%3Bany",
            "-m:1",
            "--tl:off",
            "-clp:NoSummary"
        );
        pack.Succeeded().Reports();

        Directory.CreateDirectory(Workspace);
        // Isolates a consumer from the folders above it.
        foreach (var file in new[] { "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props" })
            await File.WriteAllTextAsync(Path.Combine(Workspace, file), "<Project />");
        await File.WriteAllTextAsync(Path.Combine(Workspace, ".editorconfig"), "root = true\n");
        // The machine's own sources stay configured; restored packages stay in this folder, and packages of the machine are not copied.
        await File.WriteAllTextAsync(
            Path.Combine(Workspace, "nuget.config"),
            $"""
            <configuration>
              <config>
                <add key="globalPackagesFolder" value="{Path.Combine(_root, "restored")}" />
              </config>
              <packageSources>
                <add key="packed" value="{Folder}" />
              </packageSources>
              <fallbackPackageFolders>
                <add key="machine" value="{Repository.PackageFolder}" />
              </fallbackPackageFolders>
            </configuration>
            """
        );
    }

    public async ValueTask DisposeAsync()
    {
        if (_tool.IsValueCreated && _tool.Value.IsCompletedSuccessfully)
            (await _tool.Value).Dispose();
        await CompilerServer.StopAsync();
        try
        {
            Directory.Delete(_root, recursive: true);
        }
        catch (IOException)
        {
            // The compiler server may still use an analyzer; the system cleans up its temporary folder.
        }
        catch (UnauthorizedAccessException) { }
    }
}
