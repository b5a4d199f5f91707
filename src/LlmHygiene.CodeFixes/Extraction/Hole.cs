using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.CodeFixes.Extraction;

/// <summary>A piece of a message's text.</summary>
internal abstract record TextPiece;

internal sealed record FixedPiece(string Text) : TextPiece;

internal sealed record HolePiece(Hole Hole) : TextPiece;

/// <summary>A value that is filled into the text, and becomes an input of the prompt.</summary>
/// <param name="Expression">As it is written.</param>
/// <param name="Code">What makes of it the text that the code sends now.</param>
/// <param name="Purity">What evaluating it does, and what can change its value.</param>
internal sealed record Hole(ExpressionSyntax Expression, string Code, Purity Purity)
{
    /// <summary>The input is an <c>int</c>, which is written in the same way in every culture.</summary>
    public bool IsCount { get; init; }

    /// <summary>The value may be null, which is no text.</summary>
    public bool IsOptional { get; init; }

    /// <summary>Whether it may be null is not known: nullable reference types are off.</summary>
    public bool IsOblivious { get; init; }

    /// <summary>Null where a message is nothing but this value would be a message with no content.</summary>
    public bool IsWholeArgument { get; init; }
}

internal sealed record ExtractedMessage(string Role, IReadOnlyList<TextPiece> Pieces);
