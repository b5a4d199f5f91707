using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Facts.Prompt;

/// <summary>The first value in a prompt that changes with each call, and the fixed text on both sides of it.</summary>
/// <param name="Before">The text that the prompt begins with.</param>
/// <param name="Input">The value, or the expression that stands for it in the text.</param>
/// <param name="After">The text that is certain to be sent after the value.</param>
internal sealed record ChangingText(IReadOnlyList<string> Before, IOperation Input, IReadOnlyList<string> After)
{
    /// <summary>The constant text with a placeholder for the value, and where the placeholder is; null where there is none.</summary>
    public (SyntaxNode Written, string Text, int Start, int Length)? Placeholder { get; private init; }

    /// <summary>Null where no such value is proven.</summary>
    /// <param name="prompts">The parts of the prompt in the order in which they are sent.</param>
    /// <param name="values">Ends at parameters.</param>
    /// <param name="callers">Follows parameters to the callers.</param>
    /// <param name="tags">The tags of a template of an SDK; null for text that is sent as it is.</param>
    /// <param name="characters">The minimum number of characters of fixed text after the value.</param>
    public static ChangingText? Of(
        IEnumerable<IOperation> prompts,
        ValueTracker values,
        ValueTracker callers,
        SdkCatalog catalog,
        TemplateTags? tags,
        int characters
    )
    {
        var pieces = PromptPieces.Of(prompts, values, catalog);
        if (tags is not null)
            pieces = tags.Split(pieces);
        var after = pieces.Sum(static piece => piece.Text?.Length ?? 0);
        var change = new ChangingValues(callers);
        for (var i = 0; i < pieces.Count && after >= characters; i++)
        {
            after -= pieces[i].Text?.Length ?? 0;
            if (after >= characters && pieces[i].Value is { } value && change.Includes(value))
                return new ChangingText(Texts(pieces.Take(i)), pieces[i].Hole ?? value, Texts(pieces.Skip(i)))
                {
                    Placeholder = PlaceholderOf(pieces[i], values.Scope),
                };
        }

        return null;
    }

    private static (SyntaxNode, string, int, int)? PlaceholderOf(PromptPiece piece, SourceScope scope) =>
        piece.Source is { ConstantValue.Value: string text } source
            ? (WrittenPlace.Of(source, scope), text, piece.Start, piece.Length)
            : null;

    private static List<string> Texts(IEnumerable<PromptPiece> pieces) => [.. pieces.Select(static piece => piece.Text).OfType<string>()];
}
