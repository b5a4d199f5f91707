using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Models;
using LlmHygiene.Analyzers.Rules.Calls;
using LlmHygiene.CodeFixes.Models;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace LlmHygiene.CodeFixes.Fixes;

/// <summary>LLMH1005: states one of the models that the project allows and names in full.</summary>
[ExportCodeFixProvider(
    LanguageNames.CSharp,
    Name = nameof(ModelNotAllowedFix),
    DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)]
)]
public sealed class ModelNotAllowedFix : ModelIdFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create(RuleIds.ModelNotAllowed);

    private protected override string Title(string id, string replacement) => $"Use '{replacement}' instead of '{id}'";

    private protected override IEnumerable<string> Replacements(WrittenModel model)
    {
        var (stated, models, allowed) = (model.Stated, model.Options.Models, model.Options.AllowedModels);
        if (ModelNotAllowedRule.IsAllowed(stated.Id, allowed))
            return [];
        var own = models.Find(stated.Id, stated.Provider)?.Entry;
        var provider = stated.Provider ?? own?.Provider;
        return ModelChoices
            .Literal(allowed)
            .Where(id => ModelChoices.MayBeOf(provider, id, models))
            .OrderBy(id => TierDistance(own?.Tier, models.Find(id, provider)?.Entry.Tier))
            .ThenByDescending(id => SharedStart(stated.Id, id))
            .Select(id => ModelCatalog.WithPrefixOf(stated.Id, id));
    }

    private static int TierDistance(Tier? one, Tier? other) => one is { } left && other is { } right ? Math.Abs((int)left - (int)right) : 1;

    private static int SharedStart(string one, string other) =>
        one.Zip(other, (left, right) => left == right).TakeWhile(same => same).Count();
}
