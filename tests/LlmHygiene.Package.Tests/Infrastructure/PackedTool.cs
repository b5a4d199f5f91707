namespace LlmHygiene.Package.Tests.Infrastructure;

/// <summary>The packed tool, installed beside a consumer and run in its folder.</summary>
internal sealed class PackedTool
{
    private readonly Consumer _consumer;
    private readonly string _path;

    private PackedTool(Consumer consumer, string path)
    {
        _consumer = consumer;
        _path = path;
    }

    public static async Task<PackedTool> InstallAsync(Consumer consumer, PackedPackages packages)
    {
        var folder = Path.Combine(consumer.Folder, "..", "tools " + Path.GetFileName(consumer.Folder));
        (await DotNet.RunAsync(consumer.Folder, "tool", "install", "LlmHygiene.Tool", "--tool-path", folder, "--version", packages.Version)).Succeeded();
        return new PackedTool(consumer, Directory.GetFiles(Path.Combine(folder, ".store"), "llm-hygiene.dll", SearchOption.AllDirectories).Single());
    }

    public Task<BuildResult> RunAsync(params string[] arguments) => DotNet.RunAsync(_consumer.Folder, [_path, .. arguments]);
}
