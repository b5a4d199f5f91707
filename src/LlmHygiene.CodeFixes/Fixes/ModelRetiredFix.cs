using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Models;
using LlmHygiene.Analyzers.Rules.Calls;
using LlmHygiene.CodeFixes.Models;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace LlmHygiene.CodeFixes.Fixes;

/// <summary>LLMH1004: states the replacement that the provider names for a model that is retired or will be.</summary>
[ExportCodeFixProvider(
    LanguageNames.CSharp,
    Name = nameof(ModelRetiredFix),
    DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)]
)]
public sealed class ModelRetiredFix : ModelIdFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create(RuleIds.ModelRetired);

    private protected override string Title(string id, string replacement) => $"Replace '{id}' with '{replacement}'";

    private protected override IEnumerable<string> Replacements(WrittenModel model) =>
        ModelRetiredRule.ReplacementOf(model.Stated, model.Options.Models) is { } id
            ? [ModelCatalog.WithPrefixOf(model.Stated.Id, id)]
            : [];
}
