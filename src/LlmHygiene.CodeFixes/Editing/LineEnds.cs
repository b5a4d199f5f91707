using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.CodeFixes.Editing;

internal static class LineEnds
{
    /// <summary>The line ending of the first line; LF where there is none.</summary>
    public static string Of(SourceText text)
    {
        var first = text.Lines[0];
        return first.EndIncludingLineBreak - first.End == 2 ? "\r\n" : "\n";
    }
}
