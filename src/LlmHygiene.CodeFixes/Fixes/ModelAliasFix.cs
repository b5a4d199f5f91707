using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Models;
using LlmHygiene.Analyzers.Rules.Calls;
using LlmHygiene.CodeFixes.Models;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace LlmHygiene.CodeFixes.Fixes;

/// <summary>LLMH1003: states the dated snapshot of an alias.</summary>
[ExportCodeFixProvider(
    LanguageNames.CSharp,
    Name = nameof(ModelAliasFix),
    DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)]
)]
public sealed class ModelAliasFix : ModelIdFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create(RuleIds.ModelAlias);

    private protected override string Title(string id, string replacement) => $"Pin '{id}' to '{replacement}'";

    private protected override IEnumerable<string> Replacements(WrittenModel model) =>
        ModelAliasRule.SnapshotOf(model.Stated, model.Options.Models) is { } id ? [ModelCatalog.WithPrefixOf(model.Stated.Id, id)] : [];
}
