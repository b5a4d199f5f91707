namespace LlmHygiene.Tool.Audit.Writing.Html;

/// <param name="Kind">A class of the style sheet.</param>
/// <param name="Share">Of the chart's width, from 0 to 1.</param>
internal readonly record struct Bar(string Kind, double Share);

/// <summary>
/// Rows with a label, a value and a bar. Label and value are text of the page, so that they can be read aloud, searched and
/// wrapped; the bar only illustrates the value.
/// </summary>
internal sealed class BarChart(string title)
{
    // A small value is still visible.
    private const double MinValue = 0.004;

    private readonly Html _rows = new();
    private readonly Html _legend = new();

    public BarChart Legend(string kind, string text)
    {
        _legend.Add(
            $"""<li><svg width="12" height="12" aria-hidden="true"><rect class="{kind}" width="12" height="12" rx="2"/></svg> {text}</li>"""
        );
        return this;
    }

    public void Row(Html label, Html value, params Bar[] bars)
    {
        _rows.Add($"<li><div class=\"words\"><span class=\"label\">{label}</span> <span class=\"value\">{value}</span></div>");
        Draw(_rows, bars);
        _rows.Raw("</li>\n");
    }

    public Html Write(Html? note = null)
    {
        var html = Html.Of($"<div class=\"chart\"><h3>{title}</h3>\n");
        if (!_legend.IsEmpty)
            html.Add($"<ul class=\"legend\" aria-label=\"Colors\">{_legend}</ul>\n");
        html.Add($"<ul class=\"bars\">\n{_rows}</ul>\n");
        if (note is not null)
            html.Add($"<p class=\"quiet\">{note}</p>\n");
        return html.Raw("</div>\n");
    }

    public static void Draw(Html html, IReadOnlyList<Bar> bars)
    {
        html.Raw("""<svg class="bar" width="100%" height="10" aria-hidden="true"><rect class="track" width="100%" height="10" rx="2"/>""");
        var x = 0.0;
        foreach (var bar in bars.Where(static bar => bar.Share > 0))
        {
            var width = Math.Min(Math.Max(bar.Share, MinValue), 1 - x);
            html.Add($"<rect class=\"{bar.Kind}\" x=\"{x * 100}%\" width=\"{width * 100}%\" height=\"10\"/>");
            x += width;
        }

        html.Raw("</svg>");
    }
}
