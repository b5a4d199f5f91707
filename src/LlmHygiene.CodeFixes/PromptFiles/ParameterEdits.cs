using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Prompty;
using LlmHygiene.Analyzers.Prompts.Reading;
using LlmHygiene.Analyzers.Prompts.Yaml;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.CodeFixes.PromptFiles;

/// <summary>Changes the parameters of the call that a prompt file states.</summary>
internal static class ParameterEdits
{
    /// <summary>The key of the output limit in a <c>.prompt.yml</c> file.</summary>
    public const string LimitInYaml = "maxCompletionTokens";

    /// <summary>Null where the parameter is not stated.</summary>
    public static TextChange? Remove(SourceText text, PromptFormat format, RequestParameter parameter)
    {
        var path = Find(text, format, parameter);
        if (path.Count == 0)
            return null;
        // Without a parameter, the section says nothing.
        var last = path.Count - 1;
        while (last > 0 && path[last].In.Entries.Count == 1)
            last--;
        var (mapping, entry) = path[last];
        if (!SectionEdits.IsFlow(text, mapping))
            return WholeLines(text, entry);
        var index = mapping.Entries.ToList().IndexOf(entry);
        return index == 0
            ? new TextChange(TextSpan.FromBounds(entry.Key.Span.Start, mapping.Entries[1].Key.Span.Start), "")
            : new TextChange(TextSpan.FromBounds(SectionEdits.End(mapping.Entries[index - 1]), SectionEdits.End(entry)), "");
    }

    public static TextChange? Replace(SourceText text, PromptFormat format, RequestParameter parameter, string value) =>
        Find(text, format, parameter) is [.., var (_, entry)] ? new TextChange(entry.Value.Span, value) : null;

    /// <summary>Null where a limit is stated, or where its place is not certain.</summary>
    public static TextChange? AddLimit(SourceText text, PromptFormat format, string tokens) =>
        format == PromptFormat.Prompty
            ? PromptyLimit.Add(text, tokens)
            : SectionEdits.Add(text, ParametersSection.Key, LimitInYaml, tokens, "inputs", "messages");

    // The entries from the file down to the parameter, each with the mapping that it is in; empty where the parameter is not stated.
    private static IReadOnlyList<(YamlMapping In, YamlEntry Entry)> Find(SourceText text, PromptFormat format, RequestParameter parameter)
    {
        if (SectionEdits.Root(text, format) is not { } root)
            return [];
        var path = new List<(YamlMapping In, YamlEntry Entry)>();
        var efforts = root;
        var section = root.Find(ParametersSection.Key);
        var around = root;
        if (format == PromptFormat.Prompty)
        {
            if (root.Find(PromptyModelSection.Key) is not { Value: YamlMapping model } stated)
                return [];
            path.Add((root, stated));
            section = PromptyModelSection.ParametersOf(model);
            around = model;
        }

        if (section is { Value: YamlMapping parameters })
        {
            foreach (var span in ParameterSpan.All(section))
                if (span.Parameter == parameter)
                    return
                    [
                        .. path,
                        (around, section),
                        (parameters, parameters.Entries.First(entry => entry.Key.Span.Start == span.Span.Start)),
                    ];
            if (format == PromptFormat.Prompty)
            {
                path.Add((around, section));
                efforts = parameters;
            }
        }

        return
            parameter == RequestParameter.Effort
            && efforts.Find(ReasoningSection.Key) is { Value: YamlMapping reasoning } reasons
            && reasoning.Find(ReasoningSection.Effort) is { } effort
            ? [.. path, (efforts, reasons), (reasoning, effort)]
            : [];
    }

    private static TextChange WholeLines(SourceText text, YamlEntry entry)
    {
        var first = text.Lines.GetLineFromPosition(entry.Key.Span.Start);
        var last = text.Lines.GetLineFromPosition(Math.Max(SectionEdits.End(entry) - 1, entry.Key.Span.Start));
        return new TextChange(TextSpan.FromBounds(first.Start, last.EndIncludingLineBreak), "");
    }
}
