using LlmHygiene.Tool.Audit.Diff;

namespace LlmHygiene.Tool.Audit.Writing.Html;

/// <summary>The changes since an earlier report.</summary>
internal static class DiffHtml
{
    public static HtmlSection Section(AuditDiff? diff)
    {
        var html = new Html();
        if (diff is { IsEmpty: true })
            html.Raw("<p>Nothing changes in calls, prompts, models, violations, tokens or prices.</p>\n");
        if (diff is { IsEmpty: false })
        {
            var totals = new HtmlTable("totals", "Totals", new("Total"), new("Before", null, true), new("Now", null, true));
            foreach (var total in diff.Totals)
                totals.Row(Html.Empty, total.Name, total.Before, total.After);
            if (diff.Totals.Count > 0)
                html.Raw(totals.Write());
            Changes(html, "Violations", diff.Violations);
            Changes(html, "Calls", diff.Calls);
            Changes(html, "Prompts", diff.Prompts);
            Changes(html, "Models", diff.Models);
            Changes(html, "Not read completely", diff.NotRead);
        }

        return new HtmlSection("changes", "Changes", "What changed", html);
    }

    private static void Changes(Html html, string title, IReadOnlyList<AuditChange> changes)
    {
        if (changes.Count == 0)
            return;
        var table = new HtmlTable("changes", title, new("Change", "change"), new("What", "what"), new("How"));
        foreach (var change in changes)
            table.Row(Html.Empty, Kind(change.Kind), change.Subject, change.Describe());
        html.Add($"<h3>{title}</h3>\n{table.Write()}");
    }

    private static string Kind(AuditChangeKind kind) =>
        kind switch
        {
            AuditChangeKind.Added => "added",
            AuditChangeKind.Removed => "removed",
            _ => "changed",
        };
}
