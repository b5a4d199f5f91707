using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.CodeFixes.Editing;

/// <summary>The indentation and line endings of a file. Moved nodes keep their identity, so that other fixes can change them.</summary>
internal sealed record CodeLayout(string NewLine, string Unit)
{
    public static CodeLayout Of(SyntaxTree tree) => new(UsingDirectives.NewLineOf(tree.GetRoot()).ToString(), UnitOf(tree));

    public static string IndentOf(SyntaxNode node)
    {
        var line = node.SyntaxTree.GetText().Lines.GetLineFromPosition(node.SpanStart).ToString();
        return line.Substring(0, line.Length - line.TrimStart(' ', '\t').Length);
    }

    /// <summary>Indents every line but the first further. The lines of a multi-line literal are not changed.</summary>
    public static T Shift<T>(T node, string more)
        where T : SyntaxNode
    {
        if (more.Length == 0)
            return node;
        var starts = new HashSet<SyntaxToken>();
        var previous = default(SyntaxToken);
        foreach (var token in node.DescendantTokens())
        {
            if (
                previous.RawKind != 0
                && (
                    previous.TrailingTrivia.Any(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia))
                    || token.LeadingTrivia.Any(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia))
                )
            )
                starts.Add(token);
            previous = token;
        }

        return node.ReplaceTokens(starts, (original, token) => token.WithLeadingTrivia(Shifted(original.LeadingTrivia, more)));
    }

    private static IEnumerable<SyntaxTrivia> Shifted(SyntaxTriviaList leading, string more)
    {
        var isStart = true;
        foreach (var trivia in leading)
        {
            if (isStart && !trivia.IsKind(SyntaxKind.EndOfLineTrivia))
                yield return SyntaxFactory.Whitespace(more);
            isStart = trivia.IsKind(SyntaxKind.EndOfLineTrivia);
            yield return trivia;
        }

        if (isStart)
            yield return SyntaxFactory.Whitespace(more);
    }

    /// <summary><c>{ statements }</c>, each on its own line.</summary>
    public BlockSyntax Block(IEnumerable<StatementSyntax> statements, string indent)
    {
        var lines = statements.Select(statement =>
            statement.WithLeadingTrivia(SyntaxFactory.Whitespace(indent + Unit)).WithTrailingTrivia(EndOfLine)
        );
        return SyntaxFactory
            .Block(lines)
            .WithOpenBraceToken(
                SyntaxFactory
                    .Token(SyntaxKind.OpenBraceToken)
                    .WithLeadingTrivia(SyntaxFactory.Whitespace(indent))
                    .WithTrailingTrivia(EndOfLine)
            )
            .WithCloseBraceToken(SyntaxFactory.Token(SyntaxKind.CloseBraceToken).WithLeadingTrivia(SyntaxFactory.Whitespace(indent)));
    }

    public SyntaxTrivia EndOfLine => SyntaxFactory.EndOfLine(NewLine);

    // The indentation that the file itself uses.
    private static string UnitOf(SyntaxTree tree)
    {
        foreach (var line in tree.GetText().Lines)
        {
            var text = line.ToString();
            if (text.StartsWith("\t", StringComparison.Ordinal))
                return "\t";
            var width = text.Length - text.TrimStart(' ').Length;
            if (width is 2 or 4 or 8 && text.TrimStart().Length > 0)
                return new string(' ', width);
        }

        return "    ";
    }
}
