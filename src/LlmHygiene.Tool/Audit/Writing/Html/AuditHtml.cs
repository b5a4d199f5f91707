using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using LlmHygiene.Tool.Audit.Diff;
using LlmHygiene.Tool.Audit.Formatting;
using LlmHygiene.Tool.Audit.Model;
using LlmHygiene.Tool.Audit.Writing.Json;

namespace LlmHygiene.Tool.Audit.Writing.Html;

/// <summary>The report as a self-contained page. The tables work without scripts, which only filter, sort and page them.</summary>
internal static class AuditHtml
{
    // '<' and '&' are escaped, so that no name can end the script element that contains the data.
    private static readonly AuditJsonContext s_json = new(
        new JsonSerializerOptions(AuditJsonContext.Default.Options)
        {
            Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
            WriteIndented = false,
        }
    );

    public static string Write(AuditReport report, AuditDiff? diff, SourceLinks links)
    {
        var violations = new ViolationIndex(report);
        HtmlSection[] sections =
        [
            DiffHtml.Section(diff),
            TokenMixHtml.Section(report),
            RetirementsHtml.Section(report, links),
            ViolationsHtml.Section(report, links),
            CallsHtml.Section(report, violations, links),
            PromptsHtml.Section(report, links),
            ModelsHtml.Section(report),
            ProjectsHtml.Section(report),
        ];
        var shown = sections.Where(static section => !section.Content.IsEmpty).ToList();
        return HtmlResources.Fill(
            new Dictionary<string, Html>(StringComparer.Ordinal)
            {
                ["policy"] = HtmlResources.Policy,
                ["tool"] = $"{report.Tool.Name} {report.Tool.Version}",
                ["title"] = $"LLM audit of {report.Root}",
                ["themeScript"] = new Html().Raw(HtmlResources.ThemeScript),
                ["style"] = new Html().Raw(HtmlResources.Style),
                ["script"] = new Html().Raw(HtmlResources.Script),
                ["navigation"] = Navigation(shown),
                ["summary"] = SummaryHtml.Write(report),
                ["sections"] = Sections(shown),
                ["note"] = AuditText.PriceNote(report),
                ["data"] = new Html().Raw(JsonSerializer.Serialize(report, s_json.AuditReport)),
            }
        );
    }

    private static Html Navigation(IReadOnlyList<HtmlSection> sections)
    {
        var html = new Html();
        foreach (var section in sections)
        {
            html.Add($"<a href=\"#{section.Id}\">{section.Name}");
            if (section.Count is { } count)
                html.Add($" <span class=\"count\">{AuditText.Count(count)}</span>");
            html.Raw("</a> ");
        }

        return html;
    }

    private static Html Sections(IReadOnlyList<HtmlSection> sections)
    {
        var html = new Html();
        foreach (var section in sections)
            html.Add(
                $"""
                <section id="{section.Id}" aria-labelledby="{section.Id}-title">
                <h2 id="{section.Id}-title" tabindex="-1">{section.Title}</h2>
                {section.Content}</section>

                """
            );
        return html;
    }
}

/// <param name="Name">In the navigation.</param>
/// <param name="Content">Empty for a section that is left out.</param>
internal sealed record HtmlSection(string Id, string Name, string Title, Html Content, int? Count = null);
