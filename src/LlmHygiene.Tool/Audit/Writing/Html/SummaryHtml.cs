using LlmHygiene.Tool.Audit.Formatting;
using LlmHygiene.Tool.Audit.Model;
using LlmHygiene.Tool.Io;

namespace LlmHygiene.Tool.Audit.Writing.Html;

/// <summary>The head of the page: what was audited, what was not, and the most important numbers.</summary>
internal static class SummaryHtml
{
    public static Html Write(AuditReport report)
    {
        var summary = report.Summary;
        var html = Html.Of(
            $"""
            <p class="eyebrow">LLM audit</p>
            <h1 id="title">{report.Root}</h1>
            <p class="quiet">{Quantity.Of(
                summary.Projects,
                "project"
            )}, as of {Time(report.AsOf)}. List prices as of {Time(report.CatalogAsOf)}.</p>

            """
        );
        NotRead(html, report);
        html.Raw("<dl class=\"tiles\">\n");
        Tile(
            html,
            "Calls",
            AuditText.Count(summary.Calls),
            $"in {Quantity.Of(report.Calls.Select(static call => call.Path).Distinct(StringComparer.Ordinal).Count(), "file")}",
            "calls"
        );
        Tile(
            html,
            "Prompts",
            AuditText.Count(summary.Prompts),
            summary.Prompts == 0
                ? "none with a name"
                : $"{AuditText.Count(report.Prompts.Count(static prompt => prompt.Lock == "locked"))} locked",
            "prompts"
        );
        Tile(
            html,
            "Models",
            AuditText.Count(summary.Models),
            report.Retirements.Count == 0 ? "no known retirements" : $"{AuditText.Count(report.Retirements.Count)} with a known retirement",
            "models"
        );
        Tile(
            html,
            "Errors",
            AuditText.Count(summary.Errors),
            summary.Errors == 0 ? "none fails the build" : "fail the build",
            "violations",
            summary.Errors > 0 ? "error" : ""
        );
        Tile(
            html,
            "Warnings",
            AuditText.Count(summary.Warnings),
            summary.Errors + summary.Warnings == 0 ? "nothing to fix" : "to fix",
            "violations",
            summary.Warnings > 0 ? "warning" : ""
        );
        Tile(
            html,
            "Suggestions",
            AuditText.Count(summary.Suggestions),
            summary.Suggestions == 0 ? "nothing to look at" : "worth a look",
            "violations"
        );
        html.Raw("</dl>\n");
        if (summary.Cost.IsEmpty)
            return html.Add($"<p class=\"quiet\">No call has a list price, which needs a known model and a named prompt or a limit.</p>\n");
        html.Add($"<p class=\"price\">Running each call 1,000 times costs {Bounds(summary.Cost)}");
        html.Add(
            $" <span class=\"quiet\">({AuditText.Count(summary.PricedCalls)} of {Quantity.Of(summary.Calls, "call")}"
                + $" have a price.)</span></p>\n"
        );
        return html;
    }

    private static Html Bounds(AuditCost cost)
    {
        var html = new Html();
        if (cost.InputAtLeast is { } input)
            html.Add($"at least <b>{AuditText.ShortUsd(input)}</b> for the fixed input");
        if (cost is { InputAtLeast: not null, OutputAtMost: not null })
            html.Raw(" and ");
        if (cost.OutputAtMost is { } output)
            html.Add($"at most <b>{AuditText.ShortUsd(output)}</b> for the output that is limited");
        return html.Raw(".");
    }

    private static void NotRead(Html html, AuditReport report)
    {
        if (report.NotRead.Count == 0)
            return;
        var projects = report.NotRead.Select(static one => one.Path).Distinct(StringComparer.Ordinal).ToList();
        html.Add(
            $"<p class=\"notice\" role=\"note\"><b>{Quantity.Of(projects.Count, "project")} could not be read completely</b>, "
                + $"so calls may be missing here: {string.Join(", ", projects.Take(3))}"
        );
        if (projects.Count > 3)
            html.Add($" and {AuditText.Count(projects.Count - 3)} more");
        html.Raw(". <a href=\"#projects\">See why</a></p>\n");
    }

    private static void Tile(Html html, string name, string value, string says, string section, string kind = "") =>
        html.Add(
            $"<div class=\"tile {kind}\"><dt><a href=\"#{section}\">{name}</a></dt><dd><b>{value}</b><span>{says}</span></dd></div>\n"
        );

    private static Html Time(string day) => Html.Of($"<time datetime=\"{day}\">{day}</time>");
}
