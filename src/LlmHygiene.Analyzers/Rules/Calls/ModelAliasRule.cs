using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Models;
using LlmHygiene.Analyzers.Rules.Reporting;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Rules.Calls;

/// <summary>A model alias that the provider moves, where the code could state a dated snapshot.</summary>
internal sealed class ModelAliasRule : ModelIdRule
{
    private static readonly DiagnosticDescriptor s_modelAlias = Descriptors.Create(
        id: RuleIds.ModelAlias,
        title: "A model alias is stated where a dated snapshot exists",
        message: "'{0}' is an alias that the provider moves from snapshot to snapshot: state a snapshot, such as '{1}'",
        category: Descriptors.ModelCategory,
        severity: DiagnosticSeverity.Info,
        description: "When the provider moves an alias, responses change without a change in the code. "
            + "A dated snapshot stays the same until it is retired."
    );

    public override DiagnosticDescriptor Descriptor => s_modelAlias;

    public override Diagnostic? Judge(StatedModel model, RuleOptions options) =>
        SnapshotOf(model, options.Models) is { } snapshot ? model.Report(s_modelAlias, model.Id, snapshot) : null;

    /// <summary>The snapshot to state instead; null where there is nothing to report.</summary>
    // For a model that is about to be shut down, a snapshot does not help; LLMH1004 names a replacement.
    public static string? SnapshotOf(StatedModel model, ModelCatalog models) =>
        model.Find(models) is { Entry: { Class: ModelClass.Alias, Snapshot: { } snapshot, IsEnding: false } entry }
        && models.Find(snapshot, entry.Provider) is not { Entry.IsEnding: true }
            ? snapshot
            : null;
}
