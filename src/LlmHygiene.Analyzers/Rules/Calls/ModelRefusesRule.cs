using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts;
using LlmHygiene.Analyzers.Models;
using LlmHygiene.Analyzers.Rules.Reporting;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Rules.Calls;

/// <summary>The model does not accept what the request sends. <see cref="ParameterJudge"/> reports it where it is written.</summary>
internal sealed class ModelRefusesRule : CallRule
{
    /// <summary>The property of a diagnostic with the name of the parameter.</summary>
    public const string ParameterProperty = "parameter";

    /// <summary>The property with the reasoning efforts that the model takes, separated by commas.</summary>
    public const string EffortsProperty = "efforts";

    private static readonly DiagnosticDescriptor s_modelRefuses = Descriptors.Create(
        id: RuleIds.ModelRefuses,
        title: "The model does not accept what is sent",
        message: "'{0}' does not accept {1}: {2}",
        category: Descriptors.ModelCategory,
        severity: DiagnosticSeverity.Warning,
        description: "The provider answers such a request with an error. What models accept is from the list of models, which has a "
            + "fixed date; llm-models.txt updates it."
    );

    public override DiagnosticDescriptor Descriptor => s_modelRefuses;

    public override bool IsSharedByCalls => true;

    public override Diagnostic? Judge(CallFacts facts, RuleOptions options) => null;

    public static Diagnostic Report(string model, ModelRefusal refusal, Location place, Location? written = null)
    {
        var properties = ImmutableDictionary<string, string?>.Empty.Add(ParameterProperty, refusal.Parameter.ToString());
        if (refusal.Efforts.Count > 0)
            properties = properties.Add(EffortsProperty, string.Join(",", refusal.Efforts));
        return Diagnostic.Create(s_modelRefuses, place, written is null ? [] : [written], properties, model, refusal.What, refusal.How);
    }

    /// <summary>What is known of the model; null where nothing is that it could refuse.</summary>
    public static ModelEntry? EntryOf(string id, string? provider, ModelCatalog models) =>
        models.Find(id, provider) is { Entry: { Capabilities.MayRefuse: true } entry } ? entry : null;
}
