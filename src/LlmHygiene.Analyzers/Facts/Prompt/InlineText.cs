using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Prompt;

/// <summary>Prompt text in the code of the member that makes the call, with no name or place of its own.</summary>
/// <param name="Length">The number of characters of fixed text in all parts of the prompt; a run of white space counts as one.</param>
/// <param name="Longest">The longest part.</param>
internal sealed record InlineText(int Length, IOperation Longest)
{
    /// <summary>Null when no text is written in the member.</summary>
    public static InlineText? Of(IInvocationOperation call, SourceScope scope, SdkCatalog catalog, IEnumerable<IOperation> prompts)
    {
        var values = ValueTracker.WithinMember(scope, catalog);
        var texts = new PromptTextFinder(values, new ObjectTracker(values, catalog), catalog).TextsOf(prompts);
        var home = MemberOf(call.Syntax);
        int total = 0,
            most = 0;
        IOperation? longest = null;
        foreach (var text in texts)
        {
            // The value of a constant or resource, even one of this class, has a name and a place of its own.
            if (text is IMemberReferenceOperation || text.Syntax.SyntaxTree != call.Syntax.SyntaxTree || MemberOf(text.Syntax) != home)
                continue;
            var length = LengthOf((string)text.ConstantValue.Value!);
            total += length;
            if (length <= most)
                continue;
            most = length;
            longest = text;
        }

        return longest is null ? null : new InlineText(total, longest);
    }

    /// <summary>The whole expression that the longest part belongs to: a literal, an interpolated string or a concatenation.</summary>
    public Location Location => Whole.GetLocation();

    /// <summary>The fixed text of the whole expression, with a space for each value.</summary>
    public string Text
    {
        get
        {
            var longest = (string)Longest.ConstantValue.Value!;
            var whole = TextOf(Whole);
            // A constant that the expression only names is not part of its text.
            return whole.IndexOf(longest.Trim(), StringComparison.Ordinal) >= 0 ? whole : longest;
        }
    }

    private SyntaxNode Whole
    {
        get
        {
            // For a local constant: where its value is written.
            var place =
                Longest is ILocalReferenceOperation { Local.DeclaringSyntaxReferences: [var declared] }
                && declared.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: { } value }
                    ? value
                    : Longest.Syntax;
            while (place.Parent is InterpolatedStringExpressionSyntax or BinaryExpressionSyntax or ParenthesizedExpressionSyntax)
                place = place.Parent;
            return place;
        }
    }

    private static string TextOf(SyntaxNode node) =>
        node switch
        {
            LiteralExpressionSyntax { Token.Value: string text } => text,
            InterpolatedStringTextSyntax { TextToken.ValueText: var text } => text,
            InterpolatedStringExpressionSyntax { Contents: var contents } => string.Concat(contents.Select(TextOf)),
            BinaryExpressionSyntax sum => string.Concat(PartsOf(sum).Select(TextOf)),
            ParenthesizedExpressionSyntax { Expression: var inner } => TextOf(inner),
            _ => " ",
        };

    // Without recursion: a long text may be a sum of hundreds of lines.
    private static IEnumerable<SyntaxNode> PartsOf(BinaryExpressionSyntax sum)
    {
        var parts = new Stack<SyntaxNode>();
        ExpressionSyntax left = sum;
        for (; left is BinaryExpressionSyntax both; left = both.Left)
            parts.Push(both.Right);
        parts.Push(left);
        return parts;
    }

    /// <summary>Null for top-level statements: all of them are one member.</summary>
    public static MemberDeclarationSyntax? MemberOf(SyntaxNode node) =>
        node.FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } member and not GlobalStatementSyntax ? member : null;

    private static int LengthOf(string text)
    {
        var length = 0;
        var inSpace = true;
        foreach (var character in text)
        {
            var isSpace = char.IsWhiteSpace(character);
            if (!isSpace || !inSpace)
                length++;
            inSpace = isSpace;
        }

        return inSpace && length > 0 ? length - 1 : length;
    }
}
