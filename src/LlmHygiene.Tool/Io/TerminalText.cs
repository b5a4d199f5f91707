using System.Globalization;
using System.Text;

namespace LlmHygiene.Tool.Io;

/// <summary>
/// Text from code or telemetry as a terminal may show it: on one line, and without anything that the terminal would execute, that
/// would turn the direction of what follows, or that nobody sees.
/// </summary>
internal static class TerminalText
{
    public static string Of(string text) => Clean(text, withLines: false);

    /// <summary>The same for a message of several lines.</summary>
    public static string OfLines(string text) => Clean(text, withLines: true);

    private static string Clean(string text, bool withLines)
    {
        // Nearly every text is clean.
        if (text.EnumerateRunes().All(rune => IsShown(rune) || IsKept(rune, withLines)))
            return text;
        var shown = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            shown.Append(IsShown(rune) || IsKept(rune, withLines) ? rune.ToString() : " ");
        return shown.ToString();
    }

    private static bool IsKept(Rune rune, bool withLines) => withLines && rune.Value is ('\n' or '\r' or '\t');

    // Joiners are part of emoji and of the scripts of several languages.
    private static bool IsShown(Rune rune) =>
        rune.Value is 0x200C or 0x200D
        || Rune.GetUnicodeCategory(rune)
            is not (
                UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
            );
}
