using System.Globalization;
using LlmHygiene.Tool.Audit.Formatting;
using LlmHygiene.Tool.Audit.Model;
using LlmHygiene.Tool.Io;

namespace LlmHygiene.Tool.Audit.Writing.Html;

/// <summary>The models in use that are retired or have a shutdown date, on a timeline.</summary>
internal static class RetirementsHtml
{
    private const int Places = 3;
    private const int SoonDays = 90;

    public static HtmlSection Section(AuditReport report, SourceLinks links)
    {
        var html = new Html();
        if (report.Retirements.Count > 0)
        {
            html.Raw(TimeLine(report));
            var table = new HtmlTable(
                "ends",
                "Retirements of models in use",
                new("Ends", "ends"),
                new("Model", "model"),
                new("Replacement", "replacement"),
                new("Used at"),
                new("Source")
            );
            foreach (var one in report.Retirements)
            {
                table.Row(
                    Html.Empty,
                    new HtmlCell(
                        Html.Of($"{one.ShutdownOn ?? "no known date"}<div class=\"quiet\">{When(one, report.AsOf)}</div>"),
                        one.ShutdownOn ?? ""
                    ),
                    Html.Of($"{one.Model}<div class=\"quiet\">{one.Provider}</div>"),
                    one.Replacement ?? AuditText.Nothing,
                    links.Places(one.Places, Places),
                    Source(one.Source)
                );
            }

            html.Raw(table.Write());
        }

        return new HtmlSection("retirements", "Retirements", "Retirements", html, report.Retirements.Count);
    }

    public static Html Source(string? source) =>
        source is null ? AuditText.Nothing
        : Uri.TryCreate(source, UriKind.Absolute, out var address) && address.Scheme is "https" or "http"
            ? Html.Of($"<a href=\"{source}\" rel=\"noreferrer\">{address.Host}</a>")
        : source;

    private static Html TimeLine(AuditReport report)
    {
        var today = Day(report.AsOf);
        var dated = report
            .Retirements.Select(static one => (One: one, Day: Day(one.ShutdownOn)))
            .Where(static pair => pair.Day is not null)
            .ToList();
        if (today is not { } now || dated.Count == 0)
            return Html.Empty;
        var (first, last) = (dated.Min(static pair => pair.Day!.Value), dated.Max(static pair => pair.Day!.Value));
        if (now < first)
            first = now;
        if (now > last)
            last = now;
        var days = Math.Max(last.DayNumber - first.DayNumber, 30);

        var html = Html.Of(
            $"<div class=\"chart timeline\"><h3>Timeline</h3>\n<div class=\"axis\" aria-hidden=\"true\"><svg width=\"100%\" height=\"22\">"
        );
        Tick(first, "start");
        Tick(first.AddDays(days), "end");
        if (Position(now) is > 0.22 and < 0.78)
            Tick(now, "middle");
        html.Raw("</svg></div>\n<ul class=\"bars\">\n");
        foreach (var (one, day) in dated)
        {
            var kind =
                one.IsPast ? "error"
                : day!.Value.DayNumber - now.DayNumber <= SoonDays ? "warning"
                : "suggestion";
            html.Add(
                $"<li><div class=\"words\"><span class=\"label\">{one.Model}</span> "
                    + $"<span class=\"value\">{one.ShutdownOn}, {When(one, report.AsOf)}</span></div>"
            );
            html.Add(
                $"<svg class=\"line\" width=\"100%\" height=\"14\" aria-hidden=\"true\">"
                    + $"<rect class=\"track\" y=\"6\" width=\"100%\" height=\"2\"/>"
                    + $"<rect class=\"now\" x=\"{At(now)}%\" width=\"2\" height=\"14\"/>"
            );
            html.Add($"<circle class=\"{kind}\" cx=\"{At(day!.Value)}%\" cy=\"7\" r=\"6\"/></svg></li>\n");
        }

        return html.Add($"</ul>\n<p class=\"quiet\">The vertical line is {report.AsOf}.</p></div>\n");

        void Tick(DateOnly day, string anchor) =>
            html.Add(
                $"<text x=\"{(anchor == "start" ? 0 : anchor == "end" ? 100 : At(day))}%\" y=\"14\" text-anchor=\"{anchor}\">"
                    + $"{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}</text>"
            );

        double Position(DateOnly day) => (double)(day.DayNumber - first.DayNumber) / days;

        // Leaves room for half a circle on both sides.
        double At(DateOnly day) => 2 + (Position(day) * 96);
    }

    private static string When(AuditRetirement one, string asOf)
    {
        if (Day(one.ShutdownOn) is not { } day || Day(asOf) is not { } today)
            return one.IsPast ? "retired" : "announced";
        var days = day.DayNumber - today.DayNumber;
        return days == 0 ? "today"
            : days > 0 ? $"in {Quantity.Of(days, "day")}"
            : $"{Quantity.Of(-days, "day")} ago";
    }

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
