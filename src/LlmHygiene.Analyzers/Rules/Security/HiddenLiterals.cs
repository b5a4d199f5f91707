using LlmHygiene.Analyzers.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.Analyzers.Rules.Security;

/// <summary>A literal, or the text of an interpolated string, with hidden characters.</summary>
internal sealed record HiddenLiteral(SyntaxNode Node, EscapedText Written);

/// <summary>Finds the literals of a file that contain hidden characters, as they are or as escapes.</summary>
internal static class HiddenLiterals
{
    /// <summary>A quick test: false for almost all files.</summary>
    public static bool MayBeIn(string text) => HiddenText.MayBeIn(text) || HasEscape(text);

    public static IEnumerable<HiddenLiteral> In(string text, SyntaxNode root)
    {
        SyntaxNode? last = null;
        for (var at = 0; at < text.Length; at++)
        {
            if (!(text[at] == '\\' ? IsEscape(text, at) : text[at] >= '\u00AD' && HiddenText.MayBeIn(text.Substring(at, 1))))
                continue;
            var token = root.FindToken(at);
            if (!token.Span.Contains(at) || token.Parent is not { } node || node == last)
                continue;
            last = node;
            if (WrittenIn(token, node) is { } written && HiddenText.Find(written.Text).Count > 0)
                yield return new HiddenLiteral(node, written);
        }
    }

    /// <summary>Null for a token that is no text.</summary>
    public static EscapedText? WrittenIn(SyntaxToken token, SyntaxNode node) =>
        token.Kind() switch
        {
            SyntaxKind.StringLiteralToken or SyntaxKind.Utf8StringLiteralToken when !token.Text.StartsWith("@", StringComparison.Ordinal) =>
                EscapedText.CSharp(token.Text, token.SpanStart),
            SyntaxKind.InterpolatedStringTextToken
                when node.Parent
                    is InterpolatedStringExpressionSyntax { StringStartToken.RawKind: (int)SyntaxKind.InterpolatedStringStartToken } =>
                EscapedText.CSharp(token.Text, token.SpanStart),
            SyntaxKind.StringLiteralToken
            or SyntaxKind.Utf8StringLiteralToken
            or SyntaxKind.InterpolatedStringTextToken
            or SyntaxKind.SingleLineRawStringLiteralToken
            or SyntaxKind.MultiLineRawStringLiteralToken => EscapedText.Verbatim(token.Text, token.SpanStart),
            _ => null,
        };

    private static bool HasEscape(string text)
    {
        for (var at = text.IndexOf('\\'); at >= 0; at = text.IndexOf('\\', at + 1))
            if (IsEscape(text, at))
                return true;
        return false;
    }

    // `\u200B`, `\u202E`, `\uFEFF`, `\uDB40`, `\U000E0041`, `\x200B`: those of other blocks are not looked at any further.
    private static bool IsEscape(string text, int at) =>
        at + 5 < text.Length
        && (
            text[at + 1] is 'U'
            || (
                text[at + 1] is 'u' or 'x'
                && (
                    (text[at + 2] == '2' && text[at + 3] == '0')
                    || (text[at + 2] is 'F' or 'f' && text[at + 3] is 'E' or 'e' or 'F' or 'f')
                    || (text[at + 2] is 'D' or 'd' && text[at + 3] is 'B' or 'b')
                    || (text[at + 2] == '0' && text[at + 3] is '0' or '3' or '6')
                    || (text[at + 2] is '1' or '3' && text[at + 3] is '1' or '8')
                )
            )
        );
}
