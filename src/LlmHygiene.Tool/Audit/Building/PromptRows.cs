using LlmHygiene.Analyzers.Models;
using LlmHygiene.Tool.Audit.Model;
using LlmHygiene.Tool.Audit.Pricing;

namespace LlmHygiene.Tool.Audit.Building;

/// <summary>One row for each version of a prompt, with the calls that send it and the places that use its class or method.</summary>
internal sealed class PromptRows(
    PromptIndex index,
    IReadOnlyList<AuditCall> calls,
    IReadOnlyList<ProjectAudit> projects,
    FixedTokens tokens
)
{
    private readonly Dictionary<OwnedPrompt, List<AuditCall>> _calls = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<OwnedPrompt, List<AuditPlace>> _uses = new(ReferenceEqualityComparer.Instance);

    public IReadOnlyList<AuditPrompt> All()
    {
        foreach (var call in calls)
            AddCall(call);
        foreach (var project in projects)
        foreach (var use in project.Uses)
        foreach (var prompt in index.Versions(use.Name, use.Major, project.Path))
            Of(_uses, prompt).Add(use.Place);

        return
        [
            .. index
                .All.Select(Row)
                .OrderBy(static prompt => prompt.Project, StringComparer.Ordinal)
                .ThenBy(static prompt => prompt.Path, StringComparer.Ordinal)
                .ThenBy(static prompt => prompt.Line)
                .ThenBy(static prompt => prompt.Name, StringComparer.Ordinal)
                .ThenBy(static prompt => prompt.Version, StringComparer.Ordinal),
        ];
    }

    // A call with the class of a major version is tagged with its default version; a rollout can select any of the versions.
    private void AddCall(AuditCall call)
    {
        if (index.Of(call) is not { } prompt)
            return;
        foreach (var version in index.Versions(prompt.Name, prompt.Major, prompt.Project.Path))
            Of(_calls, version).Add(call);
    }

    private AuditPrompt Row(OwnedPrompt owned)
    {
        var (project, prompt) = (owned.Project, owned.Found.Model);
        var sent = Of(_calls, owned);
        var model = prompt.ModelId is { } stated ? new AuditModelUse("Constant", stated) : OfCalls(sent);
        var entry = model is null ? null : project.Models!.Find(model)?.Entry;
        var id = model is { Deployment: true } ? entry?.Id : model?.Id;
        var counted = tokens.Count(prompt, id);
        var limit = prompt.Parameters.MaxOutputTokens;
        return new AuditPrompt
        {
            Project = project.Path,
            Path = project.Show(owned.Found.Path),
            Line = owned.Found.At.Line + 1,
            Name = owned.Name,
            Version = owned.Version,
            Kind = project.IsFile(owned.Found) ? "file" : "method",
            Model = prompt.ModelId,
            Tier = prompt.Tier?.ToString().ToLowerInvariant(),
            Budget = prompt.InputTokenBudget,
            BudgetUsd = prompt.Budget?.Usd,
            BudgetCalls = prompt.Budget?.Calls,
            MaxOutputTokens = limit,
            Reasoning = PromptCosts.Reasoning(prompt.Parameters.Reasoning, entry),
            FixedTokens = counted,
            Lock = project.LockState(prompt),
            ContentHash = prompt.ContentHash,
            Deprecated = prompt.DeprecationReason,
            Calls = Places(sent.Select(static call => new AuditPlace(call.Path, call.Line))),
            Uses = Places(Of(_uses, owned)),
            Cost = ProjectModels.Cost(entry, counted, limit),
            BatchCost = ProjectModels.BatchCost(entry, counted, limit),
            Cache = PromptCosts.Cache(prompt, id, entry, project.Models!.Catalog, tokens),
        };
    }

    /// <summary>The model of a prompt that does not specify one, if all its calls have the same model.</summary>
    public static AuditModelUse? OfCalls(IEnumerable<AuditCall> sent) =>
        sent.Select(static call => (call.Model.Id, call.Model.Deployment)).Distinct().ToList() is [({ } id, var deployment)]
            ? new AuditModelUse("AtClient", id, deployment)
            : null;

    private static IReadOnlyList<AuditPlace> Places(IEnumerable<AuditPlace> places) =>
        [.. places.Distinct().OrderBy(static place => place.Path, StringComparer.Ordinal).ThenBy(static place => place.Line)];

    private static List<T> Of<T>(Dictionary<OwnedPrompt, List<T>> lists, OwnedPrompt prompt)
    {
        if (!lists.TryGetValue(prompt, out var list))
            lists.Add(prompt, list = []);
        return list;
    }
}
