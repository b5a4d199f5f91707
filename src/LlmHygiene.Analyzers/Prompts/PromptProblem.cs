using LlmHygiene.Analyzers.Common;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Prompts;

/// <summary>A mistake in a prompt file: the rule, what to do about it, and where.</summary>
internal sealed record PromptProblem(string RuleId, string Message, TextSpan Span, LinePositionSpan LineSpan);

/// <summary>What a prompt file says and what is wrong with it.</summary>
/// <param name="Model">Null when not even a name and a version could be read.</param>
internal sealed record PromptParseResult(PromptModel? Model, EquatableArray<PromptProblem> Problems)
{
    /// <summary>Where the version is written, for what is wrong between files. Empty when there is none.</summary>
    public TextSpan VersionSpan { get; init; }

    /// <summary>A template brings in partials, so the result holds only as long as they do not change.</summary>
    public bool UsesPartials { get; init; }

    /// <summary>Where the name is written.</summary>
    public TextSpan NameSpan { get; init; }

    /// <summary>Where the model is written. Empty when there is none.</summary>
    public TextSpan ModelSpan { get; init; }

    /// <summary>Where the number of the input budget is written. Empty when there is none.</summary>
    public TextSpan BudgetSpan { get; init; }

    /// <summary>Where the output begins: its key. Empty when there is none.</summary>
    public TextSpan OutputSpan { get; init; }

    /// <summary>Where the C# type of the output is written. Empty when there is none.</summary>
    public TextSpan OutputTypeSpan { get; init; }

    /// <summary>Where the JSON context of that type is written. Empty when there is none.</summary>
    public TextSpan JsonContextSpan { get; init; }

    /// <summary>Where the inputs are written.</summary>
    public EquatableArray<InputPlace> InputPlaces { get; init; }
}

/// <summary>Collects the problems of one file, in the order of their place.</summary>
internal sealed class ProblemList(SourceText text)
{
    // Enough for any file that someone wrote; a file of noise must not flood the error list.
    private const int Most = 100;

    private readonly List<PromptProblem> _problems = [];

    /// <summary>The file.</summary>
    public string Text => text.ToString();

    public bool IsEmpty => _problems.Count == 0;

    public bool Contains(string ruleId) => _problems.Exists(problem => problem.RuleId == ruleId);

    public void Add(string ruleId, TextSpan span, string message)
    {
        if (_problems.Count >= Most) return;
        var start = Math.Min(Math.Max(span.Start, 0), text.Length);
        var end = Math.Min(Math.Max(span.End, start), text.Length);
        var clamped = TextSpan.FromBounds(start, end);
        _problems.Add(new PromptProblem(ruleId, message, clamped, text.Lines.GetLinePositionSpan(clamped)));
    }

    public EquatableArray<PromptProblem> ToSorted() =>
        _problems.OrderBy(static problem => problem.Span.Start).ThenBy(static problem => problem.RuleId, StringComparer.Ordinal).ToEquatableArray();
}
