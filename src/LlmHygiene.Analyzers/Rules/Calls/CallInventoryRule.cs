using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts;
using LlmHygiene.Analyzers.Facts.Model;
using LlmHygiene.Analyzers.Rules.Reporting;
using LlmHygiene.Analyzers.Sdks.Rows;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Rules.Calls;

/// <summary>Every recognised call with its facts, in the form that other tools read.</summary>
internal sealed class CallInventoryRule : CallRule
{
    /// <summary>The property of an entry whose model is named by its deployment.</summary>
    public const string Deployment = "deployment";

    private static readonly DiagnosticDescriptor s_callInventory = Descriptors.Create(
        id: RuleIds.CallInventory,
        title: "LLM call",
        message: "sdk={0}; operation={1}; model={2}; prompt={3}; limit={4}; cancellation={5}; via={6}",
        category: Descriptors.InventoryCategory,
        severity: DiagnosticSeverity.Hidden,
        description: "Lists every LLM call with its model, prompt version, output limit and cancellation. Turned on by the MSBuild property LlmHygieneInventory.",
        enabled: false
    );

    public override DiagnosticDescriptor Descriptor => s_callInventory;

    public override Diagnostic Judge(LlmCallFacts facts, RuleOptions options) =>
        Entry(
            facts.Call.Location,
            facts.Call.Sdk.Name,
            facts.Call.Entry.Operation.InventoryName(),
            facts.Model,
            facts.Prompt.ToString(),
            facts.Limit.ToString(),
            facts.Cancellation.ToString(),
            via: facts.Call.Marked is null ? "Sdk" : "Wrapper"
        );

    /// <summary>One line of the inventory. The order and the form are a contract.</summary>
    public static Diagnostic Entry(
        Location location,
        string sdk,
        string operation,
        ModelFact model,
        string prompt,
        string limit,
        string cancellation,
        string via
    )
    {
        var properties = ImmutableDictionary.CreateBuilder<string, string?>();
        properties["sdk"] = sdk;
        properties["operation"] = operation;
        properties["model"] = model.ToString();
        properties["prompt"] = prompt;
        properties["limit"] = limit;
        properties["cancellation"] = cancellation;
        properties["via"] = via;
        if (model is { Id: not null, IsDeployment: true })
            properties[Deployment] = "true";
        return Diagnostic.Create(
            s_callInventory,
            location,
            properties.ToImmutable(),
            sdk,
            operation,
            model.ToString(),
            prompt,
            limit,
            cancellation,
            via
        );
    }
}
