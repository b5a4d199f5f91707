using LlmHygiene.Analyzers.Common;

namespace LlmHygiene.Analyzers.Rules.Reporting.Baseline;

/// <summary>Which rules a baseline can hold: what was written before the rule came, and works.</summary>
internal static class BaselineRules
{
    private const string Prefix = "LLMH";
    private const int Digits = 4;

    public static bool IsId(string id) =>
        id.Length == Prefix.Length + Digits
        && id.StartsWith(Prefix, StringComparison.Ordinal)
        && id.Skip(Prefix.Length).All(static c => c is >= '0' and <= '9');

    /// <summary>
    /// Not those of LlmHygiene itself (0xxx, and the list of models), and of prompts (21xx) only what leaves a prompt that
    /// works: for the others no code is made, or what has shipped was changed.
    /// </summary>
    public static bool CanHold(string id) =>
        id is RuleIds.PromptNotLocked or RuleIds.PromptInputsChanged
        || (
            IsId(id)
            && id != RuleIds.ModelListSyntax
            && !id.StartsWith("LLMH0", StringComparison.Ordinal)
            && !id.StartsWith("LLMH21", StringComparison.Ordinal)
        );
}
