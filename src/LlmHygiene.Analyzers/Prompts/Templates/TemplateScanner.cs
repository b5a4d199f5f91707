using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Problems;
using LlmHygiene.Analyzers.Prompts.Yaml;

namespace LlmHygiene.Analyzers.Prompts.Templates;

/// <param name="Tag">The text between the braces, trimmed; null for plain text.</param>
/// <param name="Start">The start of the piece in the template.</param>
/// <param name="TagStart">The start of <paramref name="Tag"/> in the template.</param>
internal readonly record struct TemplatePiece(string Text, string? Tag, int Start, int End, int TagStart);

/// <summary>Splits a template into text and tags. <c>\{{</c> is a literal <c>{{</c>, and <c>\\{{x}}</c> a backslash and a tag.</summary>
internal static class TemplateScanner
{
    private const string Open = "{{";
    private const string Close = "}}";

    public static List<TemplatePiece> Scan(string template, TemplateProblems problems)
    {
        var pieces = new List<TemplatePiece>(MostPieces(template));
        var text = new PendingText(template);
        var at = 0;
        var close = IndexOf(template, Close, 0);
        while (at < template.Length)
        {
            var open = IndexOf(template, Open, at);
            if (open < 0)
                break;

            var slashes = 0;
            while (slashes < 2 && open - slashes > at && template[open - slashes - 1] == '\\')
                slashes++;
            var end = slashes > 0 ? open - 1 : open;
            if (slashes == 1)
            {
                text.Append(at, end, Open);
                at = open + Open.Length;
                continue;
            }

            var inner = open + Open.Length;
            if (close < inner && close >= 0)
                close = IndexOf(template, Close, inner);
            if (close < 0 || !EndsBefore(template, inner, close))
            {
                problems.Add(
                    RuleIds.PromptTemplateSyntax,
                    open,
                    inner,
                    "This '{{' is never closed. Close it with '}}', or write '\\{{' for two braces in the text."
                );
                text.Append(at, end, Open);
                at = inner;
                continue;
            }

            var triple = template[inner] == '{';
            if (text.Take(at, end) is { Length: > 0 } before)
                pieces.Add(new TemplatePiece(before, null, at, open, at));
            at = close + Close.Length;
            if (triple && at < template.Length && template[at] == '}')
                at++;

            var start = inner;
            while (start < close && char.IsWhiteSpace(template[start]))
                start++;
            var last = close;
            while (last > start && char.IsWhiteSpace(template[last - 1]))
                last--;
            pieces.Add(new TemplatePiece("", template.Substring(start, last - start), open, at, start));
        }

        if (text.Take(at, template.Length) is { Length: > 0 } rest)
            pieces.Add(new TemplatePiece(rest, null, at, template.Length, at));
        return pieces;
    }

    private static int MostPieces(string template)
    {
        var count = 1;
        for (var open = IndexOf(template, Open, 0); open >= 0; open = IndexOf(template, Open, open + Open.Length))
            count += 2;
        return count;
    }

    // A tag is on one line and contains no other tag. The search ends at the next tag, so that many unclosed tags cost no more than their
    // length.
    private static bool EndsBefore(string template, int inner, int close)
    {
        var next = IndexOf(template, Open, inner < close && template[inner] == '{' ? inner + 1 : inner);
        return (next < 0 || next > close) && template.IndexOf('\n', inner, close - inner) < 0;
    }

    private static int IndexOf(string text, string part, int start) => text.IndexOf(part, start, StringComparison.Ordinal);
}

/// <summary>Reports problems of one template.</summary>
/// <param name="report">Receives the rule, the position in the template and the message.</param>
internal sealed class TemplateProblems(Action<string, int, int, string> report)
{
    /// <summary>Reports at the position in the file.</summary>
    public TemplateProblems(ProblemList problems, ScalarMap map)
        : this((ruleId, start, end, message) => problems.Add(ruleId, map.Map(start, end), message)) { }

    public bool HasErrors { get; private set; }

    public void Add(string ruleId, int start, int end, string message)
    {
        HasErrors = true;
        report(ruleId, start, end, message);
    }
}
