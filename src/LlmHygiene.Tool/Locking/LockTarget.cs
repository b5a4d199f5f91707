using LlmHygiene.Analyzers.Prompts.Locking;
using LlmHygiene.Tool.Projects;
using LlmHygiene.Tool.Prompts;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Tool.Locking;

/// <summary>One lock file and its prompts. Several projects can share a lock file.</summary>
internal sealed class LockTarget
{
    private readonly string? _text;
    private readonly PromptLockParseResult _existing;
    private readonly PromptCollector _collector = new();

    private LockTarget(string path, IEnumerable<LoadedProject> projects)
    {
        Path = path;
        _text = File.Exists(path) ? File.ReadAllText(path) : null;
        _existing = PromptLockParser.Parse(SourceText.From(_text ?? ""));
        foreach (var project in projects)
            _collector.Add(project);
    }

    public string Path { get; }

    /// <summary>A project with neither a prompt nor a lock has nothing to lock.</summary>
    public bool IsEmpty => _text is null && _collector.Prompts.Count == 0 && _collector.Problems.Count == 0;

    /// <summary>What must be fixed before the lock can be compared.</summary>
    public IEnumerable<FoundProblem> Problems =>
        _collector.Problems.Concat(
            _existing.Problems.Select(problem => new FoundProblem(Path, problem.LineSpan.Start, problem.RuleId, problem.Message))
        );

    public static IReadOnlyList<LockTarget> Of(IEnumerable<LoadedProject> projects) =>
        [
            .. projects
                .Where(static project => project.LockPath is not null)
                .GroupBy(static project => project.LockPath!, StringComparer.Ordinal)
                .OrderBy(static group => group.Key, StringComparer.Ordinal)
                .Select(static group => new LockTarget(group.Key, group))
                .Where(static target => !target.IsEmpty),
        ];

    public LockPlan Plan(bool prune, TokenCounter counter) => LockPlan.Make(_existing, _collector.Prompts, prune, counter.Count);

    /// <summary>Whether the file is as planned. Line ends do not matter, because git may have converted them.</summary>
    public bool IsUpToDate(LockPlan plan) => Text == plan.Text;

    /// <summary>The same, but a line from the code fix of an IDE may lack its token count: it locks the version all the same.</summary>
    public bool IsUpToDateExceptCounts(LockPlan plan) => IsUpToDate(plan) || Text == plan.TextWithoutNewCounts(_existing);

    private string? Text => _text?.Replace("\r\n", "\n", StringComparison.Ordinal);
}
