using Microsoft.CodeAnalysis.Text;
using YamlDotNet.Core;

namespace LlmHygiene.Analyzers.Prompts.Yaml;

/// <summary>Finds the tab that makes a file unreadable. The YAML reader often names a place far from it, and nobody sees a tab.</summary>
internal static class TabIndentation
{
    // Each is a parse; enough for any file that someone wrote.
    private const int MaxTries = 200;

    /// <param name="error">Where the reader stopped.</param>
    /// <returns>The white space that begins the line; null if no tab is to blame.</returns>
    public static TextSpan? Find(string content, YamlException error)
    {
        var lines = Lines(content).Where(line => content.IndexOf('\t', line.Start, line.Length) >= 0).ToList();
        if (lines.Count == 0)
            return null;
        if (IsAt(lines, error.End) is { } stopped)
            return stopped;

        // A file whose first line is indented: the reader stops at the first line that is not.
        var first = content.Length - content.TrimStart().Length;
        if (lines.Find(line => line.End == first) is { Length: > 0 } top)
            return top;

        // The first line with which the text before it can no longer be read.
        if (error.Message.IndexOf("tab", StringComparison.OrdinalIgnoreCase) >= 0)
            foreach (var line in lines.Take(MaxTries))
                if (!CanBeRead(content.Substring(0, EndOfLine(content, line.End))))
                    return line;
        return null;
    }

    private static TextSpan? IsAt(List<TextSpan> lines, Mark mark)
    {
        foreach (var line in lines)
            if (mark.Index >= line.Start && mark.Index <= line.End)
                return line;
        return null;
    }

    // The white space at the start of each line.
    private static IEnumerable<TextSpan> Lines(string content)
    {
        for (var at = 0; at < content.Length; )
        {
            var end = at;
            while (end < content.Length && content[end] is (' ' or '\t'))
                end++;
            yield return TextSpan.FromBounds(at, end);
            at = EndOfLine(content, end) + 1;
        }
    }

    private static int EndOfLine(string content, int start)
    {
        var end = content.IndexOfAny(['\n', '\r'], start);
        return end < 0 ? content.Length : end;
    }

    private static bool CanBeRead(string content)
    {
        try
        {
            var events = new Parser(new StringReader(content + "\n"));
            while (events.MoveNext()) { }
            return true;
        }
        catch (YamlException error)
        {
            return error.Message.IndexOf("tab", StringComparison.OrdinalIgnoreCase) < 0;
        }
    }
}
