using LlmHygiene.Analyzers.Prompts;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.CodeFixes.PromptFiles;

/// <summary>Adds and removes inputs in the text of a <c>.prompt.yml</c> file, in the style that its <c>inputs:</c> has.</summary>
internal static class InputEdits
{
    private const string DefaultIndentation = "  ";

    /// <summary>Adds a text input; null where it is there, or there is no sure place for it.</summary>
    public static TextChange? Add(SourceText text, string name)
    {
        if (Root(text) is not { } root) return null;
        switch (root.Find(InputsSection.Key))
        {
            case { Value: YamlMapping declared } when declared.Find(name) is not null:
                return null;
            case { Value: YamlMapping { Entries: { Count: > 0 } entries } inputs } when IsFlow(text, inputs):
                return new TextChange(new TextSpan(End(entries[entries.Count - 1]), 0), $", {name}: string");
            case { Value: YamlMapping { Entries: { Count: > 0 } entries } }:
                var last = text.Lines.GetLineFromPosition(Math.Max(End(entries[entries.Count - 1]) - 1, 0));
                return new TextChange(new TextSpan(last.End, 0), $"{LineEnds.Of(text)}{Indentation(text, entries[0].Key.Span)}{name}: string");
            case { Value: YamlMapping inputs } when IsFlow(text, inputs):
                return new TextChange(inputs.Span, $"{{ {name}: string }}");
            case { Value: YamlScalar { IsNull: true, Span.IsEmpty: true } } empty:
                return new TextChange(new TextSpan(text.Lines.GetLineFromPosition(empty.Key.Span.Start).End, 0), $"{LineEnds.Of(text)}{DefaultIndentation}{name}: string");
            case null when root.Find("messages") is { } messages:
                var line = text.Lines.GetLineFromPosition(messages.Key.Span.Start);
                return line.Start == messages.Key.Span.Start
                    ? new TextChange(new TextSpan(line.Start, 0), $"{InputsSection.Key}:{LineEnds.Of(text)}{DefaultIndentation}{name}: string{LineEnds.Of(text)}")
                    : null;
            default:
                return null;
        }
    }

    /// <summary>Removes an input, and <c>inputs:</c> with the last one.</summary>
    public static TextChange? Remove(SourceText text, string name)
    {
        if (Root(text)?.Find(InputsSection.Key) is not { Value: YamlMapping { Entries: var entries } mapping } inputs) return null;
        var index = entries.ToList().FindIndex(entry => entry.Name == name);
        if (index < 0) return null;
        var key = entries[index].Key.Span;
        if (entries.Count == 1) return Lines(text, inputs.Key.Span.Start, Math.Max(End(entries[0]), mapping.Span.End));

        if (!IsFlow(text, mapping)) return Lines(text, index == 0 ? key.Start : CommentAbove(text, key), End(entries[index]));
        return index < entries.Count - 1
            ? new TextChange(TextSpan.FromBounds(key.Start, entries[index + 1].Key.Span.Start), "")
            : new TextChange(TextSpan.FromBounds(End(entries[index - 1]), End(entries[index])), "");
    }

    private static YamlMapping? Root(SourceText text) => YamlReader.Read(text.ToString(), new ProblemList(text)) as YamlMapping;

    private static int End(YamlEntry entry) => Math.Max(entry.Key.Span.End, entry.Value.Span.End);

    private static bool IsFlow(SourceText text, YamlMapping mapping) => !mapping.Span.IsEmpty && text[mapping.Span.Start] == '{';

    private static string Indentation(SourceText text, TextSpan key) => text.ToString(TextSpan.FromBounds(text.Lines.GetLineFromPosition(key.Start).Start, key.Start));

    // A comment right above an input is about it; above the first one it may be about all of them.
    private static int CommentAbove(SourceText text, TextSpan key)
    {
        var line = text.Lines.GetLineFromPosition(key.Start);
        while (line.LineNumber > 0 && text.Lines[line.LineNumber - 1].ToString().TrimStart().StartsWith("#", StringComparison.Ordinal)) line = text.Lines[line.LineNumber - 1];
        return line.Start;
    }

    private static TextChange Lines(SourceText text, int start, int end)
    {
        var last = text.Lines.GetLineFromPosition(Math.Max(end - 1, start));
        return new TextChange(TextSpan.FromBounds(text.Lines.GetLineFromPosition(start).Start, last.EndIncludingLineBreak), "");
    }
}
