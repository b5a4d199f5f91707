using LlmHygiene.Analyzers.Rules.Reporting.Baseline;
using LlmHygiene.Tool.Analysis;
using LlmHygiene.Tool.Io;
using LlmHygiene.Tool.Projects;
using LlmHygiene.Tool.Prompts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Tool.Baselines;

/// <summary>The baseline of one project and what was found in the project, in all its frameworks.</summary>
internal sealed class BaselineTarget
{
    // Enough to see what is wrong.
    private const int MaxCompileErrors = 5;

    private readonly string? _text;
    private readonly Baseline _existing;
    private readonly IReadOnlyList<ProjectAnalysisResult> _results;

    private BaselineTarget(string path, IReadOnlyList<ProjectAnalysisResult> results)
    {
        Path = path;
        _text = File.Exists(path) ? File.ReadAllText(path) : null;
        _existing = BaselineFile.Parse(SourceText.From(_text ?? ""));
        _results = results;
    }

    public string Path { get; }

    public bool Exists => _text is not null;

    /// <summary>What must be mended before a baseline can be made.</summary>
    public IEnumerable<FoundProblem> Problems =>
        _existing
            .Problems.Select(problem => new FoundProblem(Path, problem.LineSpan.Start, problem.RuleId, problem.Message))
            .Concat(
                _results
                    .SelectMany(static result => result.CompileErrors.Select(error => Problem(error, result.Project)))
                    .Distinct()
                    .Take(MaxCompileErrors)
            );

    /// <summary>What may be missing in what was looked at.</summary>
    public IEnumerable<string> Doubts => _results.SelectMany(static result => result.GeneratorFailures).Distinct(StringComparer.Ordinal);

    /// <summary>What a build reports and no baseline can hold.</summary>
    public IEnumerable<Diagnostic> Remaining =>
        _results
            .SelectMany(static result =>
                result.Diagnostics.Where(diagnostic =>
                    diagnostic.Severity >= DiagnosticSeverity.Warning && result.Recorder!.KeyOf(diagnostic) is null
                )
            )
            .DistinctBy(static diagnostic => diagnostic.ToString());

    public static async Task<IReadOnlyList<BaselineTarget>> OfAsync(
        IEnumerable<LoadedProject> projects,
        CancellationToken cancellationToken
    )
    {
        var targets = new List<BaselineTarget>();
        foreach (
            var group in projects
                .Where(static project => project.BaselinePath is not null)
                .GroupBy(static project => project.BaselinePath!, StringComparer.Ordinal)
                .OrderBy(static group => group.Key, StringComparer.Ordinal)
        )
        {
            if (group.Select(static project => project.Path).Distinct(StringComparer.Ordinal).ToArray() is { Length: > 1 } several)
                throw new BadInputException(
                    $"'{several[0]}' and '{several[1]}' have one baseline, '{group.Key}'. Each project needs its own: what is mended in one would be missed in the other."
                );

            var results = new List<ProjectAnalysisResult>();
            foreach (var project in group)
                results.Add(
                    await ProjectAnalysis
                        .RunAsync(project, new AnalysisSettings(IgnoreBaseline: true), cancellationToken)
                        .ConfigureAwait(false)
                );
            targets.Add(new BaselineTarget(group.Key, results));
        }

        return targets;
    }

    public BaselinePlan Plan(bool prune, bool includeSuggestions) =>
        BaselinePlan.Make(_existing, [.. _results.Select(result => Findings(result, includeSuggestions))], prune);

    /// <summary>How many suggestions a plan without them leaves out.</summary>
    public int SuggestionsLeftOut(BaselinePlan plan) => Plan(prune: false, includeSuggestions: true).Added.Count - plan.Added.Count;

    /// <summary>Whether the file is what the plan says, order and all. A checkout may have given it other line ends.</summary>
    public bool IsWritten(BaselinePlan plan) =>
        _text is null ? plan.Count == 0 : _text.Replace("\r\n", "\n", StringComparison.Ordinal) == plan.Text;

    private static FrameworkFindings Findings(ProjectAnalysisResult result, bool includeSuggestions)
    {
        var recorder = result.Recorder!;
        var least = includeSuggestions ? DiagnosticSeverity.Info : DiagnosticSeverity.Warning;
        return new FrameworkFindings(
            result.Project.Framework,
            result
                .Diagnostics.Where(diagnostic => diagnostic.Severity >= least)
                .Select(recorder.KeyOf)
                .OfType<string>()
                .ToHashSet(StringComparer.Ordinal),
            recorder.Keys,
            // What a generator did not write only seems to be gone.
            result.GeneratorFailures.IsEmpty
                ? recorder.Stale
                : []
        );
    }

    private static FoundProblem Problem(Diagnostic error, LoadedProject project)
    {
        var place = error.Location.GetMappedLineSpan();
        return new FoundProblem(
            place.Path is { Length: > 0 } path ? path : project.Path,
            place.StartLinePosition,
            error.Id,
            error.GetMessage(System.Globalization.CultureInfo.InvariantCulture)
        );
    }
}
