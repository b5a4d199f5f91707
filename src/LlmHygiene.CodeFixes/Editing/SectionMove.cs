using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.CodeFixes.Editing;

/// <summary>
/// Moves the section of a text that contains only an input to the end of the text: a paragraph with the tag of the input, or a heading
/// and the tag, including an enclosing tag such as <c>&lt;ticket&gt;</c>. Each line of the text is one line of the file.
/// </summary>
internal sealed class SectionMove
{
    private static readonly Regex s_reference = new(
        @"\b(?:above|below|following|preceding|previous|previously|earlier|aforementioned|foregoing)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    );

    private static readonly Regex s_blockTag = new(@"\{\{[~-]?\s*(?<mark>[#/])", RegexOptions.CultureInvariant);
    private static readonly Regex s_open = new(@"^<(?<name>[\w-]+)[^<>]*>$", RegexOptions.CultureInvariant);

    private readonly SourceText _text;
    private readonly List<string> _lines;
    private readonly int _first;

    private SectionMove(SourceText text, int first, int last)
    {
        _text = text;
        _first = first;
        _lines = [];
        for (var i = first; i <= last; i++)
            _lines.Add(text.Lines[i].ToString());
    }

    /// <summary>Null if the section contains more than the input, or if the rest of the text may refer to the place of the input.</summary>
    /// <param name="first">The first line of the text.</param>
    /// <param name="last">The last line of the text.</param>
    public static TextChange? ToEnd(SourceText text, int first, int last, TextSpan tag)
    {
        while (last > first && string.IsNullOrWhiteSpace(text.Lines[last].ToString()))
            last--;
        var line = text.Lines.GetLineFromPosition(tag.Start).LineNumber;
        return line >= first && line <= last && text.Lines[line].Span.Contains(tag)
            ? new SectionMove(text, first, last).Find(line - first, text.ToString(tag))
            : null;
    }

    private TextChange? Find(int at, string tag)
    {
        var whole = string.Join("\n", _lines);
        if (whole.IndexOf("{%", StringComparison.Ordinal) >= 0 || !IsOnce(whole, tag) || IsInBlock(at))
            return null;
        if (SectionOf(at, tag) is not var (start, end, isNamed))
            return null;
        var next = end + 1;
        while (next < _lines.Count && IsBlank(next))
            next++;
        if (next == _lines.Count || !CanBeTakenOut(start, next, isNamed))
            return null;
        var rest = string.Join("\n", _lines.Take(start).Concat(_lines.Skip(end + 1)));
        if (s_reference.IsMatch(rest))
            return null;

        var lineEnd = LineEnds.Of(_text);
        var moved = _lines.Skip(next).Append("").Concat(_lines.GetRange(start, end - start + 1));
        return new TextChange(
            TextSpan.FromBounds(_text.Lines[_first + start].Start, _text.Lines[_first + _lines.Count - 1].End),
            string.Join(lineEnd, moved)
        );
    }

    private bool IsBlank(int line) => string.IsNullOrWhiteSpace(_lines[line]);

    private static bool IsOnce(string text, string tag) =>
        text.IndexOf(tag, StringComparison.Ordinal) == text.LastIndexOf(tag, StringComparison.Ordinal);

    private bool IsInBlock(int at)
    {
        var depth = 0;
        foreach (Match mark in s_blockTag.Matches(string.Join("\n", _lines.Take(at + 1))))
            depth += mark.Groups["mark"].Value == "#" ? 1 : -1;
        return depth != 0;
    }

    // The lines of the section, and whether something in it says what the input is.
    private (int Start, int End, bool IsNamed)? SectionOf(int at, string tag)
    {
        var line = _lines[at].Trim();
        var isNamed = line != tag;
        if (isNamed && !IsLabelled(line, tag))
            return null;
        int start = at,
            end = at;
        if (!isNamed && start > 0 && end + 1 < _lines.Count && Encloses(_lines[start - 1].Trim(), _lines[end + 1].Trim()))
        {
            isNamed = _lines[start - 1].Trim()[0] == '<';
            start--;
            end++;
        }

        if (start > 0 && IsHeading(_lines[start - 1]))
            return IsFirst(start - 1) && IsLast(end) ? (start - 1, end, true) : null;
        if (!IsFirst(start) || !IsLast(end))
            return null;
        var before = start - 1;
        while (before >= 0 && IsBlank(before))
            before--;
        // A heading belongs to what follows it.
        return before >= 0 && IsHeading(_lines[before])
            ? IsFirst(before)
                ? (before, end, true)
                : null
            : (start, end, isNamed);
    }

    private bool IsFirst(int line) => line == 0 || IsBlank(line - 1) || IsMarkdownHeading(_lines[line]);

    private bool IsLast(int line) => line == _lines.Count - 1 || IsBlank(line + 1) || IsMarkdownHeading(_lines[line + 1]);

    // `Ticket: {{ticket}}`, `<ticket>{{ticket}}</ticket>`
    private static bool IsLabelled(string line, string tag)
    {
        var value = Regex.Escape(tag);
        return Regex.IsMatch(line, @"^(?:[-*]\s+)?\**[\p{L}][\p{L}\d _-]{0,30}\**:\**\s*" + value + "$", RegexOptions.CultureInvariant)
            || Regex.IsMatch(line, @"^<(?<name>[\w-]+)>" + value + @"</\k<name>>$", RegexOptions.CultureInvariant);
    }

    private static bool Encloses(string before, string after) =>
        (s_open.Match(before) is { Success: true } open && after == $"</{open.Groups["name"].Value}>")
        || (before.StartsWith("```", StringComparison.Ordinal) && after == "```")
        || (before == after && before is "---" or "\"\"\"" or "'''");

    private static bool IsHeading(string line) =>
        IsMarkdownHeading(line)
        || (line.Trim() is { Length: > 1 and < 80 } text && text[text.Length - 1] == ':' && text[0] is not ('-' or '*'));

    private static bool IsMarkdownHeading(string line) => LevelOf(line) > 0;

    private static int LevelOf(string line)
    {
        var text = line.TrimStart();
        var level = text.TakeWhile(static c => c == '#').Count();
        return level is > 0 and <= 6 && level < text.Length && text[level] == ' ' ? level : 0;
    }

    // The text after the section must not become part of the section before it, nor the input part of the last section.
    private bool CanBeTakenOut(int start, int next, bool isNamed)
    {
        if (LevelOf(_lines[start]) is > 0 and var level)
            return LevelOf(_lines[next]) is > 0 and var following && following <= level;
        return isNamed || !_lines.Skip(next).Any(IsMarkdownHeading);
    }
}
