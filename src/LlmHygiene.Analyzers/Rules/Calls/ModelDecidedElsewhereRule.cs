using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts;
using LlmHygiene.Analyzers.Facts.Model;
using LlmHygiene.Analyzers.Rules.Reporting;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Rules.Calls;

/// <summary>The project does not show the model: a caller or a host decides it.</summary>
internal sealed class ModelDecidedElsewhereRule : CallRule
{
    private static readonly DiagnosticDescriptor s_modelDecidedElsewhere = Descriptors.Create(
        id: RuleIds.ModelDecidedElsewhere,
        title: "The model of an LLM call cannot be seen from this project",
        message: "The model of '{0}' cannot be seen from here: state it at the call, "
            + "or set 'llmhygiene.injected_model = host' where the host is meant to decide",
        category: Descriptors.ModelCategory,
        severity: DiagnosticSeverity.Warning,
        description: "The client or the options come from outside the project. Where the host is meant to decide, say so once in "
            + ".editorconfig; otherwise state the model where the call is made."
    );

    public override DiagnosticDescriptor Descriptor => s_modelDecidedElsewhere;

    public override Diagnostic? Judge(CallFacts facts, RuleOptions options) =>
        facts.Model is { State: ModelState.FlowsIn, IsAskedOfCallers: false } && !options.HostDecidesInjectedModel
            ? Diagnostic.Create(
                s_modelDecidedElsewhere,
                facts.Call.Location,
                IsInLibrary(facts) ? DiagnosticSeverity.Info : s_modelDecidedElsewhere.DefaultSeverity,
                additionalLocations: null,
                properties: null,
                facts.Call.Method.Name
            )
            : null;

    // A library is not asked to know its host: there it is a suggestion.
    private static bool IsInLibrary(CallFacts facts) =>
        facts.Call.Invocation.SemanticModel?.Compilation.Options.OutputKind is OutputKind.DynamicallyLinkedLibrary or OutputKind.NetModule;
}
