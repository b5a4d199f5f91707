using LlmHygiene.Analyzers.Common;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Prompts.Problems;

/// <summary>Collects the problems of one file, ordered by position.</summary>
internal sealed class ProblemList(SourceText text, HygieneLevel level = HygieneLevel.Latest)
{
    // Enough for any handwritten file; a file of noise must not flood the error list.
    private const int MaxCount = 100;

    private readonly List<PromptProblem> _problems = [];

    /// <summary>The file.</summary>
    public string Text => text.ToString();

    /// <summary>An empty list for the same file.</summary>
    public ProblemList ForAnotherReading() => new(text, level);

    /// <summary>Adds what was found in another reading of the same file.</summary>
    public void AddAll(ProblemList other)
    {
        foreach (var problem in other._problems)
            Add(problem.RuleId, problem.Span, problem.Message);
    }

    /// <summary>Adds why the file is not the text that its author sees, if it is not.</summary>
    public void AddEncoding(EncodingProblem? encoding)
    {
        if (encoding is not null && Includes(HygieneLevel.V0_2))
            Add(RuleIds.PromptSyntax, encoding.Span, encoding.Message);
    }

    /// <summary>True where the project gets the kinds of findings that came with this level.</summary>
    public bool Includes(HygieneLevel since) => level >= since;

    public bool IsEmpty => _problems.Count == 0;

    public bool Contains(string ruleId) => _problems.Exists(problem => problem.RuleId == ruleId);

    public void Add(string ruleId, TextSpan span, string message)
    {
        if (_problems.Count >= MaxCount)
            return;
        var start = Math.Min(Math.Max(span.Start, 0), text.Length);
        var end = Math.Min(Math.Max(span.End, start), text.Length);
        var clamped = TextSpan.FromBounds(start, end);
        _problems.Add(new PromptProblem(ruleId, message, clamped, text.Lines.GetLinePositionSpan(clamped)));
    }

    public EquatableArray<PromptProblem> ToSorted() =>
        IsEmpty
            ? default
            : _problems
                .OrderBy(static problem => problem.Span.Start)
                .ThenBy(static problem => problem.RuleId, StringComparer.Ordinal)
                .ToEquatableArray();
}
