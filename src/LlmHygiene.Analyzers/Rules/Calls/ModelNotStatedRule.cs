using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts;
using LlmHygiene.Analyzers.Facts.Model;
using LlmHygiene.Analyzers.Rules.Reporting;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Rules.Calls;

/// <summary>Nothing that reaches the call states a model.</summary>
internal sealed class ModelNotStatedRule : CallRule
{
    private static readonly DiagnosticDescriptor s_modelNotStated = Descriptors.Create(
        id: RuleIds.ModelNotStated,
        title: "No model is stated for an LLM call",
        message: "No model is stated for '{0}': {1}, or give the client a default model",
        category: Descriptors.ModelCategory,
        severity: DiagnosticSeverity.Warning,
        description: "The provider or a server default decides what runs, and the answer changes without a change in the code. State the model ID at the call, in its options, or where the client is made."
    );

    public override DiagnosticDescriptor Descriptor => s_modelNotStated;

    public override Diagnostic? Judge(LlmCallFacts facts, RuleOptions options) =>
        facts.Model.State == ModelState.Absent
            ? Diagnostic.Create(s_modelNotStated, facts.Call.Location, facts.Call.Method.Name, Mend(facts))
            : null;

    private static string Mend(LlmCallFacts facts)
    {
        var parameter = facts.Call.Method.Parameters.FirstOrDefault(candidate => candidate.Name == facts.Call.Entry.Options);
        var member = facts
            .Call.Sdk.Options.FirstOrDefault(entry =>
                parameter is not null && entry.Type.EndsWith("." + parameter.Type.Name, StringComparison.Ordinal)
            )
            ?.Model;
        if (member is not null)
            return $"set {parameter!.Type.Name}.{member}";
        return facts.Call.Entry.Model is { } argument ? $"pass '{argument}'" : "state it in the options";
    }
}
