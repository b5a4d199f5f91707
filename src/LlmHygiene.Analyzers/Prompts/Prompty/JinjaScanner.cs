using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Templates;

namespace LlmHygiene.Analyzers.Prompts.Prompty;

/// <summary>
/// Splits a Jinja2 template into text and tags. Line breaks stay as written, as in Jinja2 without <c>trim_blocks</c>; only <c>{%-</c> and
/// <c>-%}</c> remove white space. Comments are left out.
/// </summary>
internal sealed class JinjaScanner
{
    // Longer tags do not occur. The search ends here, so that many unclosed quotes cost no more than their length.
    private const int MaxTagLength = 2_000;

    private readonly string _body;
    private readonly TemplateProblems _problems;
    private readonly List<PromptyPiece> _pieces = [];
    private readonly Dictionary<string, int> _next = new(StringComparer.Ordinal);
    private bool _cutsNext;

    private JinjaScanner(string body, TemplateProblems problems)
    {
        _body = body;
        _problems = problems;
    }

    public static List<PromptyPiece> Scan(string body, TemplateProblems problems)
    {
        var scanner = new JinjaScanner(body, problems);
        scanner.Scan();
        return scanner._pieces;
    }

    private void Scan()
    {
        var textStart = 0;
        var at = 0;
        while ((at = _body.IndexOf('{', at)) >= 0 && at + 1 < _body.Length)
        {
            var (kind, close) = _body[at + 1] switch
            {
                '{' => ("{{", "}}"),
                '%' => ("{%", "%}"),
                '#' => ("{#", "#}"),
                _ => ("", ""),
            };
            if (kind.Length == 0)
            {
                at++;
                continue;
            }

            var inner = at + 2;
            var end = kind == "{#" ? IndexOf(close, inner) : EndOfTag(close, inner);
            if (end < 0)
            {
                _problems.Add(
                    RuleIds.PromptTemplateSyntax,
                    at,
                    inner,
                    $"This '{kind}' is never closed. Close it with '{close}', or write {{{{ '{kind}' }}}} for the characters themselves."
                );
                at = inner;
                continue;
            }

            var tagEnd = end + close.Length;
            var cutsBefore = inner < end && _body[inner] == '-';
            var cutsAfter = end > inner + (cutsBefore ? 1 : 0) && _body[end - 1] == '-';
            var innerStart = cutsBefore || (kind == "{%" && _body[inner] == '+') ? inner + 1 : inner;
            var innerEnd = cutsAfter || (kind == "{%" && end > innerStart && _body[end - 1] == '+') ? end - 1 : end;
            AddText(textStart, at, cutsBefore);
            _cutsNext = cutsAfter;

            var piece = PromptyPiece.OfTag(
                kind == "{{" ? PromptyPieceKind.Value : PromptyPieceKind.Block,
                _body,
                at,
                innerStart,
                innerEnd,
                tagEnd
            );
            var isRaw = kind == "{%" && piece.Text == "raw";
            at = textStart = isRaw ? AddRaw(piece) : tagEnd;
            if (kind != "{#" && !isRaw)
                _pieces.Add(piece);
        }

        AddText(textStart, _body.Length, cutsEnd: false);
    }

    // Up to {% endraw %}, which may also remove white space.
    private int AddRaw(PromptyPiece raw)
    {
        var at = raw.End;
        while ((at = IndexOf("{%", at)) >= 0)
        {
            var inner = at + 2;
            var cutsBefore = inner < _body.Length && _body[inner] == '-';
            var close = EndOfTag("%}", inner);
            if (close < 0)
                break;
            if (_body.Substring(inner, close - inner).Trim('-', '+', ' ', '\t', '\n') == "endraw")
            {
                AddText(raw.End, at, cutsBefore);
                _cutsNext = _body[close - 1] == '-';
                return close + 2;
            }

            at = inner;
        }

        _problems.Add(RuleIds.PromptTemplateSyntax, raw.Start, raw.End, "{% raw %} is never closed. Close it with {% endraw %}.");
        return raw.End;
    }

    private void AddText(int start, int end, bool cutsEnd)
    {
        var piece = PromptyPiece.OfText(_body, start, end);
        if (_cutsNext)
            piece = piece.TrimStart(char.IsWhiteSpace);
        if (cutsEnd)
            piece = piece.TrimEnd(char.IsWhiteSpace);
        _cutsNext = false;
        if (piece.Text.Length > 0)
            _pieces.Add(piece);
    }

    // Braces inside quotes do not end a tag.
    private int EndOfTag(string close, int start)
    {
        var first = IndexOf(close, start);
        if (first < 0)
            return -1;

        var quote = '\0';
        for (var i = start; i < _body.Length - 1 && i < start + MaxTagLength; i++)
        {
            var c = _body[i];
            if (quote != '\0' && c == '\\')
                i++;
            else if (quote != '\0')
                quote = c == quote ? '\0' : quote;
            else if (c is '\'' or '"')
                quote = c;
            else if (c == close[0] && _body[i + 1] == close[1])
                return i;
        }

        return first - start <= MaxTagLength ? first : -1;
    }

    // The last position is cached, so that text without an end is searched only once.
    private int IndexOf(string part, int start)
    {
        if (_next.TryGetValue(part, out var known) && (known < 0 || known >= start))
            return known;
        return _next[part] = _body.IndexOf(part, start, StringComparison.Ordinal);
    }
}
