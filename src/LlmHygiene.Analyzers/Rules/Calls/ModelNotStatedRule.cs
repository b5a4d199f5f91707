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
        description: "The provider or a server default decides what runs, and responses change without a change in the code. "
            + "State the model ID at the call, in its options, or where the client is created."
    );

    public override DiagnosticDescriptor Descriptor => s_modelNotStated;

    public override Diagnostic? Judge(CallFacts facts, RuleOptions options) =>
        facts.Model.State == ModelState.Absent
            ? Diagnostic.Create(s_modelNotStated, facts.Call.Location, facts.Call.Method.Name, FixHint(facts.ModelAdvice))
            : null;

    private static string FixHint(ModelAdvice advice) =>
        advice switch
        {
            { OptionsMember: { } member } => $"set {member}",
            { Argument: { } argument } => $"pass '{argument}'",
            _ => "state it in the options",
        };
}
