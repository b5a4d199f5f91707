using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.SettingsFiles;

/// <summary>
/// Reads JSON as Microsoft.Extensions.Configuration does: with comments and trailing commas, every value under its path. A file that the
/// configuration would refuse has no values. System.Text.Json would have to be shipped with the analyzer, with everything that it needs on
/// .NET Framework, and its positions are in bytes; Roslyn does not expose its own reader.
/// </summary>
internal sealed class SettingsJson
{
    private const char Separator = ':';

    // As System.Text.Json has it by default.
    private const int MaxDepth = 64;

    private readonly string _text;
    private readonly List<SettingsEntry> _entries = [];
    private readonly HashSet<string> _keys = new(StringComparer.OrdinalIgnoreCase);
    private readonly StringBuilder _value = new();
    private int _at;

    private SettingsJson(string text) => _text = text;

    private bool IsAtEnd => _at >= _text.Length;

    private char Current => IsAtEnd ? '\0' : _text[_at];

    /// <summary>The texts in the file; null for a file that is not valid.</summary>
    public static IReadOnlyList<SettingsEntry>? Read(string text)
    {
        var reader = new SettingsJson(text);
        if (text.Length > 0 && text[0] == '\uFEFF')
            reader._at = 1;
        return reader.SkipSpace() && reader.Current == '{' && reader.ReadObject("", 1) && reader.SkipSpace() && reader.IsAtEnd
            ? reader._entries
            : null;
    }

    private bool ReadObject(string path, int depth)
    {
        _at++;
        for (var isFirst = true; ; isFirst = false)
        {
            if (!SkipSpace())
                return false;
            if (Current == '}')
                break;
            if (!isFirst)
            {
                if (!TakeComma('}', out var isEnd))
                    return false;
                if (isEnd)
                    break;
            }

            if (Current != '"' || !ReadText() || !SkipSpaceBefore(Separator))
                return false;
            var key = Combine(path, _value.ToString());
            _at++;
            if (!SkipSpace() || !ReadValue(key, depth))
                return false;
        }

        _at++;
        return true;
    }

    private bool ReadArray(string path, int depth)
    {
        _at++;
        for (var index = 0; ; index++)
        {
            if (!SkipSpace())
                return false;
            if (Current == ']')
                break;
            if (index > 0)
            {
                if (!TakeComma(']', out var isEnd))
                    return false;
                if (isEnd)
                    break;
            }

            if (!ReadValue(Combine(path, index.ToString(CultureInfo.InvariantCulture)), depth))
                return false;
        }

        _at++;
        return true;
    }

    // A comma before the end is allowed.
    private bool TakeComma(char end, out bool isEnd)
    {
        isEnd = false;
        if (Current != ',')
            return false;
        _at++;
        if (!SkipSpace())
            return false;
        isEnd = Current == end;
        return true;
    }

    private bool ReadValue(string path, int depth)
    {
        switch (Current)
        {
            case '{':
                return depth < MaxDepth && ReadObject(path, depth + 1);
            case '[':
                return depth < MaxDepth && ReadArray(path, depth + 1);
            case '"':
                var start = _at;
                if (!ReadText() || !_keys.Add(path))
                    return false;
                _entries.Add(new SettingsEntry(path, _value.ToString(), TextSpan.FromBounds(start, _at)));
                return true;
            default:
                return _keys.Add(path) && (Take("true") || Take("false") || Take("null") || TakeNumber());
        }
    }

    private bool Take(string word)
    {
        if (string.CompareOrdinal(_text, _at, word, 0, word.Length) != 0)
            return false;
        _at += word.Length;
        return true;
    }

    private bool TakeNumber()
    {
        var start = _at;
        while (Current is (>= '0' and <= '9') or '-' or '+' or '.' or 'e' or 'E')
            _at++;
        return double.TryParse(_text.Substring(start, _at - start), NumberStyles.Float, CultureInfo.InvariantCulture, out _);
    }

    private bool ReadText()
    {
        _value.Clear();
        for (_at++; !IsAtEnd; _at++)
        {
            switch (Current)
            {
                case '"':
                    _at++;
                    return true;
                case '\\':
                    _at++;
                    if (!ReadEscape())
                        return false;
                    break;
                case < ' ':
                    return false;
                default:
                    _value.Append(Current);
                    break;
            }
        }

        return false;
    }

    private bool ReadEscape()
    {
        if (Current == 'u')
        {
            if (
                _at + 4 >= _text.Length
                || !ushort.TryParse(_text.Substring(_at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            )
                return false;
            _value.Append((char)code);
            _at += 4;
            return true;
        }

        var meant = Current switch
        {
            '"' or '\\' or '/' => Current,
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            _ => '\0',
        };
        _value.Append(meant);
        return meant != '\0';
    }

    private bool SkipSpaceBefore(char expected) => SkipSpace() && Current == expected;

    // False for a comment that does not end.
    private bool SkipSpace()
    {
        while (!IsAtEnd)
        {
            if (Current is ' ' or '\t' or '\r' or '\n')
            {
                _at++;
            }
            else if (Current != '/')
            {
                return true;
            }
            else if (Take("//"))
            {
                while (!IsAtEnd && Current is not ('\n' or '\r'))
                    _at++;
            }
            else
            {
                var end = Take("/*") ? _text.IndexOf("*/", _at, StringComparison.Ordinal) : -1;
                if (end < 0)
                    return false;
                _at = end + 2;
            }
        }

        return true;
    }

    private static string Combine(string path, string key) => path.Length == 0 ? key : path + Separator + key;
}

/// <summary>A text in a settings file.</summary>
/// <param name="Key">Its path, as the configuration writes it: <c>AI:Models:0</c>.</param>
/// <param name="Span">Where it is written, with its quotes.</param>
internal sealed record SettingsEntry(string Key, string Text, TextSpan Span);
