using LlmHygiene.Analyzers.Models;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Rules.Calls;
using LlmHygiene.Tool.Audit.Model;
using LlmHygiene.Tool.Audit.Pricing;

namespace LlmHygiene.Tool.Audit.Building;

/// <summary>What a cache saves of the cost of a prompt, and what reasoning adds to it.</summary>
internal static class PromptCosts
{
    /// <param name="id">The ID of the model; null if it is unknown.</param>
    /// <param name="model">The model in the catalog; null if it is not there.</param>
    public static AuditCache Cache(PromptModel prompt, string? id, ModelEntry? model, ModelCatalog catalog, FixedTokens tokens)
    {
        var needsMark = model is not null && CacheablePrefix.NeedsMark(model);
        var prefix = tokens.Count(CacheablePrefix.Of(prompt, needsMark), id);
        var minimum = model is null ? null : CacheMinimums.Of(model.Id, model.Provider, catalog);
        var mark =
            minimum is null ? null
            : !needsMark ? AuditCache.Automatic
            : prompt.Messages.Any(static message => message.IsCached) ? AuditCache.Set
            : AuditCache.Missing;
        var saves = minimum is { } least && prefix.Count >= least ? ProjectModels.CacheSaving(model!, prefix.Count) : null;
        return new AuditCache(prefix, minimum, mark, saves);
    }

    /// <param name="stated">What the prompt states; null for nothing.</param>
    /// <param name="model">The model in the catalog; null if it is not there.</param>
    public static AuditReasoning? Reasoning(PromptReasoning? stated, ModelEntry? model)
    {
        var effort = stated?.EffortWord;
        var capabilities = model?.Capabilities ?? ModelCapabilities.None;
        var used = ReasoningRoom.Of(capabilities, effort, capabilities.Reasons(effort));
        return stated is null && used is null
            ? null
            : new AuditReasoning(
                effort ?? capabilities.DefaultEffort,
                effort is not null,
                stated?.Output?.ToString().ToLowerInvariant(),
                used,
                ProjectModels.Price(model?.OutputPrice, used)
            );
    }
}
