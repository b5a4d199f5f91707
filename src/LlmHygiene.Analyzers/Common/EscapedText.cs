using System.Globalization;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Common;

/// <summary>The text that is written with escapes, and where each of its characters is written.</summary>
internal sealed class EscapedText
{
    private readonly List<int> _starts = [];
    private readonly List<int> _ends = [];

    private EscapedText(string text, int offset, int start, int end, Func<string, int, int, (string Text, int Length)?> escapeAt)
    {
        var decoded = new System.Text.StringBuilder(end - start);
        for (var at = start; at < end; )
        {
            var (value, length) = text[at] == '\\' && escapeAt(text, at, end) is { } escape ? escape : (text.Substring(at, 1), 1);
            foreach (var character in value)
            {
                decoded.Append(character);
                _starts.Add(offset + at);
                _ends.Add(offset + at + length);
            }

            at += length;
        }

        Text = decoded.ToString();
    }

    public string Text { get; }

    /// <summary>A piece of a file in which escapes mean nothing.</summary>
    /// <param name="offset">Where the text begins in its file.</param>
    public static EscapedText Verbatim(string text, int offset) => new(text, offset, 0, text.Length, static (_, _, _) => null);

    /// <summary>A C# literal with escapes.</summary>
    public static EscapedText CSharp(string text, int offset) => new(text, offset, 0, text.Length, CSharpEscape);

    /// <summary>A YAML scalar in double quotes.</summary>
    public static EscapedText Yaml(string file, TextSpan span) => new(file, 0, span.Start, span.End, YamlEscape);

    /// <summary>Where a part of the text is written.</summary>
    public TextSpan SpanOf(HiddenRun run) => TextSpan.FromBounds(_starts[run.Start], _ends[run.Start + run.Length - 1]);

    private static (string Text, int Length)? CSharpEscape(string text, int at, int end)
    {
        if (at + 1 >= end)
            return null;
        return text[at + 1] switch
        {
            'u' => Code(text, at, end, 4, 4),
            'U' => Code(text, at, end, 8, 8),
            'x' => Code(text, at, end, 1, 4),
            // What it stands for does not matter here, but that it ends no other escape does.
            _ => (" ", 2),
        };
    }

    private static (string Text, int Length)? YamlEscape(string text, int at, int end)
    {
        if (at + 1 >= end)
            return null;
        return text[at + 1] switch
        {
            'u' => Code(text, at, end, 4, 4),
            'U' => Code(text, at, end, 8, 8),
            'x' => Code(text, at, end, 2, 2),
            _ => (" ", 2),
        };
    }

    private static (string Text, int Length)? Code(string text, int at, int end, int min, int max)
    {
        var length = 0;
        while (length < max && at + 2 + length < end && Uri.IsHexDigit(text[at + 2 + length]))
            length++;
        if (
            length < min
            || !int.TryParse(text.Substring(at + 2, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var point)
        )
            return null;
        // Half of a pair is completed by the next escape.
        return point switch
        {
            <= 0xFFFF and >= 0 => (((char)point).ToString(), length + 2),
            > 0xFFFF and <= 0x10FFFF => (char.ConvertFromUtf32(point), length + 2),
            _ => null,
        };
    }
}
