using LlmHygiene.Analyzers.Prompts.Yaml;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.Analyzers.Prompts.Methods;

/// <summary>
/// Maps a position in a constant string back to the position in the C# literal that it comes from. Where that cannot be found, for example
/// for a constant that is declared elsewhere, the result is the whole expression.
/// </summary>
internal static class LiteralMap
{
    public static ScalarMap Create(ExpressionSyntax expression, string value)
    {
        var places = new List<int>();
        return ScalarMap.Of(expression.Span, Append(expression, places) && places.Count == value.Length ? places.ToArray() : null);
    }

    private static bool Append(ExpressionSyntax expression, List<int> places) =>
        expression switch
        {
            ParenthesizedExpressionSyntax parenthesized => Append(parenthesized.Expression, places),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum => AppendAll(sum, places),
            LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal => AppendLiteral(literal, places),
            _ => false,
        };

    // A long chain of '+' is nested on its left side.
    private static bool AppendAll(BinaryExpressionSyntax sum, List<int> places)
    {
        var parts = new Stack<ExpressionSyntax>();
        ExpressionSyntax left = sum;
        while (left is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } inner)
        {
            parts.Push(inner.Right);
            left = inner.Left;
        }

        if (!Append(left, places))
            return false;
        while (parts.Count > 0)
            if (!Append(parts.Pop(), places))
                return false;
        return true;
    }

    private static bool AppendLiteral(LiteralExpressionSyntax literal, List<int> places)
    {
        var token = literal.Token;
        var (text, value, start) = (token.Text, token.ValueText, token.SpanStart);
        if (token.IsKind(SyntaxKind.StringLiteralToken))
            return text.StartsWith("@", StringComparison.Ordinal)
                ? AppendVerbatim(text, value, start, places)
                : AppendRegular(text, value, start, places);

        // A raw literal contains its value line by line, plus the indentation, which is always the same white space.
        var quotes = text.TakeWhile(static c => c == '"').Count();
        return quotes >= 3 && AppendRaw(text, quotes, value, start, places);
    }

    private static bool AppendVerbatim(string text, string value, int start, List<int> places)
    {
        var at = 2;
        foreach (var c in value)
        {
            if (at >= text.Length || text[at] != c)
                return false;
            places.Add(start + at);
            at += c == '"' ? 2 : 1;
        }

        return true;
    }

    private static bool AppendRegular(string text, string value, int start, List<int> places)
    {
        var at = 1;
        foreach (var c in value)
        {
            if (at >= text.Length - 1)
                return false;
            places.Add(start + at);
            if (text[at] != '\\')
            {
                if (text[at] != c)
                    return false;
                at++;
                continue;
            }

            // A surrogate pair from one escape sequence is rare; the result is then the whole literal.
            var length = text[at + 1] switch
            {
                'u' => 6,
                'x' => HexLength(text, at + 2) + 2,
                'U' => 0,
                _ => 2,
            };
            if (length == 0)
                return false;
            at += length;
        }

        return true;
    }

    private static int HexLength(string text, int at)
    {
        var length = 0;
        while (length < 4 && at + length < text.Length && Uri.IsHexDigit(text[at + length]))
            length++;
        return length;
    }

    private static bool AppendRaw(string text, int quotes, string value, int start, List<int> places)
    {
        var end = text.Length - quotes;
        var firstLine = text.IndexOf('\n', quotes);
        if (firstLine < 0 || firstLine >= end)
        {
            for (var i = 0; i < value.Length; i++)
                places.Add(start + quotes + i);
            return true;
        }

        var lastLine = text.LastIndexOf('\n', end - 1);
        var indentation = end - lastLine - 1;
        var at = firstLine + 1;
        Indent();
        foreach (var c in value)
        {
            if (at >= lastLine || text[at] != c)
                return false;
            places.Add(start + at);
            at++;
            if (c == '\n')
                Indent();
        }

        return true;

        // The indentation of a blank line may be incomplete.
        void Indent()
        {
            for (var i = 0; i < indentation && at < lastLine && text[at] is not ('\n' or '\r'); i++)
                at++;
        }
    }
}
