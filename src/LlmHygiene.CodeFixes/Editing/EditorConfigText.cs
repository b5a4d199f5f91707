using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.CodeFixes.Editing;

/// <summary>Writes a setting for C# files into the text of an <c>.editorconfig</c>, leaving everything else as it is.</summary>
internal static class EditorConfigText
{
    private const string CSharpSection = "[*.cs]";

    /// <param name="text">The current content of the file; null where there is none.</param>
    public static SourceText Set(SourceText? text, string key, string value)
    {
        var setting = $"{key} = {value}";
        if (text is null || text.Length == 0)
            return SourceText.From($"{CSharpSection}\n{setting}\n");

        var newLine = LineEnds.Of(text);
        string? section = null;
        TextLine? lastOfSection = null;
        foreach (var line in text.Lines)
        {
            var content = line.ToString().Trim();
            if (content.StartsWith("[", StringComparison.Ordinal))
                section = content;
            if (section != CSharpSection)
                continue;
            if (IsSetting(content, key))
                return text.WithChanges(new TextChange(line.Span, setting));
            if (content.Length > 0)
                lastOfSection = line;
        }

        if (lastOfSection is { } last)
            return text.WithChanges(new TextChange(new TextSpan(last.End, 0), newLine + setting));
        var gap = text[text.Length - 1] == '\n' ? newLine : newLine + newLine;
        return text.WithChanges(new TextChange(new TextSpan(text.Length, 0), $"{gap}{CSharpSection}{newLine}{setting}{newLine}"));
    }

    /// <summary>True where the file sets the key for C# files.</summary>
    public static bool Has(SourceText text, string key)
    {
        string? section = null;
        foreach (var line in text.Lines)
        {
            var content = line.ToString().Trim();
            if (content.StartsWith("[", StringComparison.Ordinal))
                section = content;
            if (section == CSharpSection && IsSetting(content, key))
                return true;
        }

        return false;
    }

    /// <summary>True for a file above which no other one counts.</summary>
    public static bool IsRoot(SourceText text)
    {
        foreach (var line in text.Lines)
        {
            var content = line.ToString().Trim();
            if (content.StartsWith("[", StringComparison.Ordinal))
                return false;
            if (IsSetting(content, "root"))
                return content.EndsWith("true", StringComparison.OrdinalIgnoreCase);
        }

        return false;
    }

    private static bool IsSetting(string line, string key) =>
        line.StartsWith(key, StringComparison.OrdinalIgnoreCase)
        && line.Substring(key.Length).TrimStart().StartsWith("=", StringComparison.Ordinal);
}
