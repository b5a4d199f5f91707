using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts;
using LlmHygiene.Analyzers.Models;
using LlmHygiene.Analyzers.Rules.Reporting;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Rules.Calls;

/// <summary>A prompt that declares what its task deserves runs on a heavier model.</summary>
internal sealed class ModelHeavierThanTierRule : CallRule
{
    /// <summary>Also of prompt files, which state a model themselves.</summary>
    public static readonly DiagnosticDescriptor ModelHeavier = Descriptors.Create(
        id: RuleIds.ModelHeavierThanTier,
        title: "The model is heavier than the prompt's tier",
        message: "'{0}' is a {1} model, and the prompt '{2}' declares the tier {3}: use {4}, or change the tier",
        category: Descriptors.CostCategory,
        severity: DiagnosticSeverity.Info,
        description: "A prompt's tier is the heaviest class of model that its task deserves. A heavier one costs more and answers later, for nothing that the task needs."
    );

    public override DiagnosticDescriptor Descriptor => ModelHeavier;

    // A prompt that states its model is told in its file.
    public override Diagnostic? Judge(LlmCallFacts facts, RuleOptions options) =>
        facts.GeneratedPrompt is { ModelId: null } prompt
        && options.Tiers?.Of(prompt.Name, prompt.Version) is { } tier
        && StatedModel.Of(facts) is { } model
            ? Judge(model, prompt.Name, tier, options.Models)
            : null;

    public static Diagnostic? Judge(StatedModel model, string prompt, Tier declared, ModelCatalog models)
    {
        if (models.Find(model.Id, model.Provider) is not { Entry: { Tier: { } tier } entry } || tier <= declared)
            return null;
        var lighter = Lighter(entry, declared, models) is { } id ? $"a {Name(declared)} one, such as '{id}'" : $"a {Name(declared)} one";
        return model.Report(ModelHeavier, model.Id, tier.ToString().ToLowerInvariant(), prompt, Name(declared), lighter);
    }

    /// <summary>A model of the same provider that goes on: of those, the one whose name is most like it, and the highest number among equals.</summary>
    private static string? Lighter(ModelEntry heavy, Tier declared, ModelCatalog models) =>
        models
            .Entries.Where(entry =>
                entry.Provider == heavy.Provider
                && entry is { Tier: { } tier, Status: ModelStatus.Active, IsEnding: false, Class: ModelClass.Pinned or ModelClass.Undated }
                && tier == declared
            )
            .OrderByDescending(entry => CommonPrefix(entry.Id, heavy.Id))
            .ThenByDescending(static entry => entry.Id, StringComparer.Ordinal)
            .FirstOrDefault()
            ?.Id;

    private static int CommonPrefix(string left, string right)
    {
        var length = 0;
        while (length < left.Length && length < right.Length && left[length] == right[length])
            length++;
        return length;
    }

    private static string Name(Tier tier) => tier.ToString().ToLowerInvariant();
}
