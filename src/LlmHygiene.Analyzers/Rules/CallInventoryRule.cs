using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts;
using LlmHygiene.Analyzers.Sdks;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Rules;

/// <summary>Every recognised call with its facts, in the form that other tools read.</summary>
internal sealed class CallInventoryRule : CallRule
{
    private static readonly DiagnosticDescriptor CallInventory = Descriptors.Create(
        id: RuleIds.CallInventory,
        title: "LLM call",
        message: "sdk={0}; operation={1}; model={2}; prompt={3}; limit={4}; cancellation={5}; via={6}",
        category: Descriptors.InventoryCategory,
        severity: DiagnosticSeverity.Hidden,
        description: "Lists every LLM call with its model, prompt version, output limit and cancellation. Turned on by the MSBuild property LlmHygieneInventory.",
        enabled: false);

    public override DiagnosticDescriptor Descriptor => CallInventory;

    public override Diagnostic Judge(LlmCallFacts facts, RuleOptions options)
    {
        var properties = ImmutableDictionary.CreateBuilder<string, string?>();
        properties["sdk"] = facts.Call.Sdk.Name;
        properties["operation"] = facts.Call.Entry.Operation.InventoryName();
        properties["model"] = facts.Model.ToString();
        properties["prompt"] = facts.Prompt.ToString();
        properties["limit"] = facts.Limit.ToString();
        properties["cancellation"] = facts.Cancellation.ToString();
        properties["via"] = "Sdk";
        return Diagnostic.Create(
            CallInventory, facts.Call.Location, properties.ToImmutable(),
            properties["sdk"], properties["operation"], properties["model"], properties["prompt"], properties["limit"], properties["cancellation"], properties["via"]);
    }
}
