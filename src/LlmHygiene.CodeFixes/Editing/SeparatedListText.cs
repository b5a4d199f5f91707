using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LlmHygiene.CodeFixes.Editing;

/// <summary>
/// Adds an item to a comma-separated list: on its own line where the others are, and after the comments of the last item.
/// </summary>
internal static class SeparatedListText
{
    private static readonly SyntaxToken s_comma = SyntaxFactory.Token(
        default,
        SyntaxKind.CommaToken,
        SyntaxFactory.TriviaList(SyntaxFactory.Space)
    );

    /// <summary>Adds an item at the end.</summary>
    /// <param name="open">The token before the list.</param>
    public static SeparatedSyntaxList<T> Add<T>(SeparatedSyntaxList<T> list, T item, SyntaxToken open)
        where T : SyntaxNode
    {
        if (list.Count == 0)
            return SyntaxFactory.SingletonSeparatedList(item);
        var parts = list.GetWithSeparators().ToList();
        var last = list[list.Count - 1];
        var onOwnLine = StartsLine(last, list.Count > 1 ? list.GetSeparator(list.Count - 2) : open);
        var endsWithComma = list.SeparatorCount == list.Count;
        if (onOwnLine)
            item = item.WithLeadingTrivia(Indentation(last));
        if (endsWithComma)
        {
            var comma = (SyntaxToken)parts[parts.Count - 1];
            parts.Add(item);
            parts.Add(
                SyntaxFactory.Token(default, SyntaxKind.CommaToken, onOwnLine ? LineEnd(comma.TrailingTrivia) : comma.TrailingTrivia)
            );
            if (!onOwnLine)
                parts[parts.Count - 3] = s_comma;
        }
        else
        {
            // A comment after the last item stays with it: the comma is written before the comment.
            var trailing = last.GetTrailingTrivia();
            parts[parts.Count - 1] = last.WithTrailingTrivia();
            parts.Add(
                onOwnLine
                    ? SyntaxFactory.Token(
                        default,
                        SyntaxKind.CommaToken,
                        HasLineEnd(trailing) ? trailing : trailing.AddRange(NewLine(last, open))
                    )
                    : s_comma
            );
            parts.Add(item.WithTrailingTrivia(onOwnLine ? LineEnd(trailing) : trailing));
        }

        return SyntaxFactory.SeparatedList<T>(SyntaxFactory.NodeOrTokenList(parts));
    }

    private static bool StartsLine(SyntaxNode item, SyntaxToken before) =>
        HasLineEnd(before.TrailingTrivia) || HasLineEnd(item.GetLeadingTrivia());

    private static bool HasLineEnd(SyntaxTriviaList trivia) => trivia.Any(SyntaxKind.EndOfLineTrivia);

    private static SyntaxTriviaList LineEnd(SyntaxTriviaList trivia) =>
        SyntaxFactory.TriviaList(trivia.Where(part => part.IsKind(SyntaxKind.EndOfLineTrivia)).Take(1));

    // The new item gets the separator of the other items; comments above the last item do not belong to it.
    private static SyntaxTriviaList Indentation(SyntaxNode item) =>
        SyntaxFactory.TriviaList(item.GetLeadingTrivia().Reverse().TakeWhile(part => part.IsKind(SyntaxKind.WhitespaceTrivia)));

    private static IEnumerable<SyntaxTrivia> NewLine(SyntaxNode item, SyntaxToken open) =>
        open.TrailingTrivia.Concat(item.Parent?.DescendantTrivia() ?? []).Where(part => part.IsKind(SyntaxKind.EndOfLineTrivia)).Take(1);
}
