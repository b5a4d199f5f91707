using LlmHygiene.Tool.Tests.Infrastructure;

namespace LlmHygiene.Package.Tests.Infrastructure;

/// <summary>The packed tool, installed from its package, and run in the folder of a project.</summary>
internal sealed class PackedTool : IDisposable
{
    private readonly string _path;
    private readonly ToolHost _host;

    private PackedTool(string path)
    {
        _path = path;
        _host = new(() => DotNet.StartOf(Path.GetDirectoryName(path)!, Repository.DotNetHost, [], path));
    }

    public static async Task<PackedTool> InstallAsync(PackedPackages packages)
    {
        var folder = Path.Combine(packages.Workspace, "tools of all");
        (
            await DotNet.RunAsync(
                packages.Workspace,
                "tool",
                "install",
                "LlmHygiene.Tool",
                "--tool-path",
                folder,
                "--version",
                packages.Version
            )
        ).Succeeded();
        return new PackedTool(Directory.GetFiles(Path.Combine(folder, ".store"), "llm-hygiene.dll", SearchOption.AllDirectories).Single());
    }

    /// <summary>Runs a command in a process that earlier tests may have used, which saves most of its time.</summary>
    public async Task<BuildResult> RunAsync(string folder, params string[] arguments)
    {
        var (exitCode, output, error) = await _host.RunAsync(folder, arguments, TestContext.Current.CancellationToken);
        return new BuildResult(folder, exitCode, output + error);
    }

    /// <summary>Runs a command in a process of its own.</summary>
    public Task<BuildResult> AloneAsync(string folder, params string[] arguments) => DotNet.RunAsync(folder, [_path, .. arguments]);

    public void Dispose() => _host.Dispose();
}
