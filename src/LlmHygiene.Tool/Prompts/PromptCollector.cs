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

/// <summary>Collects all prompts of projects, from files and from <c>[Prompt]</c> methods.</summary>
internal sealed class PromptCollector
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly List<FoundPrompt> _prompts = [];
    private readonly List<FoundProblem> _problems = [];

    public IReadOnlyList<FoundPrompt> Prompts => _prompts;

    public IReadOnlyList<FoundProblem> Problems => _problems;

    public void Add(LoadedProject project) => Add(project, PromptMethods.Of(project));

    /// <param name="methods">The <c>[Prompt]</c> methods of the project, if they were read before.</param>
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

            // A project with several target frameworks has the same files in each.
            if (!files.IsPrompt(file) || !_seen.Add(file.Path) || files.Parse(file) is not { } parsed)
                continue;

            AddProblems(file, parsed.Result.Problems);
            if (parsed.Result.Model is { IsBroken: false } model)
                _prompts.Add(new FoundPrompt(model, file.Path, parsed.Text.Lines.GetLinePosition(parsed.Result.Spans.Version.Start)));
        }
    }

    // An error in a partial is reported in its own file. The prompts that include it are only incomplete.
    private void AddPartial(AdditionalText file, PromptFileSet files)
    {
        if (_seen.Add(file.Path) && file.GetText() is { } text)
            AddProblems(file, files.Partials.ProblemsOf(PromptPartial.Of(files.PartialName(file), text, files.Settings.Level)));
    }

    private void AddMethods(IEnumerable<PromptMethodParseResult> methods)
    {
        foreach (var result in methods)
        {
            var path = result.Tree!.FilePath;
            var lines = result.Tree.GetText().Lines;

            // A project with several target frameworks has the same methods in each.
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
