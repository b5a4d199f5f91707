using LlmHygiene.Analyzers.Prompts;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.CodeFixes.PromptFiles;

/// <summary>Adds and removes inputs in the text of a <c>.prompt.yml</c> file, in the style that its <c>inputs:</c> has.</summary>
internal static class InputEdits
{
    private const string DefaultIndentation = "  ";

    /// <summary>Adds a text input; null where there is no sure place for it.</summary>
    public static TextChange? Add(PromptDocument file, string name)
    {
        if (Root(file.Text) is not { } root) return null;
        switch (root.Find(InputsSection.Key))
        {
            case { Value: YamlMapping { Entries: { Count: > 0 } entries } inputs } when IsFlow(file.Text, inputs):
                return new TextChange(new TextSpan(End(entries[entries.Count - 1]), 0), $", {name}: string");
            case { Value: YamlMapping { Entries: { Count: > 0 } entries } }:
                var last = file.Text.Lines.GetLineFromPosition(Math.Max(End(entries[entries.Count - 1]) - 1, 0));
                return new TextChange(new TextSpan(last.End, 0), $"{file.NewLine}{Indentation(file.Text, entries[0].Key.Span)}{name}: string");
            case { Value: YamlMapping inputs } when IsFlow(file.Text, inputs):
                return new TextChange(inputs.Span, $"{{ {name}: string }}");
            case { Value: YamlScalar { IsNull: true, Span.IsEmpty: true } } empty:
                return new TextChange(new TextSpan(file.Text.Lines.GetLineFromPosition(empty.Key.Span.Start).End, 0), $"{file.NewLine}{DefaultIndentation}{name}: string");
            case null when root.Find("messages") is { } messages:
                var line = file.Text.Lines.GetLineFromPosition(messages.Key.Span.Start);
                return line.Start == messages.Key.Span.Start
                    ? new TextChange(new TextSpan(line.Start, 0), $"{InputsSection.Key}:{file.NewLine}{DefaultIndentation}{name}: string{file.NewLine}")
                    : null;
            default:
                return null;
        }
    }

    /// <summary>Removes the input that is named at the place, and <c>inputs:</c> with the last one.</summary>
    public static TextChange? Remove(PromptDocument file, TextSpan name)
    {
        if (Root(file.Text)?.Find(InputsSection.Key) is not { Value: YamlMapping { Entries: var entries } mapping } inputs) return null;
        var index = entries.ToList().FindIndex(entry => entry.Key.Span == name);
        if (index < 0) return null;
        if (entries.Count == 1) return Lines(file.Text, inputs.Key.Span.Start, Math.Max(End(entries[0]), mapping.Span.End));

        if (!IsFlow(file.Text, mapping)) return Lines(file.Text, index == 0 ? name.Start : CommentAbove(file.Text, name), End(entries[index]));
        return index < entries.Count - 1
            ? new TextChange(TextSpan.FromBounds(name.Start, entries[index + 1].Key.Span.Start), "")
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
