namespace LlmHygiene.Package.Tests.Infrastructure;

/// <summary>The packed tool, installed from its package, and run in the folder of a project.</summary>
internal sealed class PackedTool
{
    private readonly string _path;

    private PackedTool(string path) => _path = path;

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

    public Task<BuildResult> RunAsync(Consumer consumer, params string[] arguments) => RunAsync(consumer.Folder, arguments);

    public Task<BuildResult> RunAsync(string folder, params string[] arguments) => DotNet.RunAsync(folder, [_path, .. arguments]);
}
