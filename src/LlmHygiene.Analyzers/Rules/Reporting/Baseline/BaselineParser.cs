using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Problems;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Rules.Reporting.Baseline;

/// <summary>
/// Reads <c>llmhygiene.baseline</c>. A line is <c>place rule kind detail</c>, followed by <c>tfm=</c> where the violation does not occur in
/// every framework. The parser never throws, and reports all problems at once. Any order of lines and duplicate lines are valid, because a
/// merge produces both.
/// </summary>
internal sealed class BaselineParser
{
    private const string Form = "'Shop.ReplyWriter.WriteAsync LLMH2001 call GetResponseAsync'";
    private const string Rewrite = "Remove the line and run 'llm-hygiene baseline'.";

    private static readonly char[] s_spaces = [' ', '\t'];

    private readonly string _text;
    private readonly ProblemList _problems;
    private readonly List<string> _comments = [];
    private readonly Dictionary<string, BaselineLine> _lines = new(StringComparer.Ordinal);

    private BaselineParser(SourceText source)
    {
        _text = source.ToString();
        _problems = new ProblemList(source);
    }

    public static Baseline Parse(SourceText source)
    {
        var parser = new BaselineParser(source);
        foreach (var line in source.Lines)
            parser.Read(line, source);
        return new Baseline(
            parser._comments.ToImmutableArray(),
            parser._lines.Values.OrderBy(static line => line.Span.Start).ToImmutableArray(),
            parser._problems.ToSorted().ToImmutableArray()
        );
    }

    private void Read(TextLine line, SourceText source)
    {
        var (start, end) = (line.Start, line.End);
        while (end > start && IsSpace(_text[end - 1]))
            end--;
        while (start < end && IsSpace(_text[start]))
            start++;
        if (start == end)
            return;

        var span = TextSpan.FromBounds(start, end);
        if (_text[start] == '#')
            _comments.Add(_text.Substring(start, end - start));
        else if (MergeConflict.IsMark(_text, span))
            Report(
                span,
                "This is an unresolved merge conflict. Keep both sides, remove the markers, and run 'llm-hygiene baseline --prune'."
            );
        else if (ReadEntry(span) is { } entry)
            Add(new BaselineLine(entry, span, source.Lines.GetLinePositionSpan(span)));
    }

    private BaselineEntry? ReadEntry(TextSpan span)
    {
        var words = _text.Substring(span.Start, span.Length).Split(s_spaces, StringSplitOptions.RemoveEmptyEntries).ToList();
        var frameworks = EquatableArray<string>.Empty;
        if (
            words.Count > 3
            && words[words.Count - 1] is var last
            && last.StartsWith(BaselineEntry.FrameworksPrefix, StringComparison.Ordinal)
        )
        {
            frameworks = last.Substring(BaselineEntry.FrameworksPrefix.Length)
                .Split([','], StringSplitOptions.RemoveEmptyEntries)
                .ToEquatableArray();
            words.RemoveAt(words.Count - 1);
        }

        if (words.Count < 3)
            return Report(span, $"This is not a violation. Write it as in {Form}, or remove the line and run 'llm-hygiene baseline'.");
        var (rule, kind) = (words[1], words[2]);
        var at = PlaceOf(rule, span.Start + words[0].Length, span);
        if (!BaselineRules.IsId(rule))
            return Report(
                at,
                $"'{rule}' is not a rule. Write the violation as in {Form}, or remove the line and run 'llm-hygiene baseline'."
            );
        if (!BaselineRules.CanHold(rule))
            return Report(at, $"{rule} is never in a baseline. Fix what it reports, and remove the line.");
        if (!BaselineKinds.All.Contains(kind))
            return Report(PlaceOf(kind, at.End, span), $"'{kind}' is not one of {string.Join(", ", BaselineKinds.All)}. {Rewrite}");
        return new BaselineEntry(words[0], rule, kind, string.Join(" ", words.Skip(3)), frameworks);
    }

    // The same violation in two frameworks, from two branches, is one violation of both.
    private void Add(BaselineLine line)
    {
        var key = line.Entry.Key;
        if (!_lines.TryGetValue(key, out var earlier))
        {
            _lines.Add(key, line);
        }
        else if (earlier.Entry.Frameworks.Count > 0)
        {
            var both =
                line.Entry.Frameworks.Count == 0
                    ? line.Entry.Frameworks
                    : earlier.Entry.Frameworks.Union(line.Entry.Frameworks).ToEquatableArray();
            _lines[key] = earlier with { Entry = earlier.Entry with { Frameworks = both } };
        }
    }

    private TextSpan PlaceOf(string word, int from, TextSpan line)
    {
        var at = _text.IndexOf(word, from, line.End - from, StringComparison.Ordinal);
        return at < 0 ? line : new TextSpan(at, word.Length);
    }

    private static bool IsSpace(char c) => c is ' ' or '\t' or '\r' or '\uFEFF';

    private BaselineEntry? Report(TextSpan span, string message)
    {
        _problems.Add(RuleIds.BaselineSyntax, span, message);
        return null;
    }
}
