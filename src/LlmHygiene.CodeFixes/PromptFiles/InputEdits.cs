using LlmHygiene.Analyzers.Prompts.Reading;
using LlmHygiene.Analyzers.Prompts.Yaml;
using LlmHygiene.CodeFixes.Editing;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.CodeFixes.PromptFiles;

/// <summary>Adds and removes inputs in the text of a <c>.prompt.yml</c> file, in the style of its <c>inputs:</c>.</summary>
internal static class InputEdits
{
    /// <summary>Adds a text input; null where it exists, or where its position is uncertain.</summary>
    public static TextChange? Add(SourceText text, string name) => SectionEdits.Add(text, InputsSection.Key, name, "string", "messages");

    /// <summary>Removes an input, and <c>inputs:</c> with the last one.</summary>
    public static TextChange? Remove(SourceText text, string name)
    {
        if (SectionEdits.Root(text)?.Find(InputsSection.Key) is not { Value: YamlMapping { Entries: var entries } mapping } inputs)
            return null;
        var index = entries.ToList().FindIndex(entry => entry.Name == name);
        if (index < 0)
            return null;
        var key = entries[index].Key.Span;
        if (entries.Count == 1)
            return Lines(text, inputs.Key.Span.Start, Math.Max(SectionEdits.End(entries[0]), mapping.Span.End));

        if (!SectionEdits.IsFlow(text, mapping))
            return Lines(text, index == 0 ? key.Start : SectionEdits.CommentAbove(text, key), SectionEdits.End(entries[index]));
        return index < entries.Count - 1
            ? new TextChange(TextSpan.FromBounds(key.Start, entries[index + 1].Key.Span.Start), "")
            : new TextChange(TextSpan.FromBounds(SectionEdits.End(entries[index - 1]), SectionEdits.End(entries[index])), "");
    }

    /// <summary>Says that a text input is trusted; null where it is not written on one line, or is not a text.</summary>
    public static TextChange? Trust(SourceText text, string name)
    {
        if ((SectionEdits.Root(text)?.Find(InputsSection.Key)?.Value as YamlMapping)?.Find(name) is not { } input)
            return null;
        switch (input.Value)
        {
            case YamlScalar { IsPlain: true, Value: "string", Span: var word }:
                return new TextChange(word, "{ type: string, trusted: true }");
            case YamlMapping mapping when mapping.Find("trusted") is { Value: YamlScalar { Span: var stated } }:
                return new TextChange(stated, "true");
            case YamlMapping { Entries: { Count: > 0 } entries } mapping when SectionEdits.IsFlow(text, mapping):
                return new TextChange(new TextSpan(SectionEdits.End(entries[entries.Count - 1]), 0), ", trusted: true");
            case YamlMapping { Entries: { Count: > 0 } entries }:
                var key = text.Lines.GetLineFromPosition(entries[0].Key.Span.Start);
                var indentation = text.ToString(TextSpan.FromBounds(key.Start, entries[0].Key.Span.Start));
                var last = text.Lines.GetLineFromPosition(Math.Max(SectionEdits.End(entries[entries.Count - 1]) - 1, 0));
                return string.IsNullOrWhiteSpace(indentation)
                    ? new TextChange(new TextSpan(last.End, 0), LineEnds.Of(text) + indentation + "trusted: true")
                    : null;
            default:
                return null;
        }
    }

    private static TextChange Lines(SourceText text, int start, int end)
    {
        var last = text.Lines.GetLineFromPosition(Math.Max(end - 1, start));
        return new TextChange(TextSpan.FromBounds(text.Lines.GetLineFromPosition(start).Start, last.EndIncludingLineBreak), "");
    }
}
