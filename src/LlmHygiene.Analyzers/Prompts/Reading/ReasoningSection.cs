using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Problems;
using LlmHygiene.Analyzers.Prompts.Yaml;

namespace LlmHygiene.Analyzers.Prompts.Reading;

/// <summary><c>reasoning:</c></summary>
internal static class ReasoningSection
{
    public const string Key = "reasoning";

    /// <summary>The key of the effort.</summary>
    public const string Effort = "effort";

    private const string Output = "output";

    private static readonly string[] s_known = [Effort, Output];

    // In the order of the enums.
    private static readonly string[] s_efforts =
    [
        .. Enum.GetValues(typeof(PromptReasoningEffort)).Cast<PromptReasoningEffort>().Select(PromptReasoning.Word),
    ];
    private static readonly string[] s_outputs = ["none", "summary", "full"];

    public static IReadOnlyCollection<string> KnownKeys => s_known;

    public static IReadOnlyCollection<string> Efforts => s_efforts;

    public static IReadOnlyCollection<string> Outputs => s_outputs;

    /// <summary>Null when the file does not state it.</summary>
    public static PromptReasoning? Read(YamlMapping root, ProblemList problems)
    {
        if (Section.From(root.Find(Key), problems, RuleIds.PromptBadValue, "For example: { effort: low }.") is not { } section)
            return null;

        section.ReportUnknownKeys(Key, s_known);
        var effort = ReadEffort(section, Effort);
        var output = (PromptReasoningOutput?)Word(section, Output, s_outputs, "a reasoning output");
        return effort is null && output is null ? null : new PromptReasoning(effort, output);
    }

    /// <summary>Where the effort is stated.</summary>
    public static IEnumerable<ParameterSpan> EffortSpans(YamlMapping? mapping) =>
        (mapping?.Find(Key)?.Value as YamlMapping)?.Find(Effort) is { } entry ? [ParameterSpan.Of(RequestParameter.Effort, entry)] : [];

    public static PromptReasoningEffort? ReadEffort(Section section, string key) =>
        (PromptReasoningEffort?)Word(section, key, s_efforts, "a reasoning effort");

    private static int? Word(Section section, string key, string[] words, string what)
    {
        if (section.Mapping.Find(key) is not { } entry)
            return null;
        var written = (entry.Value as YamlScalar)?.Value ?? "";
        var index = Array.IndexOf(words, written);
        if (index >= 0)
            return index;

        // All the words, because a provider has other ones, such as 'minimal' and 'detailed'.
        var all = $"{string.Join(", ", words.Take(words.Length - 1))} or {words[words.Length - 1]}";
        section.Report(entry, $"This is not {what}. Write {all}.{Suggestions.DidYouMean(written, words)}");
        return null;
    }
}
