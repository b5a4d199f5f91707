using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Models;
using LlmHygiene.Tool.Audit.Model;

namespace LlmHygiene.Tool.Audit.Building;

/// <summary>What prompts on a heavier model than their declared tier would save on a model of that tier.</summary>
internal sealed class SavingRows(IReadOnlyDictionary<string, ProjectModels> models, IReadOnlyList<AuditCall> calls)
{
    private readonly ILookup<(string Path, int Line), AuditCall> _calls = calls.ToLookup(static call => (call.Path, call.Line));

    public IReadOnlyList<AuditSaving> Of(IReadOnlyList<AuditPrompt> prompts) => [.. prompts.SelectMany(Of)];

    private IEnumerable<AuditSaving> Of(AuditPrompt prompt)
    {
        if (!Enum.TryParse<Tier>(prompt.Tier, ignoreCase: true, out var tier))
            yield break;
        var sent = prompt
            .Calls.SelectMany(place => _calls[(place.Path, place.Line)])
            .Where(call => call.Prompt.Name == prompt.Name)
            .Select(static call => call.Model);
        var stated = prompt.Model is { } id ? [new AuditModelUse("Constant", id)] : sent.Where(static model => model.Id is not null);
        var project = models[prompt.Project];
        foreach (
            var model in stated
                .Select(static model => (model.Id, model.Deployment))
                .Distinct()
                .OrderBy(static model => model.Id, StringComparer.Ordinal)
        )
        {
            if (
                project.Find(new AuditModelUse("", model.Id, model.Deployment))?.Entry
                    is not { Tier: { } actual, InputPrice: { } input, OutputPrice: { } output } entry
                || actual <= tier
            )
                continue;
            if (Cheapest(project.Catalog, entry, tier, prompt) is not { } cheaper)
                continue;
            yield return new AuditSaving(
                prompt.Project,
                prompt.Path,
                prompt.Line,
                prompt.Name,
                prompt.Version,
                prompt.Tier!,
                model.Id!,
                ProjectModels.Name(actual)!,
                cheaper.Id,
                ProjectModels.Plain(input),
                ProjectModels.Plain(output),
                ProjectModels.Plain(cheaper.InputPrice!.Value),
                ProjectModels.Plain(cheaper.OutputPrice!.Value),
                new AuditCost(
                    ProjectModels.Price(input - cheaper.InputPrice, prompt.FixedTokens.Count),
                    ProjectModels.Price(output - cheaper.OutputPrice, prompt.MaxOutputTokens)
                )
            );
        }
    }

    /// <summary>The cheapest model of the same provider and of the tier that is neither retired nor has a shutdown date.</summary>
    private static ModelEntry? Cheapest(ModelCatalog catalog, ModelEntry heavy, Tier tier, AuditPrompt prompt) =>
        catalog
            .Entries.Where(entry =>
                entry.Tier == tier
                && entry.Provider == heavy.Provider
                && entry is { Status: ModelStatus.Active, IsEnding: false, InputPrice: not null, OutputPrice: not null }
                && entry.Class != ModelClass.Deployment
                && entry.InputPrice < heavy.InputPrice
                && entry.OutputPrice < heavy.OutputPrice
            )
            .OrderBy(entry =>
                prompt.MaxOutputTokens is { } limit
                    ? (entry.InputPrice * prompt.FixedTokens.Count) + (entry.OutputPrice * limit)
                    : entry.OutputPrice
            )
            .ThenBy(static entry => entry.OutputPrice)
            .ThenBy(static entry => entry.InputPrice)
            .ThenBy(static entry => entry.Id, StringComparer.Ordinal)
            .FirstOrDefault();
}
