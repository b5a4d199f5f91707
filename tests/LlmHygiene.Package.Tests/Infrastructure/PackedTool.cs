namespace LlmHygiene.Package.Tests.Infrastructure;

/// <summary>The packed tool, installed next to a project and run in its folder.</summary>
internal sealed class PackedTool
{
    private readonly string _folder;
    private readonly string _path;

    private PackedTool(string folder, string path)
    {
        _folder = folder;
        _path = path;
    }

    public static Task<PackedTool> InstallAsync(Consumer consumer, PackedPackages packages) => InstallAsync(consumer.Folder, packages);

    /// <param name="projectFolder">A folder below <see cref="PackedPackages.Workspace"/>, whose sources it uses.</param>
    public static async Task<PackedTool> InstallAsync(string projectFolder, PackedPackages packages)
    {
        var folder = Path.Combine(projectFolder, "..", "tools " + Path.GetFileName(projectFolder));
        (
            await DotNet.RunAsync(projectFolder, "tool", "install", "LlmHygiene.Tool", "--tool-path", folder, "--version", packages.Version)
        ).Succeeded();
        return new PackedTool(
            projectFolder,
            Directory.GetFiles(Path.Combine(folder, ".store"), "llm-hygiene.dll", SearchOption.AllDirectories).Single()
        );
    }

    public Task<BuildResult> RunAsync(params string[] arguments) => DotNet.RunAsync(_folder, [_path, .. arguments]);
}
