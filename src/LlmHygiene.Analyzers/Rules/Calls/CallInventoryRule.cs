using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Calls.Interception;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts;
using LlmHygiene.Analyzers.Rules.Reporting;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Rules.Calls;

/// <summary>Lists every call with its facts, in the form that other tools read.</summary>
internal sealed class CallInventoryRule : CallRule
{
    private static readonly DiagnosticDescriptor s_callInventory = Descriptors.Create(
        id: RuleIds.CallInventory,
        title: "LLM call",
        message: InventoryEntry.MessageFormat,
        category: Descriptors.InventoryCategory,
        severity: DiagnosticSeverity.Hidden,
        description: "Lists every LLM call with its model, prompt version, output limit and cancellation. "
            + "The MSBuild property LlmHygieneInventory enables it.",
        enabled: false
    );

    public override DiagnosticDescriptor Descriptor => s_callInventory;

    // A pass-through method has no entry of its own: the call inside it is the entry.
    public override bool Accepts(CallOrigin origin) => origin != CallOrigin.PassThrough;

    public override Diagnostic Judge(CallFacts facts, RuleOptions options)
    {
        var state = options.Interception?.Invoke(facts.Call);
        var entry = InventoryEntry.Of(facts) with
        {
            Interception = options.IsIntercepting ? state : null,
            Site = state is { } known && known.HasSite() ? CallSiteName.Of(facts.Call.Invocation) : null,
        };
        return entry.Write(s_callInventory, facts.Call.Location);
    }
}
