using System.Collections.Immutable;
using LlmHygiene.Analyzers.Facts;
using LlmHygiene.Analyzers.Rules.Reporting;
using LlmHygiene.Analyzers.Rules.Reporting.Baseline;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Rules.Calls;

/// <summary>Asks the rules about a call, whatever its origin, and reports what they find.</summary>
internal static class CallJudge
{
    public static void Judge(
        CallFacts facts,
        ImmutableArray<CallRule> rules,
        RuleOptions options,
        BaselineReporter reporter,
        Action<Diagnostic> report,
        CancellationToken cancellation
    )
    {
        var call = facts.Call;
        foreach (var rule in rules)
        {
            if (rule.IsSharedByCalls || !rule.Accepts(call.Origin) || !IsOn(rule, call.Invocation, cancellation))
                continue;
            if (rule.Judge(facts, options) is { } diagnostic)
                reporter.Report(diagnostic, report, call.Invocation, reporter.IsActive ? rule.Subject(facts) : null, cancellation);
        }
    }

    private static bool IsOn(CallRule rule, IOperation call, CancellationToken cancellation) =>
        call.SemanticModel is { Compilation: var compilation }
        && Severities.IsOn(rule.Descriptor, compilation, call.Syntax.SyntaxTree, cancellation);
}
