using LlmHygiene.Analyzers.Models;
using LlmHygiene.Tool.Audit.Model;
using LlmHygiene.Tool.Audit.Pricing;
using LlmHygiene.Tool.Io;

namespace LlmHygiene.Tool.Audit.Building;

/// <summary>Builds the report: joins calls and prompts, counts, prices and sorts them.</summary>
internal sealed class ReportBuilder
{
    private readonly IReadOnlyList<ProjectAudit> _projects;
    private readonly PromptIndex _prompts;
    private readonly FixedTokens _tokens = new();
    private readonly Dictionary<string, ProjectModels> _models;

    private ReportBuilder(IEnumerable<ProjectAudit> projects)
    {
        _projects = [.. projects.OrderBy(static project => project.Path, StringComparer.Ordinal)];
        var read = _projects.Where(static project => project.Models is not null).ToList();
        _prompts = new PromptIndex(read);
        _models = read.ToDictionary(static project => project.Path, static project => project.Models!, StringComparer.Ordinal);
    }

    /// <param name="asOf">The day to compare shutdown dates with; null for the day of the model catalog.</param>
    public static AuditReport Build(string root, string? asOf, IEnumerable<ProjectAudit> projects, IEnumerable<AuditNotRead> notRead) =>
        new ReportBuilder(projects).Build(root, asOf, notRead);

    private AuditReport Build(string root, string? asOf, IEnumerable<AuditNotRead> notRead)
    {
        var calls = _projects
            .SelectMany(static project => project.Calls)
            .Select(Price)
            .OrderBy(static call => call.Project, StringComparer.Ordinal)
            .ThenBy(static call => call.Path, StringComparer.Ordinal)
            .ThenBy(static call => call.Line)
            .ThenBy(static call => call.Column)
            .ThenBy(static call => call.Operation, StringComparer.Ordinal)
            .ThenBy(static call => string.Join(';', call.Frameworks ?? []), StringComparer.Ordinal)
            .ToList();
        var prompts = new PromptRows(_prompts, calls, _projects, _tokens).All();
        var violations = _projects
            .SelectMany(static project => project.Violations)
            .OrderBy(static one => one.Project, StringComparer.Ordinal)
            .ThenBy(static one => one.Path, StringComparer.Ordinal)
            .ThenBy(static one => one.Line)
            .ThenBy(static one => one.Column)
            .ThenBy(static one => one.Rule, StringComparer.Ordinal)
            .ThenBy(static one => one.Message, StringComparer.Ordinal)
            .ThenBy(static one => string.Join(';', one.Frameworks ?? []), StringComparer.Ordinal)
            .ToList();
        var catalogs = _models.Values.Select(static models => models.Catalog.AsOf).Append(ModelCatalog.Default.AsOf);
        var catalogAsOf = catalogs.Max(StringComparer.Ordinal)!;
        var day = asOf ?? catalogAsOf;
        var models = new ModelRows(_models, calls, prompts);
        var rows = models.All();
        var missing = notRead
            .OrderBy(static one => one.Path, StringComparer.Ordinal)
            .ThenBy(static one => one.Framework, StringComparer.Ordinal)
            .ThenBy(static one => one.Kind, StringComparer.Ordinal)
            .ToList();
        return new AuditReport
        {
            Tool = new AuditTool("llm-hygiene", ToolVersion.Text),
            Root = root,
            AsOf = day,
            CatalogAsOf = catalogAsOf,
            Summary = new AuditSummary
            {
                Projects = _projects.Count,
                Calls = calls.Count,
                Prompts = prompts.Count,
                Models = rows.Count(static row => row.Id is not null),
                Errors = violations.Count(static one => one.Severity == AuditViolation.Error),
                Warnings = violations.Count(static one => one.Severity == AuditViolation.Warning),
                Suggestions = violations.Count(static one => one.Severity == AuditViolation.Suggestion),
                NotRead = missing.Count,
                FixedTokens = prompts.Sum(static prompt => prompt.FixedTokens.Count),
                Cost = calls.Aggregate(new AuditCost(null, null), static (sum, call) => sum + call.Cost),
                PricedCalls = calls.Count(static call => call.Cost is not null),
            },
            Projects =
            [
                .. _projects.Select(static project => new AuditProject(
                    project.Path,
                    [.. project.Frameworks.Where(static name => name.Length > 0)],
                    project.IsComplete
                )),
            ],
            Calls = calls,
            Prompts = prompts,
            Models = rows,
            Tiers = ModelRows.Tiers(rows),
            Savings = new SavingRows(_models, calls).Of(prompts),
            Retirements = models.Retirements(day),
            Violations = violations,
            NotRead = missing,
        };
    }

    private AuditCall Price(AuditCall call)
    {
        var entry = _models[call.Project].Find(call.Model, call.Sdk)?.Entry;
        var tokens = _prompts.Of(call) is { } prompt
            ? _tokens.Count(prompt.Found.Model, call.Model.Deployment ? entry?.Id : call.Model.Id)
            : null;
        return call with
        {
            Model = call.Model with { Provider = entry?.Provider, Tier = ProjectModels.Name(entry?.Tier) },
            FixedTokens = tokens,
            Cost = ProjectModels.Cost(entry, tokens, call.Limit.Highest),
        };
    }
}
