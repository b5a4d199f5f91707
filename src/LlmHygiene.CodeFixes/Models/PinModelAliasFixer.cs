using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Models;
using LlmHygiene.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace LlmHygiene.CodeFixes.Models;

/// <summary>LLMH1003: states the dated snapshot of an alias.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PinModelAliasFixer), DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
public sealed class PinModelAliasFixer : ModelIdFixer
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create(RuleIds.ModelAlias);

    private protected override string Title(string id, string replacement) => $"Pin '{id}' to '{replacement}'";

    private protected override IEnumerable<string> Replacements(WrittenModel model) =>
        ModelAliasRule.SnapshotOf(model.Stated, model.Options.Models) is { } id ? [ModelCatalog.WithPrefixOf(model.Stated.Id, id)] : [];
}
