using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts;
using LlmHygiene.Analyzers.Models;
using LlmHygiene.Analyzers.Rules.Reporting;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Rules.Calls;

/// <summary>A prompt runs on a heavier model than the tier that it declares.</summary>
internal sealed class ModelHeavierThanTierRule : CallRule
{
    /// <summary>Also reported in prompt files, which may state a model themselves.</summary>
    public static readonly DiagnosticDescriptor ModelHeavier = Descriptors.Create(
        id: RuleIds.ModelHeavierThanTier,
        title: "The model is heavier than the prompt's tier",
        message: "'{0}' is a {1} model, and the prompt '{2}' declares the tier {3}: use {4}, or change the tier",
        category: Descriptors.CostCategory,
        severity: DiagnosticSeverity.Info,
        description: "A prompt's tier is the heaviest class of model that its task needs. "
            + "A heavier model costs more and responds later, without a benefit for the task."
    );

    public override DiagnosticDescriptor Descriptor => ModelHeavier;

    // A prompt that states its model is reported in its file.
    public override Diagnostic? Judge(CallFacts facts, RuleOptions options) =>
        facts.GeneratedPrompt is { ModelId: null } prompt
        && options.Tiers?.Of(prompt.Name, prompt.Version) is { } tier
        && StatedModel.Of(facts) is { } model
            ? Judge(model, prompt.Name, tier, options.Models)
            : null;

    public static Diagnostic? Judge(StatedModel model, string prompt, Tier declared, ModelCatalog models)
    {
        if (model.Find(models) is not { Entry: { Tier: { } tier } entry } || tier <= declared)
            return null;
        var lighter = Lighter(entry, declared, models) is { } id ? $"a {Name(declared)} one, such as '{id}'" : $"a {Name(declared)} one";
        return model.Report(ModelHeavier, model.Id, tier.ToString().ToLowerInvariant(), prompt, Name(declared), lighter);
    }

    /// <summary>
    /// An active model of the same provider and of the declared tier: the one whose name has the longest common prefix, and the
    /// highest number among equals.
    /// </summary>
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
