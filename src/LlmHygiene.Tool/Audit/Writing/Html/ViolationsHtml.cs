using LlmHygiene.Tool.Analysis;
using LlmHygiene.Tool.Audit.Formatting;
using LlmHygiene.Tool.Audit.Model;

namespace LlmHygiene.Tool.Audit.Writing.Html;

/// <summary>The violations by rule, the most severe and the most frequent first.</summary>
internal static class ViolationsHtml
{
    // A short list is shown unfolded.
    private const int OpenUpTo = 25;

    public static HtmlSection Section(AuditReport report, SourceLinks links)
    {
        var html = new Html();
        if (report.Violations.Count == 0)
        {
            html.Raw("<p class=\"good\">The rules report no violations.</p>\n");
        }
        else
        {
            html.Raw(
                new Filters("violations", "violations")
                    .Choice("severity", "Severity", report.Violations.Select(static one => one.Severity))
                    .Choice("project", "Project", report.Violations.Select(static one => one.Project))
                    .Write(report.Violations.Count)
            );
            var rules = report
                .Violations.GroupBy(static one => one.Rule, StringComparer.Ordinal)
                .OrderBy(static rule => rule.Min(static one => ViolationIndex.Rank(one.Severity)))
                .ThenByDescending(static rule => rule.Count())
                .ThenBy(static rule => rule.Key, StringComparer.Ordinal)
                .ToList();
            var most = rules.Max(static rule => rule.Count());
            foreach (var rule in rules)
                Rule(html, rule.Key, [.. rule], most, isOpen: report.Violations.Count <= OpenUpTo, isOne: report.Projects.Count < 2, links);
        }

        return new HtmlSection("violations", "Violations", "Violations by rule", html, report.Violations.Count);
    }

    private static void Rule(
        Html html,
        string id,
        IReadOnlyList<AuditViolation> violations,
        int most,
        bool isOpen,
        bool isOne,
        SourceLinks links
    )
    {
        var severities = violations.TallyBy(static one => one.Severity).OrderBy(static one => ViolationIndex.Rank(one.Key)).ToList();
        html.Add(
            $"<details class=\"rule\" id=\"{id}\"{(isOpen ? " open" : "")}><summary><span class=\"words\">"
                + $"<span class=\"label\"><b>{id}</b> {RuleCatalog.Title(id)}"
        );
        foreach (var (severity, _) in severities)
            html.Add($" {Chips.Of(severity)}");
        html.Add($"</span> <span class=\"value\" data-count>{AuditText.Count(violations.Count)}</span></span>");
        BarChart.Draw(html, [.. severities.Select(one => new Bar(Chips.Kind(one.Key), (double)one.Value / most))]);
        html.Raw("</summary>\n");
        if (RuleCatalog.Help(id) is { } help)
            html.Add($"<p><a href=\"{help}\" rel=\"noreferrer\">What {id} means and how to fix it</a></p>\n");
        var table = new HtmlTable("violations", $"Violations of {id}", new("Where"), new("What"));
        foreach (var one in violations)
        {
            // If all are the same, the heading shows it.
            var severity = severities.Count > 1 ? Html.Of($"{Chips.Of(one.Severity)} ") : Html.Empty;
            table.Row(
                Html.Of($" data-severity=\"{one.Severity}\" data-project=\"{one.Project}\""),
                Html.Of($"{links.Place(one.Path, one.Line)}{SourceLinks.Around(one.Member, isOne ? null : one.Project, one.Frameworks)}"),
                Html.Of($"{severity}{one.Message}")
            );
        }

        html.Add($"{table.Write()}</details>\n");
    }
}
