using LlmHygiene.Analyzers.Models;
using LlmHygiene.Tool.Audit.Model;

namespace LlmHygiene.Tool.Audit.Building;

/// <summary>The models in use, with their calls and prompts and the data of the model catalog.</summary>
internal sealed class ModelRows(
    IReadOnlyDictionary<string, ProjectModels> models,
    IReadOnlyList<AuditCall> calls,
    IReadOnlyList<AuditPrompt> prompts
)
{
    private const string Unknown = "unknown";

    private static readonly string[] s_tiers = ["small", "medium", "large", Unknown];

    public IReadOnlyList<AuditModel> All() =>
        [
            .. Uses()
                .GroupBy(static use => (use.Id, State: use.Id is null ? use.State : "", use.Deployment))
                .Select(static group => Row(group.Key.Id, group.First(), [.. group]))
                .OrderBy(static row => row.Id is null)
                .ThenByDescending(static row => row.Calls)
                .ThenByDescending(static row => row.Prompts)
                .ThenBy(static row => row.Id ?? row.State, StringComparer.Ordinal)
                .ThenBy(static row => row.Deployment),
        ];

    public static IReadOnlyList<AuditTier> Tiers(IReadOnlyList<AuditModel> rows) =>
        [
            .. s_tiers
                .Select(tier => (Tier: tier, Rows: rows.Where(row => (row.Tier ?? Unknown) == tier).ToList()))
                .Select(static group => new AuditTier(
                    group.Tier,
                    group.Rows.Count(static row => row.Id is not null),
                    group.Rows.Sum(static row => row.Calls),
                    group.Rows.Sum(static row => row.Prompts)
                )),
        ];

    /// <summary>The models in use that are retired or have a shutdown date, the earliest first.</summary>
    public IReadOnlyList<AuditRetirement> Retirements(string asOf) =>
        [
            .. Uses()
                .Where(static use => use.Match is { IsEnding: true })
                .GroupBy(static use => use.Id!, StringComparer.Ordinal)
                .Select(group =>
                {
                    var (entry, catalog) = (group.First().Match!.Entry, group.First().Catalog);
                    var isPast = entry.ShutdownOn is { } day ? string.CompareOrdinal(day, asOf) <= 0 : entry.Status == ModelStatus.Retired;
                    return new AuditRetirement(
                        group.Key,
                        entry.Provider,
                        entry.ShutdownOn,
                        isPast,
                        catalog.Replacement(entry),
                        entry.Source,
                        Places(group)
                    );
                })
                .OrderBy(static one => one.ShutdownOn ?? "", StringComparer.Ordinal)
                .ThenBy(static one => one.Model, StringComparer.Ordinal),
        ];

    private IEnumerable<Use> Uses()
    {
        foreach (var call in calls)
        {
            var catalog = models[call.Project];
            foreach (var model in OneByOne(call.Model))
                yield return new Use(
                    model.Id,
                    model.State,
                    model.Deployment,
                    catalog.Find(model, call.Sdk),
                    catalog.Catalog,
                    new AuditPlace(call.Path, call.Line),
                    IsCall: true
                );
        }

        foreach (var prompt in prompts.Where(static prompt => prompt.Model is not null))
        {
            var catalog = models[prompt.Project];
            var model = new AuditModelUse("Constant", prompt.Model);
            yield return new Use(
                prompt.Model,
                model.State,
                false,
                catalog.Find(model),
                catalog.Catalog,
                new AuditPlace(prompt.Path, prompt.Line),
                IsCall: false
            );
        }
    }

    // A call that runs on one of several models, or on another in each environment, uses all of them.
    private static IEnumerable<AuditModelUse> OneByOne(AuditModelUse model) =>
        model.Ids is { } ids ? ids.Select(id => model with { Id = id, Ids = null }) : [model];

    private static AuditModel Row(string? id, Use first, IReadOnlyList<Use> uses)
    {
        // One SDK may run the model locally and another call it: the row of the provider has more data.
        var match = uses.Select(static use => use.Match).FirstOrDefault(static match => match is not null);
        var entry = match?.Entry;
        return new AuditModel
        {
            Id = id,
            State = id is null ? first.State : "Known",
            Deployment = first.Deployment,
            Provider = entry?.Provider,
            Tier = ProjectModels.Name(entry?.Tier),
            InputPrice = Plain(entry?.InputPrice),
            OutputPrice = Plain(entry?.OutputPrice),
            CacheReadPrice = Plain(entry?.Capabilities.CacheReadPrice),
            CacheWritePrice = Plain(entry?.Capabilities.CacheWritePrice),
            BatchInputPrice = Plain(entry?.Capabilities.BatchInputPrice),
            BatchOutputPrice = Plain(entry?.Capabilities.BatchOutputPrice),
            ContextTokens = entry?.ContextTokens,
            OutputTokens = entry?.OutputTokens,
            Status = entry is null || entry.Status == ModelStatus.Unknown ? null : entry.Status.ToString().ToLowerInvariant(),
            ShutdownOn = entry?.ShutdownOn,
            Replacement = entry is null ? null : first.Catalog.Replacement(entry),
            Source = entry?.Source,
            Calls = uses.Count(static use => use.IsCall),
            Prompts = uses.Count(static use => !use.IsCall),
            Places = Places(uses),
        };
    }

    private static decimal? Plain(decimal? value) => value is { } number ? ProjectModels.Plain(number) : null;

    private static IReadOnlyList<AuditPlace> Places(IEnumerable<Use> uses) =>
        [
            .. uses.Select(static use => use.Place)
                .Distinct()
                .OrderBy(static place => place.Path, StringComparer.Ordinal)
                .ThenBy(static place => place.Line),
        ];

    private sealed record Use(
        string? Id,
        string State,
        bool Deployment,
        ModelMatch? Match,
        ModelCatalog Catalog,
        AuditPlace Place,
        bool IsCall
    );
}
