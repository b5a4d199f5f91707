using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts;
using LlmHygiene.Analyzers.Facts.Cancellation;
using LlmHygiene.Analyzers.Rules.Reporting;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Rules.Calls;

/// <summary>The SDK takes a cancellation token, and the call passes none.</summary>
internal sealed class CallNotCancellableRule : CallRule
{
    private static readonly DiagnosticDescriptor s_callNotCancellable = Descriptors.Create(
        id: RuleIds.CallNotCancellable,
        title: "An LLM call cannot be cancelled",
        message: "'{0}' cannot be cancelled: {1}",
        category: Descriptors.ResilienceCategory,
        severity: DiagnosticSeverity.Info,
        description: "An LLM call takes seconds. When the one who asked has gone, it goes on, and its tokens are paid for, unless it is given a cancellation token."
    );

    public override DiagnosticDescriptor Descriptor => s_callNotCancellable;

    public override Diagnostic? Judge(LlmCallFacts facts, RuleOptions options)
    {
        if (facts.Cancellation != CancellationState.NotPassed || facts.TokenAdvice is not { } advice)
            return null;
        var mend = advice.Tokens.Count > 0 ? $"pass '{advice.Tokens[0]}'" : "take a CancellationToken from the caller and pass it on";
        return Diagnostic.Create(s_callNotCancellable, facts.Call.Location, facts.Call.Method.Name, mend);
    }
}
