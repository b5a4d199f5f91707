using LlmHygiene.Analyzers.Prompts;
using LlmHygiene.Analyzers.Prompts.Methods;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Parsing;
using LlmHygiene.Analyzers.Prompts.Problems;
using LlmHygiene.Analyzers.Prompts.Reading;
using LlmHygiene.Analyzers.Prompts.Templates;
using LlmHygiene.Tool.Projects;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Tool.Prompts;

/// <summary>All prompts of projects, wherever they are written: the one place that knows what a prompt is.</summary>
internal sealed class PromptCollector
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly List<FoundPrompt> _prompts = [];
    private readonly List<FoundProblem> _problems = [];

    public IReadOnlyList<FoundPrompt> Prompts => _prompts;

    public IReadOnlyList<FoundProblem> Problems => _problems;

    public void Add(LoadedProject project) => Add(project, PromptMethods.Of(project));

    /// <param name="methods">The project's, where they are read already.</param>
    public void Add(LoadedProject project, IEnumerable<PromptMethodParseResult> methods)
    {
        AddFiles(project);
        AddMethods(methods);
    }

    private void AddFiles(LoadedProject project)
    {
        var files = new PromptFileSet(project.AdditionalFiles, project.Options);
        foreach (var file in project.AdditionalFiles)
        {
            if (files.IsPartial(file))
                AddPartial(file, files);

            // A project for several frameworks has its files once for each.
            if (!files.IsPrompt(file) || !_seen.Add(file.Path) || files.Parse(file) is not { } parsed)
                continue;

            AddProblems(file, parsed.Result.Problems);
            if (parsed.Result.Model is { IsBroken: false } model)
                _prompts.Add(new FoundPrompt(model, file.Path, parsed.Text.Lines.GetLinePosition(parsed.Result.Spans.Version.Start)));
        }
    }

    // What is wrong with a partial is reported in its own file; the prompts that include it are only incomplete.
    private void AddPartial(AdditionalText file, PromptFileSet files)
    {
        if (_seen.Add(file.Path) && file.GetText() is { } text)
            AddProblems(file, files.Partials.ProblemsOf(new PromptPartial(files.PartialName(file), text.ToString())));
    }

    private void AddMethods(IEnumerable<PromptMethodParseResult> methods)
    {
        foreach (var result in methods)
        {
            var path = result.Tree!.FilePath;
            var lines = result.Tree.GetText().Lines;

            // A project for several frameworks has its methods once for each.
            if (!_seen.Add(path + "@" + result.VersionSpan.Start))
                continue;
            _problems.AddRange(
                result.Problems.Select(problem => new FoundProblem(path, problem.LineSpan.Start, problem.RuleId, problem.Message))
            );
            if (result.Prompt is { } prompt)
                _prompts.Add(new FoundPrompt(prompt, path, lines.GetLinePosition(result.VersionSpan.Start)));
        }
    }

    private void AddProblems(AdditionalText file, IEnumerable<PromptProblem> problems) =>
        _problems.AddRange(
            problems.Select(problem => new FoundProblem(file.Path, problem.LineSpan.Start, problem.RuleId, problem.Message))
        );
}
