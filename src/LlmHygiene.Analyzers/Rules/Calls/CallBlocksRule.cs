using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts;
using LlmHygiene.Analyzers.Facts.Blocking;
using LlmHygiene.Analyzers.Rules.Reporting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Rules.Calls;

/// <summary>A thread waits for an asynchronous call without doing anything else.</summary>
internal sealed class CallBlocksRule : CallRule
{
    public static readonly DiagnosticDescriptor CallBlocks = Descriptors.Create(
        id: RuleIds.CallBlocks,
        title: "A thread is blocked until an LLM call has ended",
        message: "'{1}' blocks a thread until {0} has ended, which takes seconds: await it",
        category: Descriptors.ResilienceCategory,
        severity: DiagnosticSeverity.Warning,
        description: "An LLM call takes seconds. Blocked threads are missing elsewhere: a server stops answering, "
            + "a user interface freezes, and with a synchronization context the call can wait for itself forever."
    );

    public override DiagnosticDescriptor Descriptor => CallBlocks;

    public override bool Accepts(CallOrigin origin) => origin is CallOrigin.Sdk or CallOrigin.UserMethod or CallOrigin.Http;

    public override Diagnostic? Judge(CallFacts facts, RuleOptions options) =>
        facts.Blocking is { } wait ? ReportAt(facts.Call.Location, wait) : null;

    /// <summary>A call of a method of the project.</summary>
    /// <param name="inner">Where the LLM call is that the method waits for.</param>
    public static Diagnostic Report(BlockingWait wait, Location inner) => ReportAt(CallSyntax.LocationOf(wait.Call), wait, inner);

    private static Diagnostic ReportAt(Location place, BlockingWait wait, params Location[] more) =>
        Diagnostic.Create(
            CallBlocks,
            place,
            [wait.Operation.Syntax.GetLocation(), .. more],
            $"'{wait.Call.TargetMethod.Name}'" + (wait.MayEndEarlier ? " or another task" : ""),
            wait.Text
        );
}
