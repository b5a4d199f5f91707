using System.Reflection;

namespace LlmHygiene.Tool.Io;

/// <summary>The version of this tool, without the build metadata.</summary>
internal static class ToolVersion
{
    public static string Text { get; } =
        (typeof(ToolVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0").Split(
            '+'
        )[0];
}
