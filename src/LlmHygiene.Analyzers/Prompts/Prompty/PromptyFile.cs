using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Problems;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Prompts.Prompty;

/// <summary>The two parts of a <c>.prompty</c> file.</summary>
/// <param name="FrontMatter">The file up to the line that ends the front matter, so that positions in it are positions in the file.</param>
/// <param name="Body">The text below the front matter, with <c>\n</c> for every line break.</param>
/// <param name="Places">The position of each character of the body in the file.</param>
internal sealed record PromptyFile(string FrontMatter, string Body, int[] Places, TextSpan BodySpan)
{
    private const string Fence = "---";
    private const char ByteOrderMark = '\uFEFF';

    /// <returns>Null when the file has no front matter, which has then been reported.</returns>
    public static PromptyFile? Split(string text, ProblemList problems)
    {
        var start = text.Length > 0 && text[0] == ByteOrderMark ? 1 : 0;
        while (start < text.Length && char.IsWhiteSpace(text[start]))
            start++;
        if (start == text.Length || Line(text, start) != Fence)
        {
            problems.Add(
                RuleIds.PromptSyntax,
                TextSpan.FromBounds(Math.Min(start, text.Length), EndOfLine(text, Math.Min(start, text.Length))),
                "A .prompty file begins with its front matter between two lines '---'. Write 'name:' and 'version:' there, "
                    + "and the messages below."
            );
            return null;
        }

        for (var at = NextLine(text, start); at < text.Length; at = NextLine(text, at))
        {
            if (Line(text, at) != Fence)
                continue;
            var (body, places) = Normalize(text, NextLine(text, at));
            return new PromptyFile(text.Substring(0, at), body, places, TextSpan.FromBounds(NextLine(text, at), text.Length));
        }

        problems.Add(
            RuleIds.PromptSyntax,
            new TextSpan(start, Fence.Length),
            "The front matter is never closed. Write '---' on its own line below it."
        );
        return null;
    }

    private static (string Body, int[] Places) Normalize(string text, int start)
    {
        var body = text.Substring(start).Replace("\r\n", "\n").Replace('\r', '\n');
        var places = new int[body.Length];
        for (int i = 0, at = start; i < body.Length; i++, at++)
        {
            places[i] = at;
            if (text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n')
                at++;
        }

        return (body, places);
    }

    private static string Line(string text, int start) => text.Substring(start, EndOfLine(text, start) - start).TrimEnd();

    private static int EndOfLine(string text, int start)
    {
        var end = text.IndexOfAny(['\n', '\r'], start);
        return end < 0 ? text.Length : end;
    }

    private static int NextLine(string text, int start)
    {
        var end = EndOfLine(text, start);
        return end + 1 < text.Length && text[end] == '\r' && text[end + 1] == '\n' ? end + 2 : Math.Min(end + 1, text.Length);
    }
}
