using LlmHygiene.CodeFixes.Editing;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.CodeFixes.PromptFiles;

/// <summary>A fix that is one edit of a prompt file.</summary>
internal static class PromptFileFix
{
    public static ProposedFix Of(PromptDocument file, string title, string key, TextChange edit) =>
        new(title, key, (change, token) => file.EditAsync(change, edit, token));

    /// <summary>Replaces the text of a value, inside its quotes if it has any.</summary>
    public static TextChange Replace(SourceText text, TextSpan span, string value)
    {
        var isQuoted = span.Length >= 2 && text[span.Start] is '"' or '\'' && text[span.End - 1] == text[span.Start];
        return new TextChange(isQuoted ? TextSpan.FromBounds(span.Start + 1, span.End - 1) : span, value);
    }
}
