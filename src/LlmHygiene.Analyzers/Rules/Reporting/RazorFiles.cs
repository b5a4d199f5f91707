using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Rules.Reporting;

/// <summary>
/// C# files that the Razor compiler writes. Most of such a file is generated; what the user wrote is mapped to the
/// <c>.razor</c> or <c>.cshtml</c> file.
/// </summary>
internal static class RazorFiles
{
    private static readonly string[] s_endings = ["razor.g.cs", "cshtml.g.cs"];

    // `Chat_razor.g.cs` of the source generator, `Chat.razor.g.cs` of the build task before it.
    public static bool IsRazor(SyntaxTree tree)
    {
        foreach (var ending in s_endings)
        {
            var start = tree.FilePath.Length - ending.Length;
            if (start > 0 && tree.FilePath[start - 1] is '_' or '.' && tree.FilePath.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    /// <summary>True for what the user wrote; false for the code that the compiler generated around it.</summary>
    public static bool IsWrittenByUser(SyntaxTree tree, TextSpan span, CancellationToken cancellation) =>
        tree.GetLineVisibility(span.Start, cancellation) == LineVisibility.Visible
        && tree.GetMappedLineSpan(span, cancellation) is { HasMappedPath: true, Path: var path }
        && (path.EndsWith(".razor", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".cshtml", StringComparison.OrdinalIgnoreCase));
}
