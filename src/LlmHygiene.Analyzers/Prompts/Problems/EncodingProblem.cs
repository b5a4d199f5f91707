using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Prompts.Problems;

/// <summary>
/// Why a text is not the one that its author sees: its file is not UTF-8. Each machine may read such a file in another way, so the
/// text that is sent, and its hash in the lock, would depend on the machine.
/// </summary>
internal sealed record EncodingProblem(TextSpan Span, string Message)
{
    private const int Utf8 = 65001;
    private const char Replacement = '\uFFFD';
    private const string Save = "Save the file as UTF-8.";

    /// <returns>Null for a text in UTF-8, and for one whose encoding is not known.</returns>
    public static EncodingProblem? Of(SourceText source)
    {
        var text = source.ToString();
        if (source.Encoding is { CodePage: not Utf8 } other && FirstOtherThanAscii(text, other) is { } place)
            return new EncodingProblem(place, $"The file was read as {other.WebName}. {Save}");

        // UTF-16 without a byte order mark.
        if (text.IndexOf('\0') is >= 0 and var nul)
            return new EncodingProblem(new TextSpan(nul, 1), $"The file is not text in UTF-8. {Save}");

        // A reader that accepts no wrong bytes has read the character itself.
        return text.IndexOf(Replacement) is >= 0 and var at && source.Encoding?.DecoderFallback is not DecoderExceptionFallback
            ? new EncodingProblem(new TextSpan(at, 1), $"The file is not UTF-8: this character cannot be read. {Save}")
            : null;
    }

    // ASCII is the same in every encoding but those that have more than one byte for it.
    private static TextSpan? FirstOtherThanAscii(string text, Encoding encoding)
    {
        if (encoding.GetByteCount("a") > 1)
            return default(TextSpan);
        for (var i = 0; i < text.Length; i++)
            if (text[i] > '\u007F')
                return new TextSpan(i, 1);
        return null;
    }
}
