using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts;
using LlmHygiene.Analyzers.Rules.Reporting;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Rules.Calls;

/// <summary>A thread waits for an asynchronous call without doing anything else.</summary>
internal sealed class CallBlocksRule : CallRule
{
    private static readonly DiagnosticDescriptor s_callBlocks = Descriptors.Create(
        id: RuleIds.CallBlocks,
        title: "A thread is blocked until an LLM call has ended",
        message: "'{1}' blocks a thread until {0} has ended, which takes seconds: await it",
        category: Descriptors.ResilienceCategory,
        severity: DiagnosticSeverity.Warning,
        description: "An LLM call takes seconds. Blocked threads are missing elsewhere: a server stops answering, "
            + "a user interface freezes, and with a synchronization context the call can wait for itself forever."
    );

    public override DiagnosticDescriptor Descriptor => s_callBlocks;

    public override bool Accepts(CallOrigin origin) => origin is CallOrigin.Sdk or CallOrigin.UserMethod or CallOrigin.Http;

    public override Diagnostic? Judge(CallFacts facts, RuleOptions options) =>
        facts.Blocking is { } wait
            ? Diagnostic.Create(
                s_callBlocks,
                facts.Call.Location,
                [wait.Operation.Syntax.GetLocation()],
                $"'{(wait.Call ?? facts.Call.Invocation).TargetMethod.Name}'" + (wait.MayEndEarlier ? " or another task" : ""),
                wait.Text
            )
            : null;
}
