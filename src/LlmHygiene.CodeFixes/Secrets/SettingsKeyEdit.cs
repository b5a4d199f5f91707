using LlmHygiene.Analyzers.SettingsFiles;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.CodeFixes.Secrets;

/// <summary>
/// Removes a key from a settings file. The setting stays, with an empty text, so that the file still says what has to be set: user
/// secrets, environment variables and key vaults are read after the files, and take precedence.
/// </summary>
internal static class SettingsKeyEdit
{
    private const string Empty = "\"\"";

    /// <summary>Null where the key is only a part of the value, such as a connection string with an endpoint.</summary>
    public static async Task<TextChange?> FindAsync(TextDocument document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var span = diagnostic.Location.SourceSpan;
        var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        var entry = SettingsFile.Read(text).FirstOrDefault(one => one.Span.Contains(span));
        if (entry is null)
            return null;
        var isWhole = span == entry.Span ? entry.Text.IndexOf(';') < 0 : text.ToString(span) == entry.Text;
        return isWhole ? new TextChange(entry.Span, Empty) : null;
    }
}
