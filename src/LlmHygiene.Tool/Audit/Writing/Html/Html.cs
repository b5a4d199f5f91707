using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace LlmHygiene.Tool.Audit.Writing.Html;

/// <summary>Markup. The values of an interpolated string are escaped, unless they are markup.</summary>
internal sealed class Html
{
    private readonly StringBuilder _text = new();

    public static Html Empty { get; } = new();

    public bool IsEmpty => _text.Length == 0;

    public static Html Of([InterpolatedStringHandlerArgument] HtmlParts parts) => parts.Html;

    public static implicit operator Html(string text)
    {
        var html = new Html();
        html.Escape(text);
        return html;
    }

    public Html Add([InterpolatedStringHandlerArgument("")] HtmlParts parts)
    {
        _ = parts;
        return this;
    }

    public Html Raw(string markup)
    {
        _text.Append(markup);
        return this;
    }

    public Html Raw(Html markup)
    {
        _text.Append(markup._text);
        return this;
    }

    /// <summary>Escapes text for elements and for quoted attributes.</summary>
    public Html Escape(string text)
    {
        foreach (var c in text)
        {
            switch (c)
            {
                case '&':
                    _text.Append("&amp;");
                    break;
                case '<':
                    _text.Append("&lt;");
                    break;
                case '>':
                    _text.Append("&gt;");
                    break;
                case '"':
                    _text.Append("&quot;");
                    break;
                case '\'':
                    _text.Append("&#39;");
                    break;
                case '\t' or '\n':
                    _text.Append(c);
                    break;

                // Characters that are invisible or change the text direction are shown as C# escapes.
                case < ' '
                or '\u007F'
                or '\u061C'
                or '\u200E'
                or '\u200F'
                or (>= '\u202A' and <= '\u202E')
                or (>= '\u2066' and <= '\u2069')
                or '\uFEFF'
                or '\uFFFE'
                or '\uFFFF':
                    _text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
                    break;
                default:
                    _text.Append(c);
                    break;
            }
        }

        return this;
    }

    /// <summary>Text that can wrap after each occurrence of a character, rather than within a word.</summary>
    public static Html Breaking(string text, char after)
    {
        var html = new Html();
        foreach (var part in text.Split(after))
        {
            if (!html.IsEmpty)
                html.Raw($"{after}<wbr>");
            html.Escape(part);
        }

        return html;
    }

    public override string ToString() => _text.ToString();
}

[InterpolatedStringHandler]
internal readonly ref struct HtmlParts
{
    public HtmlParts(int literalLength, int formattedCount)
        : this(literalLength, formattedCount, new Html()) { }

    public HtmlParts(int literalLength, int formattedCount, Html html)
    {
        _ = literalLength + formattedCount;
        Html = html;
    }

    public Html Html { get; }

    public void AppendLiteral(string markup) => Html.Raw(markup);

    public void AppendFormatted(string? text) => Html.Escape(text ?? "");

    public void AppendFormatted(Html markup) => Html.Raw(markup);

    public void AppendFormatted(int number) => Html.Raw(number.ToString(CultureInfo.InvariantCulture));

    public void AppendFormatted(double number) => Html.Raw(number.ToString("0.###", CultureInfo.InvariantCulture));
}
