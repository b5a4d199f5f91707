using LlmHygiene.Tool.Audit.Model;

namespace LlmHygiene.Tool.Audit.Writing.Html;

/// <summary>The projects, and what could not be read in them.</summary>
internal static class ProjectsHtml
{
    public static HtmlSection Section(AuditReport report)
    {
        var html = new Html();
        if (report.NotRead.Count > 0)
        {
            var missing = new HtmlTable("missing", "What was not read", new("Project"), new("Step"), new("Why"));
            foreach (var one in report.NotRead)
                missing.Row(
                    Html.Empty,
                    Html.Of(
                        $"<code>{one.Path}</code>"
                            + $"{(one.Framework is null ? Html.Empty : Html.Of($"<div class=\"quiet\">{one.Framework}</div>"))}"
                    ),
                    one.Kind,
                    Html.Of($"<div class=\"reason\">{one.Reason}</div>")
                );
            html.Add($"<h3>Not read completely</h3>\n{missing.Write()}<h3>All projects</h3>\n");
        }

        var calls = report.Calls.TallyBy(static call => call.Project).ToDictionary(StringComparer.Ordinal);
        var violations = report
            .Violations.Where(static one => one.Counts)
            .TallyBy(static one => one.Project)
            .ToDictionary(StringComparer.Ordinal);
        var table = new HtmlTable(
            "projects",
            "Projects",
            new("Project", "project"),
            new("Frameworks", "frameworks"),
            new("Calls", "calls", true),
            new("Errors and warnings", "violations", true),
            new("Read", "read")
        );
        foreach (var project in report.Projects)
        {
            table.Row(
                Html.Empty,
                Html.Of($"<code>{project.Path}</code>"),
                string.Join(", ", project.Frameworks),
                HtmlCell.Number(calls.GetValueOrDefault(project.Path)),
                HtmlCell.Number(violations.GetValueOrDefault(project.Path)),
                project.IsComplete ? "completely" : Html.Of($"<span class=\"chip error\">partly</span>")
            );
        }

        if (report.Projects.Count > 0)
            html.Raw(table.Write());
        return new HtmlSection("projects", "Projects", "Projects", html, report.Projects.Count);
    }
}
