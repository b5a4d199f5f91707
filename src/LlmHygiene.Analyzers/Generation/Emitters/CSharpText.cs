using System.Globalization;
using System.Text;
using LlmHygiene.Analyzers.Common;
using Microsoft.CodeAnalysis.CSharp;

namespace LlmHygiene.Analyzers.Generation.Emitters;

/// <summary>The only way in which text of a prompt file is written into C# code.</summary>
internal static class CSharpText
{
    // A text with more lines becomes one literal: a long chain of '+' is slow to compile.
    private const int MaxLines = 60;

    public static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    /// <summary>The text as one literal per line, to be joined with '+'.</summary>
    public static IReadOnlyList<string> LiteralLines(string text)
    {
        var first = text.IndexOf('\n');
        if (first < 0 || first == text.Length - 1)
            return [Literal(text)];

        var lines = new List<string>();
        var start = 0;
        while (start < text.Length)
        {
            var end = text.IndexOf('\n', start);
            var next = end < 0 ? text.Length : end + 1;
            if (lines.Count == MaxLines)
                return [Literal(text)];
            lines.Add(Literal(text.Substring(start, next - start)));
            start = next;
        }

        return lines;
    }

    /// <summary>Text inside an XML documentation comment, on one line.</summary>
    public static string Documentation(string text)
    {
        if (IsDocumentation(text))
            return text;
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsSurrogatePair(text, i))
                clean.Append(c).Append(text[++i]);
            else if (char.IsWhiteSpace(c) || char.IsControl(c) || char.IsSurrogate(c) || c is '\uFFFE' or '\uFFFF')
                AppendSpace(clean);
            else
                AppendEscaped(clean, c);
        }

        return clean.ToString().Trim();
    }

    /// <summary>The text as a complete sentence.</summary>
    public static string Sentence(string text)
    {
        var sentence = Documentation(text);
        return sentence.Length == 0 || sentence[sentence.Length - 1] is '.' or '!' or '?' ? sentence : sentence + ".";
    }

    public static string Identifier(string name) => CSharpIdentifiers.Escape(name);

    public static string Namespace(string name) => string.Join(".", name.Split('.').Select(Identifier));

    /// <summary><c>CustomerName</c> becomes <c>customerName</c>.</summary>
    public static string Parameter(string property)
    {
        var start = property[0] == '_' && property.Length > 1 ? 1 : 0;
        var name = property.Substring(0, start) + char.ToLowerInvariant(property[start]) + property.Substring(start + 1);
        return Identifier(name);
    }

    public static string Number(float value) => value.ToString("R", CultureInfo.InvariantCulture) + "f";

    public static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    // Most texts are, and are written as they are.
    private static bool IsDocumentation(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var isWord = c is > ' ' and < '\u007F' and not ('<' or '>' or '&');
            var isSpace = c == ' ' && i > 0 && text[i - 1] != ' ' && i < text.Length - 1;
            if (!isWord && !isSpace)
                return false;
        }

        return true;
    }

    private static void AppendEscaped(StringBuilder text, char c)
    {
        if (c == '<')
            text.Append("&lt;");
        else if (c == '>')
            text.Append("&gt;");
        else if (c == '&')
            text.Append("&amp;");
        else
            text.Append(c);
    }

    private static void AppendSpace(StringBuilder text)
    {
        if (text.Length > 0 && text[text.Length - 1] != ' ')
            text.Append(' ');
    }
}
