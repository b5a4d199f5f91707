using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Problems;
using LlmHygiene.Analyzers.Prompts.Yaml;

namespace LlmHygiene.Analyzers.Prompts.Reading;

/// <summary><c>modelParameters:</c></summary>
internal static class ParametersSection
{
    public const string Key = "modelParameters";

    // GitHub Models writes maxTokens, OpenAI maxCompletionTokens, Microsoft.Extensions.AI maxOutputTokens.
    private static readonly string[] s_limits = ["maxCompletionTokens", "maxTokens", "maxOutputTokens"];
    private static readonly string[] s_stops = ["stop", "stopSequences"];

    private static readonly string[] s_known =
    [
        .. s_limits,
        "temperature",
        "topP",
        "topK",
        "frequencyPenalty",
        "presencePenalty",
        "seed",
        .. s_stops,
    ];

    public static IReadOnlyCollection<string> KnownKeys => s_known;

    public static PromptParameters Read(YamlMapping root, ProblemList problems)
    {
        var section = Section.From(
            root.Find(Key),
            problems,
            RuleIds.PromptBadValue,
            "For example: { temperature: 0.2, maxCompletionTokens: 300 }."
        );
        if (section is null)
            return new PromptParameters();

        section.ReportUnknownKeys(Key, s_known);
        return new PromptParameters(
            MaxOutputTokens: (int?)Only(
                section,
                s_limits,
                key => section.Integer(key, 1, int.MaxValue, "a whole number of tokens, 1 or more, without quotes")
            ),
            Temperature: section.Number("temperature", 0, 2, "a number from 0 to 2, without quotes"),
            TopP: section.Number("topP", 0, 1, "a number from 0 to 1, without quotes"),
            TopK: (int?)section.Integer("topK", 1, int.MaxValue, "a whole number, 1 or more, without quotes"),
            FrequencyPenalty: section.Number("frequencyPenalty", -2, 2, "a number from -2 to 2, without quotes"),
            PresencePenalty: section.Number("presencePenalty", -2, 2, "a number from -2 to 2, without quotes"),
            Seed: section.Integer("seed", long.MinValue, long.MaxValue, "a whole number, without quotes"),
            StopSequences: Only(section, s_stops, key => Stops(section, key))
        );
    }

    private static T? Only<T>(Section section, string[] names, Func<string, T?> read)
    {
        string? given = null;
        foreach (var entry in section.Mapping.Entries)
        {
            if (!names.Contains(entry.Name))
                continue;
            if (given is not null)
                section.Report(entry.Key.Span, $"'{entry.Name}' means the same as '{given}'. Keep one of them.");
            given ??= entry.Name;
        }

        return given is null ? default : read(given);
    }

    public static EquatableArray<string> Stops(Section section, string key)
    {
        var entry = section.Mapping.Find(key)!;
        var items = entry.Value is YamlSequence sequence ? sequence.Items : [entry.Value];
        var stops = new List<string>();
        foreach (var item in items)
        {
            if (item is YamlScalar { Value.Length: > 0 } scalar && !(scalar.IsNull && section.Includes(HygieneLevel.V0_2)))
                stops.Add(scalar.Value);
            else
                section.Report(
                    item.Span.IsEmpty ? entry.Key.Span : item.Span,
                    $"'{key}' must be a text or a list of texts, none of them empty."
                );
        }

        return stops.ToEquatableArray();
    }
}
