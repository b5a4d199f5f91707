using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Reading;
using LlmHygiene.Analyzers.Prompts.Yaml;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.CodeFixes.PromptFiles;

/// <summary>Changes the parameters of the call that a <c>.prompt.yml</c> file states.</summary>
internal static class ParameterEdits
{
    /// <summary>Null where the parameter is not stated.</summary>
    public static TextChange? Remove(SourceText text, RequestParameter parameter)
    {
        if (Find(text, parameter) is not var (section, parameters, entry))
            return null;
        // Without a parameter, the section says nothing.
        if (parameters.Entries.Count == 1)
            return WholeLines(text, section);
        if (!SectionEdits.IsFlow(text, parameters))
            return WholeLines(text, entry);
        var index = parameters.Entries.ToList().IndexOf(entry);
        return index == 0
            ? new TextChange(TextSpan.FromBounds(entry.Key.Span.Start, parameters.Entries[1].Key.Span.Start), "")
            : new TextChange(TextSpan.FromBounds(SectionEdits.End(parameters.Entries[index - 1]), SectionEdits.End(entry)), "");
    }

    public static TextChange? Replace(SourceText text, RequestParameter parameter, string value) =>
        Find(text, parameter) is var (_, _, entry) ? new TextChange(entry.Value.Span, value) : null;

    private static (YamlEntry Section, YamlMapping Parameters, YamlEntry Entry)? Find(SourceText text, RequestParameter parameter)
    {
        var root = SectionEdits.Root(text);
        if (
            parameter == RequestParameter.Effort
            && root?.Find(ReasoningSection.Key) is { Value: YamlMapping reasoning } stated
            && reasoning.Find(ReasoningSection.Effort) is { } effort
        )
            return (stated, reasoning, effort);
        if (root?.Find(ParametersSection.Key) is not { Value: YamlMapping parameters } section)
            return null;
        foreach (var span in ParameterSpan.All(section))
            if (span.Parameter == parameter)
                return (section, parameters, parameters.Entries.First(entry => entry.Key.Span.Start == span.Span.Start));
        return null;
    }

    private static TextChange WholeLines(SourceText text, YamlEntry entry)
    {
        var first = text.Lines.GetLineFromPosition(entry.Key.Span.Start);
        var last = text.Lines.GetLineFromPosition(Math.Max(SectionEdits.End(entry) - 1, entry.Key.Span.Start));
        return new TextChange(TextSpan.FromBounds(first.Start, last.EndIncludingLineBreak), "");
    }
}
