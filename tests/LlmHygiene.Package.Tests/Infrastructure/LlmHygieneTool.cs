namespace LlmHygiene.Package.Tests.Infrastructure;

/// <summary>The packed tool, installed as a user does.</summary>
internal static class LlmHygieneTool
{
    /// <summary>The path of the installed program.</summary>
    public static async Task<string> InstallAsync(PackedPackages packages, string projectFolder)
    {
        var folder = Path.Combine(projectFolder, "..", "tools");
        (await DotNet.RunAsync(projectFolder, "tool", "install", "LlmHygiene.Tool", "--tool-path", folder, "--version", packages.Version)).Succeeded();
        return Directory.GetFiles(Path.Combine(folder, ".store"), "llm-hygiene.dll", SearchOption.AllDirectories).Single();
    }

    public static Task<BuildResult> RunAsync(string projectFolder, string tool, params IEnumerable<string> arguments) =>
        DotNet.RunAsync(projectFolder, [tool, .. arguments]);
}
