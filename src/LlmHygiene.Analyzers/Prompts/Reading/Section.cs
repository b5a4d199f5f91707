using System.Globalization;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Problems;
using LlmHygiene.Analyzers.Prompts.Yaml;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Prompts.Reading;

/// <summary>Reads single values of one mapping and reports those that are wrong.</summary>
/// <param name="valueRule">The rule that reports a wrong value.</param>
internal sealed class Section(YamlMapping mapping, ProblemList problems, string valueRule)
{
    public YamlMapping Mapping { get; } = mapping;

    public static Section? From(YamlEntry? entry, ProblemList problems, string rule, string fix)
    {
        if (entry is null)
            return null;
        if (entry.Value is YamlMapping mapping)
            return new Section(mapping, problems, rule);
        problems.Add(rule, entry.ValueSpan, $"'{entry.Name}' must be a mapping. {fix}");
        return null;
    }

    public void ReportUnknownKeys(string where, IReadOnlyCollection<string> known, IReadOnlyDictionary<string, string>? fixes = null)
    {
        for (var i = 0; i < Mapping.Entries.Count; i++)
        {
            var entry = Mapping.Entries[i];
            if (known.Contains(entry.Name))
                continue;
            var fix =
                fixes is not null && fixes.TryGetValue(entry.Name, out var text)
                    ? text
                    : $"'{entry.Name}' is not a key of {where}."
                        + (
                            Suggestions.Nearest(entry.Name, known) is { } nearest
                                ? $" Did you mean '{nearest}'?"
                                : $" Known keys are {string.Join(", ", known)}."
                        );
            problems.Add(RuleIds.PromptUnknownKey, entry.Key.Span, fix);
        }
    }

    /// <summary>Reads a text. A key without a value is a mistake, not an empty text.</summary>
    public string? Text(string key, string fix)
    {
        if (Mapping.Find(key) is not { } entry)
            return null;
        if (entry.Value is YamlScalar scalar && scalar.Value.Trim().Length > 0 && !scalar.IsNull)
            return scalar.Value.Trim();
        Report(entry, $"'{key}' must be text. {fix}");
        return null;
    }

    public bool? Bool(string key)
    {
        if (Mapping.Find(key) is not { } entry)
            return null;
        if (entry.Value is YamlScalar { IsPlain: true } scalar && ScalarValues.Bool(scalar.Value) is { } value)
            return value;
        Report(entry, $"'{key}' must be true or false.");
        return null;
    }

    public long? Integer(string key, long least, long most, string fix)
    {
        if (Mapping.Find(key) is not { } entry)
            return null;
        if (
            entry.Value is YamlScalar { IsPlain: true } scalar
            && ScalarValues.Integer(scalar.Value) is { } value
            && value >= least
            && value <= most
        )
            return value;
        Report(entry, $"'{key}' must be {fix}.");
        return null;
    }

    public float? Number(string key, double least, double most, string fix)
    {
        if (Mapping.Find(key) is not { } entry)
            return null;
        if (
            entry.Value is YamlScalar { IsPlain: true } scalar
            && ScalarValues.Number(scalar.Value) is { } value
            && value >= least
            && value <= most
        )
            return (float)value;
        Report(entry, $"'{key}' must be {fix}.");
        return null;
    }

    public bool Includes(HygieneLevel since) => problems.Includes(since);

    public void Report(YamlEntry entry, string message) => problems.Add(valueRule, entry.ValueSpan, message);

    public void Report(TextSpan span, string message) => problems.Add(valueRule, span, message);
}
