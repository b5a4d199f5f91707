using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Reading;
using LlmHygiene.Analyzers.Prompts.Yaml;

namespace LlmHygiene.Analyzers.Prompts.Prompty;

/// <summary><c>sample:</c>: examples of the inputs, which show their types.</summary>
internal static class PromptySample
{
    private const int MaxDepth = 8;

    /// <returns>The types in the words of <c>.prompt.yml</c>; none for a sample that is in another file.</returns>
    public static IReadOnlyList<YamlEntry> Read(YamlNode? sample) =>
        sample is YamlMapping { IsTemplate: false } mapping
            ? [.. mapping.Entries.Select(static entry => new YamlEntry(entry.Key, TypeOf(entry.Value, 0)))]
            : [];

    private static YamlNode TypeOf(YamlNode example, int depth) =>
        example switch
        {
            YamlScalar scalar => InputsSection.Word(KindOf(scalar)),
            YamlMapping { Entries.Count: > 0, IsTemplate: false } mapping when depth < MaxDepth => One("fields", Fields(mapping, depth)),
            YamlSequence sequence when depth < MaxDepth => One("list", ItemOf(sequence, depth)),
            _ => InputsSection.Word("string"),
        };

    // Lists of lists cannot be declared.
    private static YamlNode ItemOf(YamlSequence sequence, int depth)
    {
        if (sequence.Items.OfType<YamlMapping>().FirstOrDefault() is { Entries.Count: > 0, IsTemplate: false } record)
            return One("fields", Fields(record, depth));
        var kinds = sequence.Items.OfType<YamlScalar>().Select(KindOf).Distinct(StringComparer.Ordinal).ToArray();
        return InputsSection.Word(
            kinds.Length == 1 ? kinds[0]
            : kinds.Length > 1 && kinds.All(static kind => kind is "int" or "number") ? "number"
            : "string"
        );
    }

    private static YamlMapping Fields(YamlMapping record, int depth) =>
        new(record.Span, [.. record.Entries.Select(field => new YamlEntry(field.Key, TypeOf(field.Value, depth + 1)))]);

    private static YamlMapping One(string form, YamlNode type) =>
        new(type.Span, [new YamlEntry(new YamlScalar(type.Span, form, YamlDotNet.Core.ScalarStyle.Plain), type)]);

    private static string KindOf(YamlScalar example) =>
        !example.IsPlain ? "string"
        : ScalarValues.Bool(example.Value) is not null ? "bool"
        : ScalarValues.Integer(example.Value) is >= int.MinValue and <= int.MaxValue ? "int"
        : ScalarValues.Number(example.Value) is not null ? "number"
        : "string";
}
