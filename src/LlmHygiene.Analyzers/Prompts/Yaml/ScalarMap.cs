using Microsoft.CodeAnalysis.Text;
using YamlDotNet.Core;

namespace LlmHygiene.Analyzers.Prompts.Yaml;

/// <summary>
/// Maps a position in the value of a scalar to the position in the file. The value is aligned with the source text character by character;
/// where they cannot be matched, the result is the whole scalar.
/// </summary>
internal sealed class ScalarMap
{
    private readonly TextSpan _whole;

    // The position of each character. Computed on demand, because most files have no mistake.
    private readonly Lazy<int[]?> _places;

    private ScalarMap(TextSpan whole, Func<int[]?> places)
    {
        _whole = whole;
        _places = new(places, LazyThreadSafetyMode.None);
    }

    public static ScalarMap Create(string text, YamlScalar scalar) => new(scalar.Span, () => Align(text, scalar));

    /// <param name="places">The position of each character; null when it is not known.</param>
    public static ScalarMap Of(TextSpan whole, int[]? places) => new(whole, () => places);

    public TextSpan Map(int start, int end)
    {
        if (_places.Value is not { } places || start < 0 || end > places.Length || start >= end)
            return _whole;
        return TextSpan.FromBounds(places[start], places[end - 1] + 1);
    }

    private static int[]? Align(string text, YamlScalar scalar)
    {
        var value = scalar.Value;
        var places = new int[value.Length];
        var at = ContentStart(text, scalar);
        var end = scalar.Span.End;

        for (var i = 0; i < value.Length; i++)
        {
            if (char.IsWhiteSpace(value[i]) && !(at < end && IsEscape(text, at, scalar.Style)))
            {
                // A kept space or line break, or one that replaces a fold: any position near it is good enough.
                places[i] = Math.Min(at, Math.Max(end - 1, scalar.Span.Start));
                if (at < end && char.IsWhiteSpace(text[at]))
                    at++;
                continue;
            }

            while (at < end && char.IsWhiteSpace(text[at]))
                at++;
            if (at >= end)
                return null;
            if (scalar.Style == ScalarStyle.DoubleQuoted && text[at] == '\\')
            {
                if (
                    DecodeEscape(text, at, end) is not { } escape
                    || !escape.Text.Equals(Slice(value, i, escape.Text.Length), StringComparison.Ordinal)
                )
                    return null;
                for (var j = 0; j < escape.Text.Length; j++)
                    places[i + j] = at;
                i += escape.Text.Length - 1;
                at += escape.Length;
                continue;
            }

            if (text[at] != value[i])
                return null;
            places[i] = at;
            at += scalar.Style == ScalarStyle.SingleQuoted && text[at] == '\'' ? 2 : 1;
        }

        return places;
    }

    private static bool IsEscape(string text, int at, ScalarStyle style) => style == ScalarStyle.DoubleQuoted && text[at] == '\\';

    private static string Slice(string value, int start, int length) => value.Substring(start, Math.Min(length, value.Length - start));

    // After the quote, or after the line with the '|' or '>' of a block.
    private static int ContentStart(string text, YamlScalar scalar)
    {
        var start = scalar.Span.Start;
        switch (scalar.Style)
        {
            case ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted:
                return start + 1;
            case ScalarStyle.Literal or ScalarStyle.Folded:
                while (start < scalar.Span.End && text[start] is not ('\n' or '\r'))
                    start++;
                return start;
            default:
                return start;
        }
    }

    // The common escapes of a single character; for a longer or rarer one, the result is the whole scalar.
    private static (string Text, int Length)? DecodeEscape(string text, int at, int end)
    {
        if (at + 1 >= end)
            return null;
        return text[at + 1] switch
        {
            'n' => ("\n", 2),
            't' => ("\t", 2),
            'r' => ("\r", 2),
            '"' => ("\"", 2),
            '\\' => ("\\", 2),
            '/' => ("/", 2),
            ' ' => (" ", 2),
            _ => null,
        };
    }
}
