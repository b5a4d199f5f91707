using System.Globalization;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Problems;
using LlmHygiene.Analyzers.Prompts.Yaml;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Prompts.Reading;

/// <summary><c>budget:</c></summary>
internal static class BudgetSection
{
    public const string Key = "budget";

    private const string InputTokens = "inputTokens";
    private const string Usd = "usd";
    private const string Calls = "calls";

    private static readonly string[] s_known = [InputTokens, Usd, Calls];

    public static IReadOnlyCollection<string> KnownKeys => s_known;

    /// <returns>The maximum number of tokens in the messages of a call, and what one execution may use.</returns>
    public static (int? InputTokens, ExecutionBudget? Execution) Read(YamlMapping root, ProblemList problems)
    {
        if (
            Section.From(root.Find(Key), problems, RuleIds.PromptBadValue, "For example: { inputTokens: 2000, usd: 0.01, calls: 5 }.")
            is not { } section
        )
            return (null, null);

        section.ReportUnknownKeys(Key, s_known);
        var tokens = (int?)section.Integer(InputTokens, 1, int.MaxValue, "a whole number of tokens, 1 or more, without quotes");
        var usd = ReadUsd(section);
        var calls = (int?)section.Integer(Calls, 1, int.MaxValue, "a whole number of model calls, 1 or more, without quotes");
        return (tokens, usd is null && calls is null ? null : new ExecutionBudget(usd, calls));
    }

    /// <summary>Where the input budget is written.</summary>
    public static TextSpan Span(YamlMapping root) => (root.Find(Key)?.Value as YamlMapping)?.Find(InputTokens)?.ValueSpan ?? default;

    // Money is decimal: 0.1 is exactly that.
    private static decimal? ReadUsd(Section section)
    {
        if (section.Mapping.Find(Usd) is not { } entry)
            return null;
        if (
            entry.Value is YamlScalar { IsPlain: true } scalar
            && decimal.TryParse(
                scalar.Value,
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
                CultureInfo.InvariantCulture,
                out var value
            )
            && value > 0
        )
            return value;
        section.Report(entry, $"'{Usd}' must be an amount in US dollars, more than 0, without quotes and currency signs, as in 0.05.");
        return null;
    }
}
