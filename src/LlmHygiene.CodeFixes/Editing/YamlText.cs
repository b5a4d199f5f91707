using System.Globalization;
using System.Text;
using LlmHygiene.Analyzers.Prompts.Problems;
using LlmHygiene.Analyzers.Prompts.Yaml;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.CodeFixes.Editing;

/// <summary>Writes a text as a YAML value that is read back as exactly the same text: plain, as a block, or in quotes.</summary>
internal static class YamlText
{
    private static readonly HashSet<string> s_words = new(StringComparer.OrdinalIgnoreCase)
    {
        "true",
        "false",
        "null",
        "yes",
        "no",
        "on",
        "off",
        "y",
        "n",
    };

    /// <summary>The text after the colon of a key.</summary>
    /// <param name="indent">The column of the key.</param>
    public static string Value(string text, int indent)
    {
        if (text.IndexOf('\n') < 0)
            return IsPlain(text) && IsRead(" " + text, text, 0) ? " " + text : " " + Quoted(text);
        return Block(text, indent) is { } block && IsRead(block, text, indent) ? block : " " + QuotedLines(text, indent + 2);
    }

    /// <summary>The text in quotes, on one line.</summary>
    public static string Quoted(string text) => "\"" + Escaped(text) + "\"";

    private static bool IsPlain(string text) =>
        text.Length > 0
        && char.IsLetter(text[0])
        && !char.IsWhiteSpace(text[text.Length - 1])
        && !s_words.Contains(text)
        && text[text.Length - 1] != ':'
        && text.IndexOf(": ", StringComparison.Ordinal) < 0
        && text.IndexOf(" #", StringComparison.Ordinal) < 0
        && text.All(c => IsPrintable(c) && c != '\t');

    // The indentation indicator is needed where the reader would take white space of the text for indentation.
    private static string? Block(string text, int indent)
    {
        if (!text.All(c => c == '\n' || IsPrintable(c)) || text.Trim('\n', ' ').Length == 0)
            return null;
        var lines = text.Split('\n');
        var end =
            lines[lines.Length - 1].Length > 0 ? "-"
            : lines.Length > 1 && lines[lines.Length - 2].Length > 0 ? ""
            : "+";
        var first = lines.First(line => line.Length > 0);
        var indicator = first[0] is ' ' or '\t' || lines[0].Length == 0 ? "2" : "";
        var count = end == "-" ? lines.Length : lines.Length - 1;
        var margin = new string(' ', indent + 2);
        var block = new StringBuilder(" |" + indicator + end);
        for (var i = 0; i < count; i++)
            block.Append('\n').Append(lines[i].Length == 0 ? "" : margin + lines[i]);
        return block.ToString();
    }

    // Each line of the text is on its own line. Used where a block would lose the kind of its line breaks.
    private static string QuotedLines(string text, int indent)
    {
        var quoted = new StringBuilder("\"");
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var line = Escaped(lines[i]);
            if (i > 0 && line.StartsWith(" ", StringComparison.Ordinal))
                line = "\\" + line;
            quoted.Append(line);
            if (i == lines.Length - 1)
                break;
            quoted.Append("\\n");
            if (i < lines.Length - 2 || lines[i + 1].Length > 0)
                quoted.Append("\\\n").Append(' ', indent);
        }

        return quoted.Append('"').ToString();
    }

    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsSurrogatePair(text, i))
                escaped.Append(c).Append(text[++i]);
            else if (c is '"' or '\\')
                escaped.Append('\\').Append(c);
            else if (c == '\t')
                escaped.Append("\\t");
            else if (c == '\n')
                escaped.Append("\\n");
            else if (c == '\r')
                escaped.Append("\\r");
            else if (!IsPrintable(c) || char.IsSurrogate(c))
                escaped.Append("\\u").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture));
            else
                escaped.Append(c);
        }

        return escaped.ToString();
    }

    private static bool IsPrintable(char c) =>
        c is '\t' or (>= ' ' and <= '~')
        || (
            c >= '\u00A0'
            && c is not ('\u2028' or '\u2029' or '\uFEFF' or '\uFFFE' or '\uFFFF' or '\u200E' or '\u200F')
            && !(c is >= '\u202A' and <= '\u202E')
        );

    private static bool IsRead(string value, string text, int indent)
    {
        var before = indent == 0 ? "" : string.Concat(Enumerable.Range(0, indent / 2).Select(level => new string(' ', level * 2) + "k:\n"));
        var source = $"{before}{new string(' ', indent)}k:{value}\n";
        var problems = new ProblemList(SourceText.From(source));
        var node = YamlReader.Read(source, problems);
        while (node is YamlMapping { Entries: [var entry] })
            node = entry.Value;
        return problems.IsEmpty && node is YamlScalar { IsNull: false } scalar && scalar.Value == text;
    }
}
