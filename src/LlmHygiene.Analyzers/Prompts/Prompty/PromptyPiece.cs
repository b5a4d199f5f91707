namespace LlmHygiene.Analyzers.Prompts.Prompty;

internal enum PromptyPieceKind
{
    Text,

    /// <summary>A tag that renders a value.</summary>
    Value,

    /// <summary>A tag that controls what is rendered.</summary>
    Block,
}

/// <param name="Text">The text that reaches the model; for a tag, the trimmed text between its braces.</param>
/// <param name="Start">The start of the piece in the body.</param>
/// <param name="TextStart">The start of <paramref name="Text"/> in the body.</param>
internal readonly record struct PromptyPiece(PromptyPieceKind Kind, string Text, int Start, int End, int TextStart)
{
    public static PromptyPiece OfText(string body, int start, int end) =>
        new(PromptyPieceKind.Text, body.Substring(start, end - start), start, end, start);

    /// <param name="inner">The start of the text between the braces.</param>
    public static PromptyPiece OfTag(PromptyPieceKind kind, string body, int start, int inner, int innerEnd, int end)
    {
        while (inner < innerEnd && char.IsWhiteSpace(body[inner]))
            inner++;
        while (innerEnd > inner && char.IsWhiteSpace(body[innerEnd - 1]))
            innerEnd--;
        return new PromptyPiece(kind, body.Substring(inner, innerEnd - inner), start, end, inner);
    }

    /// <summary>The text without the white space at its start.</summary>
    public PromptyPiece TrimStart(Func<char, bool> isCut)
    {
        var cut = 0;
        while (cut < Text.Length && isCut(Text[cut]))
            cut++;
        return this with { Text = Text.Substring(cut), Start = Start + cut, TextStart = TextStart + cut };
    }

    public PromptyPiece TrimEnd(Func<char, bool> isCut)
    {
        var length = Text.Length;
        while (length > 0 && isCut(Text[length - 1]))
            length--;
        return this with { Text = Text.Substring(0, length), End = Start + length };
    }
}
