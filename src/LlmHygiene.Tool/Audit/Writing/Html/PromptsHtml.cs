using LlmHygiene.Tool.Audit.Formatting;
using LlmHygiene.Tool.Audit.Model;

namespace LlmHygiene.Tool.Audit.Writing.Html;

/// <summary>All prompt versions.</summary>
internal static class PromptsHtml
{
    private const int Places = 2;

    public static HtmlSection Section(AuditReport report, SourceLinks links)
    {
        if (report.Prompts.Count == 0)
            return new HtmlSection(
                "prompts",
                "Prompts",
                "Prompts",
                Html.Of($"<p>There are no prompt files and no methods with <code>[Prompt]</code>.</p>\n"),
                0
            );
        var filters = new Filters("prompts", "prompts")
            .Choice("project", "Project", report.Prompts.Select(static prompt => prompt.Project))
            .Choice("tier", "Declared tier", report.Prompts.Select(static prompt => prompt.Tier ?? "none"))
            .Choice("lock", "Lock", report.Prompts.Select(static prompt => prompt.Lock));
        var table = new HtmlTable(
            "prompts",
            "Prompts",
            new("Prompt", "name"),
            new("Model", "model"),
            new("Fixed tokens", "tokens", true),
            new("Budget", "budget", true),
            new("Lock", "lock"),
            new("Input per 1,000", "input", true),
            new("Output per 1,000", "output", true),
            new("Sent and filled in at", "uses")
        );
        var tiers = report
            .Models.Where(static model => model.Id is not null)
            .ToLookup(static model => model.Id!, static model => model.Tier, StringComparer.Ordinal);
        foreach (var prompt in report.Prompts)
        {
            var places = prompt.Calls.Concat(prompt.Uses).Distinct().ToList();
            table.Row(
                Html.Of($" data-project=\"{prompt.Project}\" data-tier=\"{prompt.Tier ?? "none"}\" data-lock=\"{prompt.Lock}\""),
                new HtmlCell(
                    Html.Of(
                        $"<b>{prompt.Name}</b><span class=\"quiet\">@{prompt.Version}</span>"
                            + $"<div class=\"quiet\">{links.Place(prompt.Path, prompt.Line)}</div>{Deprecated(prompt)}"
                    ),
                    $"{prompt.Name}@{prompt.Version}"
                ),
                new HtmlCell(
                    Html.Of(
                        $"{AuditText.Model(prompt)}{Chips.Tier(prompt.Model is null ? null : tiers[prompt.Model].FirstOrDefault())}"
                            + $"<div class=\"quiet\">{(prompt.Tier is null ? "declares no tier" : $"declares {prompt.Tier}")}</div>"
                    ),
                    prompt.Model ?? ""
                ),
                HtmlCell.Tokens(prompt.FixedTokens),
                HtmlCell.Number(AuditText.Budget(prompt), prompt.Budget),
                Chips.Of(prompt.Lock),
                With(prompt.Cost?.InputAtLeast, Saves(prompt.Cache)),
                With(prompt.Cost?.OutputAtMost, Reasons(prompt.Reasoning)),
                new HtmlCell(places.Count == 0 ? Chips.Quiet("not used here") : links.Places(places, Places), $"{places.Count:D6}")
            );
        }

        return new HtmlSection(
            "prompts",
            "Prompts",
            "Prompts",
            Html.Of($"{filters.Write(report.Prompts.Count)}{table.Write()}"),
            report.Prompts.Count
        );
    }

    private static HtmlCell With(decimal? price, string? more) =>
        HtmlCell.Usd(price) is var cell && more is null
            ? cell
            : cell with
            {
                Content = Html.Of($"{cell.Content}<div class=\"quiet\">{more}</div>"),
            };

    private static string? Saves(AuditCache? cache) =>
        cache?.SavesAtMost is not { } saves ? null
        : cache.Mark == AuditCache.Missing ? $"a cache mark saves {AuditText.ShortUsd(saves)}"
        : $"cache saves {AuditText.ShortUsd(saves)}";

    private static string? Reasons(AuditReasoning? reasoning) =>
        reasoning?.Cost is { } cost ? $"reasoning {AuditText.Effort(reasoning)} {AuditText.ShortUsd(cost)}" : null;

    private static Html Deprecated(AuditPrompt prompt) =>
        prompt.Deprecated is { } why ? Html.Of($"<div><span class=\"chip warning\">deprecated</span> {why}</div>") : Html.Empty;
}
