using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Prompts.Problems;

/// <summary>The conflict markers that Git leaves in a file that it cannot merge.</summary>
internal static class MergeConflict
{
    // A marker is one of these characters, seven times, at the start of a line.
    private const string Signs = "<=>|";
    private const int Length = 7;

    /// <param name="line">One line.</param>
    public static bool IsMark(string text, TextSpan line) =>
        line.Length >= Length
        && Signs.IndexOf(text[line.Start]) >= 0
        && Enumerable.Range(line.Start, Length).All(at => text[at] == text[line.Start]);
}
