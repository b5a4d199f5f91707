using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts;
using LlmHygiene.Analyzers.Rules.Reporting;
using LlmHygiene.Analyzers.Sdks.Rows;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Rules.Calls;

/// <summary>Calls in a loop that could run concurrently, or be one call, wait for one another.</summary>
internal sealed class CallInLoopRule : CallRule
{
    private static readonly DiagnosticDescriptor s_callInLoop = Descriptors.Create(
        id: RuleIds.CallInLoop,
        title: "LLM calls in a loop wait for one another",
        message: "'{0}' is awaited in a loop, one call after another, and no iteration needs the previous one: {1}",
        category: Descriptors.CostCategory,
        severity: DiagnosticSeverity.Info,
        description: "Each LLM call takes seconds, and a loop takes as long as all its calls together. Independent calls can run "
            + "concurrently; values to embed can be sent in one call."
    );

    public override DiagnosticDescriptor Descriptor => s_callInLoop;

    public override Diagnostic? Judge(CallFacts facts, RuleOptions options) =>
        facts.IsSequential
            ? Diagnostic.Create(
                s_callInLoop,
                facts.Call.Location,
                facts.Call.Method.Name,
                facts.Call.Operation == LlmOperation.Embeddings
                    ? "pass all values in one call"
                    : "run the calls concurrently with Parallel.ForEachAsync or Task.WhenAll, and limit how many run at a time"
            )
            : null;
}
