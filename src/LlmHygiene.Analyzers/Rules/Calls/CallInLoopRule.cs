using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts;
using LlmHygiene.Analyzers.Rules.Reporting;
using LlmHygiene.Analyzers.Sdks.Rows;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Rules.Calls;

/// <summary>Calls that could run together, or be one, wait for one another.</summary>
internal sealed class CallInLoopRule : CallRule
{
    private static readonly DiagnosticDescriptor s_callInLoop = Descriptors.Create(
        id: RuleIds.CallInLoop,
        title: "LLM calls in a loop wait for one another",
        message: "'{0}' is awaited in a loop, one call after another, and no iteration needs the one before: {1}",
        category: Descriptors.CostCategory,
        severity: DiagnosticSeverity.Info,
        description: "An LLM call takes seconds, and a loop of them takes their sum. Calls that do not need one another can run together; values to embed can go in one call."
    );

    public override DiagnosticDescriptor Descriptor => s_callInLoop;

    public override Diagnostic? Judge(LlmCallFacts facts, RuleOptions options) =>
        facts.IsSequential
            ? Diagnostic.Create(
                s_callInLoop,
                facts.Call.Location,
                facts.Call.Method.Name,
                facts.Call.Entry.Operation == LlmOperation.Embeddings
                    ? "pass all values in one call"
                    : "run the calls together, with Parallel.ForEachAsync or Task.WhenAll and no more at a time than the provider takes"
            )
            : null;
}
