using System.Globalization;
using System.Text.RegularExpressions;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Models;
using LlmHygiene.Analyzers.Rules.Calls;

namespace LlmHygiene.Analyzers.Tests.Docs;

/// <summary>
/// What C# in the docs and samples sends that its models refuse. It need not compile: a model and a parameter that stand in one block are
/// taken to belong together.
/// </summary>
internal static class CodeExample
{
    private static readonly (RequestParameter Parameter, string Pattern)[] s_scalars =
    [
        (RequestParameter.Temperature, "Temperature"),
        (RequestParameter.TopP, "TopP|NucleusSamplingFactor"),
        (RequestParameter.TopK, "TopK"),
        (RequestParameter.PresencePenalty, "PresencePenalty"),
        (RequestParameter.FrequencyPenalty, "FrequencyPenalty"),
        (RequestParameter.Seed, "Seed"),
    ];

    private static readonly (RequestParameter Parameter, string Pattern)[] s_others =
    [
        (RequestParameter.Stop, @"\bStopSequences\s*=\s*(\[|new|\{)\s*[^\]\}\s]|\bStopSequences\.Add\("),
        (RequestParameter.Tools, @"\bTools\s*=\s*(\[|new|\{)\s*[^\]\}\s]|\bTools\.Add\("),
        (RequestParameter.Schema, @"\b(GetResponseAsync|RunAsync)<|\bForJsonSchema\b|\bCreateJsonSchemaFormat\("),
        (RequestParameter.Image, @"\bCreateImagePart\(|""image/\w+"""),
        (RequestParameter.Pdf, @"""application/pdf"""),
        (RequestParameter.Audio, @"\bCreateInputAudioPart\(|""audio/\w+"""),
        (RequestParameter.Logprobs, @"\bIncludeLogProbabilities\s*=\s*true"),
        (RequestParameter.LogitBias, @"\bLogitBiases\b"),
    ];

    // The settings of Semantic Kernel send MaxTokens as max_completion_tokens; Azure's clients send MaxOutputTokenCount as max_tokens.
    private static readonly (string Pattern, string? Only, string? Not)[] s_olderLimits =
    [
        (@"\bMaxTokens\s*=\s*\d", null, "PromptExecutionSettings"),
        (@"\bMaxOutputTokenCount\s*=\s*\d", "AzureOpenAIClient", "SetNewMaxCompletionTokensPropertyEnabled"),
    ];

    public static IEnumerable<string> Wrong(string code)
    {
        foreach (Match id in Regex.Matches(code, "\"([A-Za-z][\\w./:-]+)\""))
            if (ModelCatalog.Default.Find(id.Groups[1].Value, provider: null)?.Entry is { } entry)
                foreach (var what in Wrong(code, entry.Capabilities))
                    yield return $"{entry.Id} with {what}";
    }

    private static IEnumerable<string> Wrong(string code, ModelCapabilities model)
    {
        var efforts = EffortsIn(code).ToList();
        var effort = efforts.Count == 1 ? efforts[0] : null;
        var reasons = efforts.Count > 1 ? null : model.Reasons(effort);
        foreach (var stated in efforts)
            if (ModelRefusals.Of(RequestParameter.Effort, stated, model, reasons) is not null)
                yield return $"the effort {stated}";
        foreach (var (parameter, names) in s_scalars)
        foreach (Match written in Regex.Matches(code, $@"\b({names})\s*(\?\?)?=\s*(-?[\d.]+)"))
            if (ModelRefusals.Of(parameter, Number(written.Groups[3].Value), model, reasons) is not null)
                yield return written.Value;
        foreach (var (parameter, pattern) in s_others)
            if (Regex.IsMatch(code, pattern) && ModelRefusals.Of(parameter, null, model, reasons) is not null)
                yield return parameter.ToString();
        foreach (var (pattern, only, not) in s_olderLimits)
            if (
                model.Refuses(RequestParameter.MaxTokens)
                && Regex.IsMatch(code, pattern)
                && (only is null || code.Contains(only, StringComparison.Ordinal))
                && (not is null || !code.Contains(not, StringComparison.Ordinal))
            )
                yield return "max_tokens";
        if (ReasoningRoom.Of(model, effort, reasons) is { } room)
            foreach (
                Match written in Regex.Matches(
                    code,
                    @"\b(MaxOutputTokens|MaxOutputTokenCount|MaxTokens|MaxCompletionTokens|NumPredict)\s*(\?\?)?=\s*([\d_]+)"
                )
            )
                if (int.Parse(written.Groups[3].Value.Replace("_", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) < room)
                    yield return written.Value;
    }

    // `ReasoningEffort.Low`, `ChatReasoningEffortLevel.Low`, `ReasoningEffortLevel = "low"`
    private static IEnumerable<string> EffortsIn(string code) =>
        Regex
            .Matches(
                code,
                @"\b\w*Effort(Level)?(\.|\s*=\s*"")(?<effort>None|Minimal|Low|Medium|High|ExtraHigh|XHigh|Max)\b",
                RegexOptions.IgnoreCase
            )
            .Select(match => match.Groups["effort"].Value.ToLowerInvariant() is var word && word == "extrahigh" ? "xhigh" : word)
            .Distinct();

    private static string Number(string text) =>
        decimal.Parse(text.TrimEnd('.'), CultureInfo.InvariantCulture).ToString("0.####", CultureInfo.InvariantCulture);
}
