using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Yaml;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Prompts.Reading;

/// <summary>Where an input, or a field of one, is named, for rules that compare files.</summary>
/// <param name="Path">Names joined by dots; empty for <c>inputs</c> itself.</param>
internal sealed record InputSpans(string Path, TextSpan Span)
{
    // The maximum nesting of records.
    private const int MaxDepth = 8;

    public static EquatableArray<InputSpans> All(YamlMapping root)
    {
        if (root.Find(InputsSection.Key) is not { } inputs)
            return default;

        var fields = inputs.Value as YamlMapping;
        var places = new List<InputSpans>(1 + (fields?.Entries.Count ?? 0)) { new("", inputs.Key.Span) };
        Add(fields, "", 0, places);
        return places.ToEquatableArray();
    }

    private static void Add(YamlMapping? fields, string prefix, int depth, List<InputSpans> places)
    {
        if (fields is null || depth > MaxDepth)
            return;
        foreach (var field in fields.Entries)
        {
            places.Add(new InputSpans(prefix + field.Name, field.Key.Span));
            if (FieldsOf(field) is { } inner)
                Add(inner, prefix + field.Name + ".", depth + 1, places);
        }
    }

    // Of a record, `{ fields: … }`, and of a list of records, `{ list: { fields: … } }`.
    private static YamlMapping? FieldsOf(YamlEntry input)
    {
        var type = input.Value as YamlMapping;
        var item = type?.Find("list")?.Value as YamlMapping ?? type;
        return item?.Find("fields")?.Value as YamlMapping;
    }
}
