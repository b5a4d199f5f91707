using System.Text;
using LlmHygiene.Analyzers.Prompts.Model;

namespace LlmHygiene.Analyzers.Prompts.Locking;

/// <summary>Writes <c>prompts.lock</c>: sorted, one version per line, so that branches merge line by line.</summary>
internal static class PromptLockWriter
{
    private static readonly string[] s_header =
    [
        "# The versions of this project's prompts that must not change any more: name, version, content hash, tokens of the fixed text.",
        "# Written by 'llm-hygiene lock'. Commit it; when a merge conflicts, keep the lines of both sides.",
    ];

    /// <param name="header">The existing comment lines of the file; a new file gets the default ones.</param>
    public static string Write(IReadOnlyCollection<string> header, IEnumerable<LockedPrompt> entries)
    {
        var text = new StringBuilder();
        foreach (var line in header.Count > 0 ? header : s_header)
            text.Append(line).Append('\n');
        foreach (var entry in entries.OrderBy(static entry => entry, LockedPrompt.Order))
            text.Append(Line(entry)).Append('\n');
        return text.ToString();
    }

    private static string Line(LockedPrompt entry)
    {
        var line = entry.Name + " " + entry.Version + " " + entry.ContentHash;
        return entry.Tokens is { } tokens ? line + " " + PromptLockParser.TokenEncoding + ":" + ScalarValues.Invariant(tokens) : line;
    }
}
