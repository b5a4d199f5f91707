using LlmHygiene.Analyzers.Common;

namespace LlmHygiene.Analyzers.Rules.Reporting.Baseline;

/// <summary>Which rules a baseline can hold: those about code that works, and that may be older than the rule.</summary>
internal static class BaselineRules
{
    private const string Prefix = "LLMH";
    private const int Digits = 4;

    public static bool IsId(string id) =>
        id.Length == Prefix.Length + Digits
        && id.StartsWith(Prefix, StringComparison.Ordinal)
        && id.Skip(Prefix.Length).All(static c => c is >= '0' and <= '9');

    /// <summary>
    /// False for the rules about the files of LlmHygiene itself (0xxx, and the list of models), and for most rules about prompts (21xx):
    /// where they report, no code is generated, or a released version was changed. Only rules about prompts that still work can be held.
    /// False also for hidden characters, which nobody leaves in a prompt knowingly.
    /// </summary>
    public static bool CanHold(string id) =>
        id is RuleIds.PromptNotLocked or RuleIds.PromptInputsChanged
        || (
            IsId(id)
            && id is not (RuleIds.ModelListSyntax or RuleIds.HiddenCharacters)
            && !id.StartsWith("LLMH0", StringComparison.Ordinal)
            && !id.StartsWith("LLMH21", StringComparison.Ordinal)
        );
}
