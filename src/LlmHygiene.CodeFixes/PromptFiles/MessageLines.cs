using LlmHygiene.Analyzers.Prompts.Prompty;
using LlmHygiene.Analyzers.Prompts.Reading;
using LlmHygiene.Analyzers.Prompts.Yaml;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.CodeFixes.PromptFiles;

/// <summary>The lines of the text of a message in a prompt file.</summary>
internal static class MessageLines
{
    /// <summary>Null unless each line of the text is one line of the file.</summary>
    public static (int First, int Last)? Of(SourceText text, bool isYaml, TextSpan place) =>
        isYaml ? OfYaml(text, place) : OfPrompty(text, place);

    private static (int, int)? OfYaml(SourceText text, TextSpan place)
    {
        if (SectionEdits.Root(text)?.Find("messages")?.Value is not { } messages || Block(messages, place) is not { } block)
            return null;
        var lines = text.Lines;
        return (
            lines.GetLineFromPosition(block.Span.Start).LineNumber + 1,
            lines.GetLineFromPosition(Math.Max(block.Span.End - 1, place.Start)).LineNumber
        );
    }

    private static YamlScalar? Block(YamlNode node, TextSpan place) =>
        node switch
        {
            YamlScalar { IsLiteralBlock: true } scalar when scalar.Span.Contains(place) => scalar,
            YamlSequence { Items: var items } => items.Select(item => Block(item, place)).FirstOrDefault(static found => found is not null),
            YamlMapping { Entries: var entries } => entries
                .Select(entry => Block(entry.Value, place))
                .FirstOrDefault(static found => found is not null),
            _ => null,
        };

    private static (int, int)? OfPrompty(SourceText text, TextSpan place)
    {
        var start = text.Lines.GetLineFromPosition(InputTags.StartOfMessages(text.ToString())).LineNumber + 1;
        var at = text.Lines.GetLineFromPosition(place.Start).LineNumber;
        if (at < start)
            return null;
        int first = at,
            last = at;
        while (first > start && !IsRole(text.Lines[first - 1]))
            first--;
        while (last + 1 < text.Lines.Count && !IsRole(text.Lines[last + 1]))
            last++;
        return (first, last);
    }

    private static bool IsRole(TextLine line) => PromptyRole.Read(line.ToString(), line.Start, isFirst: false) is not null;
}
