using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Models;
using LlmHygiene.Analyzers.Rules.Reporting;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Rules.Calls;

/// <summary>A model that answers no more, or will not after a date that its provider has announced.</summary>
internal sealed class ModelRetiredRule : ModelIdRule
{
    private static readonly DiagnosticDescriptor s_modelRetired = Descriptors.Create(
        id: RuleIds.ModelRetired,
        title: "The model is retired or has an announced shutdown date",
        message: "'{0}' {1}: use {2}",
        category: Descriptors.ModelCategory,
        severity: DiagnosticSeverity.Warning,
        description: "After its shutdown date a model answers with an error. What is known of models is of a fixed day; llm-models.txt brings it up to date."
    );

    public override DiagnosticDescriptor Descriptor => s_modelRetired;

    public override Diagnostic? Judge(StatedModel model, RuleOptions options)
    {
        if (EndingOf(model, options.Models) is not { } entry)
            return null;
        var replacement = options.Models.Replacement(entry) is { } id ? $"'{id}'" : "a model that its provider supports";
        return model.Report(s_modelRetired, model.Id, End(entry, options.Models), replacement);
    }

    /// <summary>What to use instead; null where nothing is known, or where the model is not ending.</summary>
    public static string? ReplacementOf(StatedModel model, ModelCatalog models) =>
        EndingOf(model, models) is { } entry ? models.Replacement(entry) : null;

    private static ModelEntry? EndingOf(StatedModel model, ModelCatalog models) =>
        models.Find(model.Id, model.Provider) is { IsEnding: true, Entry: var entry } ? entry : null;

    private static string End(ModelEntry entry, ModelCatalog models) =>
        !models.IsRetired(entry) ? $"will be shut down by {entry.Provider} on {entry.ShutdownOn}"
        : entry.ShutdownOn is { } date ? $"was shut down by {entry.Provider} on {date}"
        : $"is retired by {entry.Provider}";
}
