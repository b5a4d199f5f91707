using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Problems;
using LlmHygiene.Analyzers.Prompts.Prompty;
using LlmHygiene.Analyzers.Prompts.Yaml;
using LlmHygiene.CodeFixes.Editing;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.CodeFixes.PromptFiles;

/// <summary>Adds entries to a section of a prompt file, such as <c>inputs:</c>, in its style.</summary>
internal static class SectionEdits
{
    public const string DefaultIndentation = "  ";

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
            case { } existing:
                return AddTo(text, existing, written);
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

    /// <summary>Adds an entry to the mapping under a key, which may be empty. Null where its position is uncertain.</summary>
    public static TextChange? AddTo(SourceText text, YamlEntry section, string written) =>
        section switch
        {
            { Value: YamlMapping mapping } => AddTo(text, mapping, written),
            { Value: YamlScalar { IsNull: true, Span.IsEmpty: true } } => new TextChange(
                new TextSpan(text.Lines.GetLineFromPosition(section.Key.Span.Start).End, 0),
                $"{LineEnds.Of(text)}{Indentation(text, section.Key.Span)}{DefaultIndentation}{written}"
            ),
            _ => null,
        };

    /// <summary>Adds an entry at the end of a mapping, in its style.</summary>
    public static TextChange? AddTo(SourceText text, YamlMapping mapping, string written)
    {
        if (mapping.Entries is not { Count: > 0 } entries)
            return IsFlow(text, mapping) ? new TextChange(mapping.Span, $"{{ {written} }}") : null;
        var end = End(entries[entries.Count - 1]);
        return IsFlow(text, mapping)
            ? new TextChange(new TextSpan(end, 0), $", {written}")
            : new TextChange(
                new TextSpan(text.Lines.GetLineFromPosition(Math.Max(end - 1, 0)).End, 0),
                $"{LineEnds.Of(text)}{Indentation(text, entries[0].Key.Span)}{written}"
            );
    }

    /// <summary>The keys of a prompt file: all of it, or its front matter.</summary>
    public static YamlMapping? Root(SourceText text, PromptFormat format = PromptFormat.PromptYaml)
    {
        var problems = new ProblemList(text);
        var yaml = format == PromptFormat.Prompty ? PromptyFile.Split(text.ToString(), problems)?.FrontMatter : text.ToString();
        return yaml is null ? null : YamlReader.Read(yaml, problems) as YamlMapping;
    }

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
