using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts;
using LlmHygiene.Analyzers.Facts.Cancellation;
using LlmHygiene.Analyzers.Rules.Reporting;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Rules.Calls;

/// <summary>The called method accepts a cancellation token, and the call passes none.</summary>
internal sealed class CallNotCancellableRule : CallRule
{
    private static readonly DiagnosticDescriptor s_callNotCancellable = Descriptors.Create(
        id: RuleIds.CallNotCancellable,
        title: "An LLM call cannot be cancelled",
        message: "'{0}' cannot be cancelled: {1}",
        category: Descriptors.ResilienceCategory,
        severity: DiagnosticSeverity.Info,
        description: "An LLM call takes seconds. Without a cancellation token it keeps running, and costing tokens, "
            + "even when nobody waits for the response any more."
    );

    public override DiagnosticDescriptor Descriptor => s_callNotCancellable;

    public override Diagnostic? Judge(CallFacts facts, RuleOptions options)
    {
        if (facts.Cancellation != CancellationState.NotPassed || facts.TokenAdvice is not { } advice)
            return null;
        var hint = advice.Tokens.Count > 0 ? $"pass '{advice.Tokens[0]}'" : "take a CancellationToken from the caller and pass it on";
        return Diagnostic.Create(s_callNotCancellable, facts.Call.Location, facts.Call.Method.Name, hint);
    }
}
