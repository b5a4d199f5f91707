using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Prompts.Reading;

/// <summary>Finds the tags of an input in the text of a prompt, as it is written.</summary>
internal static class InputTags
{
    private static readonly Regex s_messages = new(@"^messages\s*:", RegexOptions.Multiline | RegexOptions.CultureInvariant);
    private static readonly Regex s_frontMatter = new(@"\A\uFEFF?\s*---.*?^---", RegexOptions.Multiline | RegexOptions.Singleline);

    /// <summary>The start of the messages in a prompt file of any format.</summary>
    public static int StartOfMessages(string text) =>
        s_frontMatter.Match(text) is { Success: true } front ? front.Length
        : s_messages.Match(text) is { Success: true } key ? key.Index
        : 0;

    /// <summary>The first tag that writes the input, or goes through it; empty where there is none.</summary>
    public static TextSpan First(string text, TextSpan within, string input)
    {
        var name = Regex.Escape(input);
        var tag = new Regex(
            @"\{\{[{~#&\s-]*(?:each\s+)?" + name + @"(?![\w-])[^{}]*\}\}+|\{%-?\s*for\s+\w+\s+in\s+" + name + @"(?![\w-])[^{}]*%\}",
            RegexOptions.CultureInvariant
        );
        return tag.Match(text, within.Start, within.Length) is { Success: true } found ? new TextSpan(found.Index, found.Length) : default;
    }
}
