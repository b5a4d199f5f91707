using LlmHygiene.Analyzers.Prompts;
using LlmHygiene.Tool.Projects;

namespace LlmHygiene.Tool.Prompts;

/// <summary>All prompts of projects, wherever they are written: the one place that knows what a prompt is.</summary>
internal sealed class PromptCollector
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly List<FoundPrompt> _prompts = [];
    private readonly List<FoundProblem> _problems = [];

    public IReadOnlyList<FoundPrompt> Prompts => _prompts;

    public IReadOnlyList<FoundProblem> Problems => _problems;

    public void Add(LoadedProject project) => AddFiles(project);

    private void AddFiles(LoadedProject project)
    {
        foreach (var file in project.AdditionalFiles)
        {
            // A project for several frameworks has its files once for each.
            if (!PromptPaths.IsPrompt(file, project.Options.GetOptions(file)) || !_seen.Add(file.Path) || file.GetText() is not { } text) continue;

            var result = PromptParser.Parse(text);
            _problems.AddRange(result.Problems.Select(problem => new FoundProblem(file.Path, problem.LineSpan.Start, problem.RuleId, problem.Message)));
            if (result.Model is { IsBroken: false } model) _prompts.Add(new FoundPrompt(model, file.Path, text.Lines.GetLinePosition(result.VersionSpan.Start)));
        }
    }
}
