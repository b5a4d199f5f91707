using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Problems;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Prompts.Locking;

/// <summary>A lock as parsed.</summary>
/// <param name="Header">The comment lines above the first version.</param>
/// <param name="Lock">The lines that can be understood. A version with two different lines is left out.</param>
internal sealed record PromptLockParseResult(EquatableArray<string> Header, PromptLock Lock, EquatableArray<PromptProblem> Problems);

/// <summary>
/// Reads <c>prompts.lock</c>. A line is <c>name version hash tokens</c>. Only the name may contain spaces, so a line is read from its end.
/// The parser never throws, and reports all problems at once.
/// </summary>
internal sealed class PromptLockParser
{
    public const string TokenEncoding = "o200k_base";

    private const string HashPrefix = "sha256:";
    private const int HashDigits = 64;
    private const string Form = "'summarize-ticket 1.2.0 sha256:<64 hex digits> o200k_base:412'";
    private const string Rewrite = "Remove the line and run 'llm-hygiene lock'.";

    private readonly string _text;
    private readonly ProblemList _problems;
    private readonly List<string> _header = [];
    private readonly Dictionary<PromptVersion, Line> _lines = [];
    private readonly HashSet<PromptVersion> _twice = [];

    private PromptLockParser(SourceText source)
    {
        _text = source.ToString();
        _problems = new ProblemList(source);
    }

    public static PromptLockParseResult Parse(SourceText source)
    {
        var parser = new PromptLockParser(source);
        foreach (var line in source.Lines)
            parser.ReadLine(line);
        var entries = parser._lines.Where(pair => !parser._twice.Contains(pair.Key)).Select(static pair => pair.Value.Entry);
        return new PromptLockParseResult(
            parser._header.ToEquatableArray(),
            new PromptLock(entries.OrderBy(static entry => entry, LockedPrompt.Order).ToEquatableArray()),
            parser._problems.ToSorted()
        );
    }

    private void ReadLine(TextLine line)
    {
        var (start, end) = (line.Start, line.End);
        while (end > start && IsSpace(_text[end - 1]))
            end--;
        if (start == 0 && end > 0 && _text[0] == '\uFEFF')
            start++;
        if (start == end)
            return;

        var span = TextSpan.FromBounds(start, end);
        if (_text[start] == '#')
            ReadComment(span);
        else if (MergeConflict.IsMark(_text, span))
            Report(
                span,
                "This is a merge conflict. Keep the lines of both sides, one for each version, and remove the markers; "
                    + "then run 'llm-hygiene lock'."
            );
        else
            ReadVersion(span, line.LineNumber + 1);
    }

    private void ReadComment(TextSpan span)
    {
        if (_lines.Count == 0)
            _header.Add(_text.Substring(span.Start, span.Length));
        else
            Report(span, "Comments can only be above the first version, because the lines below are sorted. Move or remove this comment.");
    }

    private void ReadVersion(TextSpan span, int number)
    {
        var rest = span;
        var last = CutLast(ref rest);
        var tokens = default(TextSpan?);
        if (!StartsWith(last, HashPrefix) && last.Length < span.Length)
        {
            tokens = last;
            last = CutLast(ref rest);
        }

        var version = rest.IsEmpty ? default : CutLast(ref rest);
        if (rest.IsEmpty || version.IsEmpty)
        {
            Report(span, $"This is not a locked version. Write {Form}, or remove the line and run 'llm-hygiene lock'.");
            return;
        }

        var good = true;
        var name = Text(rest);
        if (!PromptNames.IsName(name))
            good = Report(rest, $"'{name}' is not a valid prompt name. {Rewrite}");
        if (SemanticVersion.TryParse(Text(version)) is not { } semantic)
            good = Report(version, $"'{Text(version)}' is not a semantic version. {Rewrite}");
        else if (semantic.Build.Length > 0)
            good = Report(
                version,
                $"Build metadata, which follows '+', does not distinguish versions. Write " + $"'{PromptLock.WithoutBuild(semantic)}'."
            );
        if (!IsHash(last))
            good = Report(last, $"This is not a hash: '{HashPrefix}' and {HashDigits} digits from 0-9 and a-f. {Rewrite}");
        var count = tokens is { } field ? Count(field) : null;
        if (tokens is { } wrong && count is null)
            good = Report(wrong, $"This is not a number of tokens, as in '{TokenEncoding}:412'. {Rewrite}");
        if (good)
            Add(new LockedPrompt(name, SemanticVersion.TryParse(Text(version))!, Text(last), count), span, number);
    }

    private void Add(LockedPrompt entry, TextSpan span, int number)
    {
        var key = new PromptVersion(entry.Name, entry.Version);
        if (!_lines.TryGetValue(key, out var earlier))
        {
            _lines.Add(key, new Line(entry, number));
        }
        else if (earlier.Entry.ContentHash == entry.ContentHash)
        {
            Report(span, $"'{entry.Name}' {entry.Version} is already on line {earlier.Number}. Remove one of the lines.");
        }
        else
        {
            // The parser does not guess which of the two was shipped.
            _twice.Add(key);
            Report(
                span,
                $"'{entry.Name}' {entry.Version} is locked on line {earlier.Number} with different content. "
                    + "Keep the line of the content that was shipped, and give the other prompt a new version."
            );
        }
    }

    private TextSpan CutLast(ref TextSpan rest)
    {
        if (rest.IsEmpty)
            return default;
        var space = _text.LastIndexOf(' ', rest.End - 1, rest.Length);
        var last = TextSpan.FromBounds(space + 1 > rest.Start ? space + 1 : rest.Start, rest.End);
        rest = TextSpan.FromBounds(rest.Start, space < 0 ? rest.Start : space);
        return last;
    }

    private int? Count(TextSpan span)
    {
        const string Prefix = TokenEncoding + ":";
        if (!StartsWith(span, Prefix))
            return null;
        var digits = Text(span).Substring(Prefix.Length);
        return
            digits.Length > 0
            && digits.All(static c => c is >= '0' and <= '9')
            && int.TryParse(digits, out var count)
            && ScalarValues.Invariant(count) == digits
            ? count
            : null;
    }

    private bool IsHash(TextSpan span) =>
        span.Length == HashPrefix.Length + HashDigits
        && StartsWith(span, HashPrefix)
        && Text(span).Skip(HashPrefix.Length).All(static c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f'));

    private bool StartsWith(TextSpan span, string prefix) =>
        span.Length >= prefix.Length && string.CompareOrdinal(_text, span.Start, prefix, 0, prefix.Length) == 0;

    private string Text(TextSpan span) => _text.Substring(span.Start, span.Length);

    private static bool IsSpace(char c) => c is ' ' or '\t' or '\r';

    private bool Report(TextSpan span, string message)
    {
        _problems.Add(RuleIds.PromptLockSyntax, span, message);
        return false;
    }

    private sealed record Line(LockedPrompt Entry, int Number);
}
