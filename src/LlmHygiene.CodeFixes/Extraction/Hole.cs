using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.CodeFixes.Extraction;

/// <summary>A piece of a message's text.</summary>
internal abstract record TextPiece;

internal sealed record FixedPiece(string Text) : TextPiece;

internal sealed record HolePiece(Hole Hole) : TextPiece;

/// <summary>A value that is filled into the text, and becomes an input of the prompt.</summary>
/// <param name="Expression">The value as written.</param>
/// <param name="Code">The expression that yields the text that is sent now.</param>
/// <param name="Purity">Whether evaluating it has effects, and what can change its value.</param>
internal sealed record Hole(ExpressionSyntax Expression, string Code, Purity Purity)
{
    /// <summary>True when the input is an <c>int</c>, which is formatted in the same way in every culture.</summary>
    public bool IsCount { get; init; }

    /// <summary>True when the value may be null, which renders as no text.</summary>
    public bool IsOptional { get; init; }

    /// <summary>True when it is not known whether the value may be null, because nullable reference types are off.</summary>
    public bool IsOblivious { get; init; }

    /// <summary>True when null would be a message without content, because the value is the whole message.</summary>
    public bool IsWholeArgument { get; init; }
}

internal sealed record ExtractedMessage(string Role, IReadOnlyList<TextPiece> Pieces);
