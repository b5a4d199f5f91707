using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Common;

/// <summary>Recognizes a file by its name, in paths of any operating system.</summary>
internal static class FileNames
{
    /// <summary>Called for every additional file, so it allocates no string.</summary>
    public static bool IsNamed(AdditionalText file, string name)
    {
        var path = file.Path;
        return path.EndsWith(name, StringComparison.OrdinalIgnoreCase)
            && (path.Length == name.Length || path[path.Length - name.Length - 1] is '/' or '\\');
    }
}
