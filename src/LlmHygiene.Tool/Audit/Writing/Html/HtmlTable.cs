using LlmHygiene.Tool.Audit.Formatting;
using LlmHygiene.Tool.Audit.Model;
using LlmHygiene.Tool.Io;

namespace LlmHygiene.Tool.Audit.Writing.Html;

/// <param name="Key">Its name in the address of the page when rows are sorted by it; null if they cannot be.</param>
internal sealed record HtmlColumn(string Title, string? Key = null, bool IsNumber = false);

/// <param name="Sort">The sort key, if it is not the text.</param>
internal readonly record struct HtmlCell(Html Content, string? Sort = null)
{
    public static implicit operator HtmlCell(Html content) => new(content);

    public static implicit operator HtmlCell(string text) => new(text);

    /// <param name="value">Null if it is unknown.</param>
    public static HtmlCell Number(string text, decimal? value) =>
        new(text, value?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "");

    public static HtmlCell Number(int? value) => Number(AuditText.Count(value), value);

    public static HtmlCell Usd(decimal? value) => Number(AuditText.ShortUsd(value), value);

    public static HtmlCell Tokens(AuditTokens? tokens) => Number(tokens?.ToString() ?? AuditText.Nothing, tokens?.Count);
}

/// <summary>
/// A table with its first rows; the others are in a noscript element. Without scripts all rows are visible. With scripts the
/// page reads the others on demand, so that thousands of rows do not slow it down.
/// </summary>
internal sealed class HtmlTable(string style, string caption, params HtmlColumn[] columns)
{
    public const int PageSize = 100;

    private readonly Html _first = new();
    private readonly Html _rest = new();
    private int _count;

    /// <param name="data">The data attributes of the row, which the filters use.</param>
    public void Row(Html data, params HtmlCell[] cells)
    {
        var html = _count++ < PageSize ? _first : _rest;
        html.Add($"<tr{data}>");
        for (var i = 0; i < cells.Length; i++)
        {
            html.Raw(columns[i].IsNumber ? "<td class=\"n\"" : "<td");
            if (cells[i].Sort is { } sort)
                html.Add($" data-s=\"{sort}\"");
            html.Add($">{cells[i].Content}</td>");
        }

        html.Raw("</tr>\n");
    }

    public Html Write()
    {
        var html = new Html();
        html.Add(
            $"<div class=\"grid\">\n<table class=\"{style}\" data-rows=\"{_count}\">{Head(caption)}<tbody>\n{_first}</tbody></table>\n"
        );
        if (!_rest.IsEmpty)
        {
            html.Add($"<noscript><table class=\"{style}\">{Head(caption + ", continued")}<tbody>\n{_rest}</tbody></table></noscript>\n");
            html.Add(
                $"<p class=\"pager\"><button type=\"button\" data-page=\"-1\" disabled>Previous</button> "
                    + $"<span>1 to {AuditText.Count(PageSize)} of {AuditText.Count(_count)}</span> "
                    + $"<button type=\"button\" data-page=\"1\">Next</button></p>\n"
            );
        }

        return html.Raw("</div>\n");
    }

    private Html Head(string text)
    {
        var html = Html.Of($"<caption class=\"unseen\">{text}</caption><thead><tr>");
        foreach (var column in columns)
        {
            html.Raw(column.IsNumber ? "<th scope=\"col\" class=\"n\"" : "<th scope=\"col\"");
            if (column.Key is { } key)
                html.Add($" data-key=\"{key}\"");
            html.Add($">{column.Title}</th>");
        }

        return html.Raw("</tr></thead>");
    }
}
