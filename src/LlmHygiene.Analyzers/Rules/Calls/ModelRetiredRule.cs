using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Models;
using LlmHygiene.Analyzers.Rules.Reporting;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Rules.Calls;

/// <summary>A model that is shut down, or has a shutdown date that its provider announced.</summary>
internal sealed class ModelRetiredRule : ModelIdRule
{
    private static readonly DiagnosticDescriptor s_modelRetired = Descriptors.Create(
        id: RuleIds.ModelRetired,
        title: "The model is retired or has an announced shutdown date",
        message: "'{0}' {1}: use {2}",
        category: Descriptors.ModelCategory,
        severity: DiagnosticSeverity.Warning,
        description: "After its shutdown date, a model responds with an error. The built-in list of models is from a fixed date; "
            + "llm-models.txt updates it."
    );

    public override DiagnosticDescriptor Descriptor => s_modelRetired;

    public override Diagnostic? Judge(StatedModel model, RuleOptions options)
    {
        if (EndingOf(model, options.Models) is not { } entry)
            return null;
        var replacement = options.Models.Replacement(entry) is { } id ? $"'{id}'" : "a model that its provider supports";
        return model.Report(s_modelRetired, model.Id, End(entry, options.Models), replacement);
    }

    /// <summary>The model to use instead; null where none is known, or where the model is not about to be shut down.</summary>
    public static string? ReplacementOf(StatedModel model, ModelCatalog models) =>
        EndingOf(model, models) is { } entry ? models.Replacement(entry) : null;

    private static ModelEntry? EndingOf(StatedModel model, ModelCatalog models) =>
        model.Find(models) is { IsEnding: true, Entry: var entry } ? entry : null;

    private static string End(ModelEntry entry, ModelCatalog models) =>
        !models.IsRetired(entry) ? $"will be shut down by {entry.Provider} on {entry.ShutdownOn}"
        : entry.ShutdownOn is { } date ? $"was shut down by {entry.Provider} on {date}"
        : $"is retired by {entry.Provider}";
}
