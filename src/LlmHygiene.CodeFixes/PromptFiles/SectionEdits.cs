using LlmHygiene.Analyzers.Prompts.Problems;
using LlmHygiene.Analyzers.Prompts.Yaml;
using LlmHygiene.CodeFixes.Editing;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.CodeFixes.PromptFiles;

/// <summary>Adds entries to a section of a <c>.prompt.yml</c> file, such as <c>inputs:</c>, in its style.</summary>
internal static class SectionEdits
{
    private const string DefaultIndentation = "  ";

    /// <param name="before">The sections before which a new one is added; the first that exists is used.</param>
    /// <returns>Null where the entry exists, or where its position is uncertain.</returns>
    public static TextChange? Add(SourceText text, string section, string name, string value, params string[] before)
    {
        if (Root(text) is not { } root)
            return null;
        var written = $"{name}: {value}";
        switch (root.Find(section))
        {
            case { Value: YamlMapping declared } when declared.Find(name) is not null:
                return null;
            case { Value: YamlMapping { Entries: { Count: > 0 } entries } mapping } when IsFlow(text, mapping):
                return new TextChange(new TextSpan(End(entries[entries.Count - 1]), 0), $", {written}");
            case { Value: YamlMapping { Entries: { Count: > 0 } entries } }:
                var last = text.Lines.GetLineFromPosition(Math.Max(End(entries[entries.Count - 1]) - 1, 0));
                return new TextChange(new TextSpan(last.End, 0), $"{LineEnds.Of(text)}{Indentation(text, entries[0].Key.Span)}{written}");
            case { Value: YamlMapping mapping } when IsFlow(text, mapping):
                return new TextChange(mapping.Span, $"{{ {written} }}");
            case { Value: YamlScalar { IsNull: true, Span.IsEmpty: true } } empty:
                return new TextChange(
                    new TextSpan(text.Lines.GetLineFromPosition(empty.Key.Span.Start).End, 0),
                    $"{LineEnds.Of(text)}{DefaultIndentation}{written}"
                );
            case null when before.Select(root.Find).FirstOrDefault(static next => next is not null) is { } next:
                return text.Lines.GetLineFromPosition(next.Key.Span.Start).Start == next.Key.Span.Start
                    ? new TextChange(
                        new TextSpan(CommentAbove(text, next.Key.Span), 0),
                        $"{section}:{LineEnds.Of(text)}{DefaultIndentation}{written}{LineEnds.Of(text)}"
                    )
                    : null;
            default:
                return null;
        }
    }

    public static YamlMapping? Root(SourceText text) => YamlReader.Read(text.ToString(), new ProblemList(text)) as YamlMapping;

    public static int End(YamlEntry entry) => Math.Max(entry.Key.Span.End, entry.Value.Span.End);

    public static bool IsFlow(SourceText text, YamlMapping mapping) => !mapping.Span.IsEmpty && text[mapping.Span.Start] == '{';

    /// <summary>
    /// The start of the comment directly above an entry, which belongs to it; the start of the entry's line where there is none.
    /// </summary>
    public static int CommentAbove(SourceText text, TextSpan key)
    {
        var line = text.Lines.GetLineFromPosition(key.Start);
        while (line.LineNumber > 0 && text.Lines[line.LineNumber - 1].ToString().TrimStart().StartsWith("#", StringComparison.Ordinal))
            line = text.Lines[line.LineNumber - 1];
        return line.Start;
    }

    private static string Indentation(SourceText text, TextSpan key) =>
        text.ToString(TextSpan.FromBounds(text.Lines.GetLineFromPosition(key.Start).Start, key.Start));
}
