using System.Text;

namespace LlmHygiene.Tool.Io;

/// <summary>Escapes text from code or telemetry, so that Markdown shows it unchanged, on one line.</summary>
internal static class MarkdownText
{
    public static string Of(string text)
    {
        var shown = new StringBuilder(text.Length);
        var last = ' ';
        foreach (var c in TerminalText.Of(text.ReplaceLineEndings(" ")))
        {
            if (c is '|' or '\\' or '`' or '*' or '_' or '[' or ']' or '~' or '#')
                shown.Append('\\');
            shown.Append(
                c switch
                {
                    '<' => "&lt;",
                    '>' => "&gt;",
                    '&' => "&amp;",
                    _ => c.ToString(),
                }
            );

            // Keeps @name from notifying anybody.
            if (c == '@' && !char.IsLetterOrDigit(last))
                shown.Append('\u200B');
            last = c;
        }

        return shown.ToString();
    }
}
