using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Tool.Io;

/// <summary>Paths as messages show them: relative to the current folder where that is shorter.</summary>
internal static class DisplayPath
{
    public static string Of(string path)
    {
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }

    /// <summary>A position in the form that IDEs and CI recognize: <c>Prompts/greet.prompt.yml(2,10)</c>.</summary>
    public static string Of(string path, LinePosition at) => $"{Of(path)}({at.Line + 1},{at.Character + 1})";
}
