using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Locking;
using LlmHygiene.Analyzers.Prompts.Model;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Rules.PromptFiles;

/// <summary>A prompt exceeds its budget before any input is filled in.</summary>
internal static class PromptOverBudgetRule
{
    public static readonly DiagnosticDescriptor OverBudget = Descriptors.Create(
        RuleIds.PromptOverBudget,
        "A prompt's fixed text exceeds its token budget",
        "The fixed text of '{0}' {1} has {2} tokens, and its budget is {3}: shorten it, or raise the budget",
        Descriptors.CostCategory,
        DiagnosticSeverity.Warning,
        "Every call pays for the fixed text of its prompt. A budget that the text alone exceeds leaves nothing for the inputs."
    );

    /// <param name="place">Where the budget is written.</param>
    public static Diagnostic? Judge(PromptModel prompt, int budget, Location place, PromptLock locked)
    {
        var counted = locked.FindSame(prompt)?.Tokens;
        var tokens = FixedTextTokens.AtLeast(prompt, counted);
        if (tokens <= budget)
            return null;
        var amount = ScalarValues.Invariant(tokens);
        return Diagnostic.Create(
            OverBudget,
            place,
            prompt.Name,
            prompt.Version,
            tokens == counted ? amount : "at least " + amount,
            ScalarValues.Invariant(budget)
        );
    }
}
