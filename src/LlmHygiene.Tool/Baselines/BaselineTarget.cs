using LlmHygiene.Analyzers.Rules.Reporting.Baseline;
using LlmHygiene.Tool.Analysis;
using LlmHygiene.Tool.Io;
using LlmHygiene.Tool.Projects;
using LlmHygiene.Tool.Prompts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Tool.Baselines;

/// <summary>The baseline of one project and the violations of the project in all its target frameworks.</summary>
internal sealed class BaselineTarget
{
    // Enough to see the cause.
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

    /// <summary>What must be fixed before a baseline can be made.</summary>
    public IEnumerable<FoundProblem> Problems =>
        _existing
            .Problems.Select(problem => new FoundProblem(Path, problem.LineSpan.Start, problem.RuleId, problem.Message))
            .Concat(
                _results
                    .SelectMany(static result => result.CompileErrors.Select(error => Problem(error, result.Project)))
                    .Distinct()
                    .Take(MaxCompileErrors)
            );

    /// <summary>Reasons why violations may be missing.</summary>
    public IEnumerable<string> Doubts => _results.SelectMany(static result => result.GeneratorFailures).Distinct(StringComparer.Ordinal);

    /// <summary>What a build reports and a baseline cannot contain.</summary>
    public IEnumerable<Diagnostic> Remaining =>
        _results
            .SelectMany(static result =>
                result.Diagnostics.Where(diagnostic =>
                    diagnostic.Severity >= DiagnosticSeverity.Warning && BaselineKeys.Of(diagnostic) is null
                )
            )
            .DistinctBy(static diagnostic => diagnostic.ToString());

    /// <param name="notAnalyzed">Receives the reason why a project cannot be analyzed; it then has no target.</param>
    public static async Task<IReadOnlyList<BaselineTarget>> OfAsync(
        IEnumerable<LoadedProject> projects,
        Action<BadInputException> notAnalyzed,
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
                    $"'{several[0]}' and '{several[1]}' share the baseline '{group.Key}'. "
                        + "Each project needs its own: a violation that was fixed in one would remain accepted in the other."
                );

            try
            {
                targets.Add(new BaselineTarget(group.Key, await AnalyzeAsync(group, cancellationToken).ConfigureAwait(false)));
            }
            catch (BadInputException error)
            {
                notAnalyzed(error);
            }
        }

        return targets;
    }

    private static async Task<IReadOnlyList<ProjectAnalysisResult>> AnalyzeAsync(
        IEnumerable<LoadedProject> frameworks,
        CancellationToken cancellationToken
    )
    {
        var results = new List<ProjectAnalysisResult>();
        foreach (var project in frameworks)
            results.Add(
                await ProjectAnalysis
                    .RunAsync(project, new AnalysisSettings(WithBaselineKeys: true), cancellationToken)
                    .ConfigureAwait(false)
            );
        return results;
    }

    public BaselinePlan Plan(bool prune, bool includeSuggestions) =>
        BaselinePlan.Make(
            _existing,
            [.. _results.Select(result => Findings(result, includeSuggestions))],
            prune,
            isPart: _results.Any(static result => result.Project.HasOtherFrameworks)
        );

    /// <summary>The number of suggestions that a plan without suggestions leaves out.</summary>
    public int SuggestionsLeftOut(BaselinePlan plan) => Plan(prune: false, includeSuggestions: true).Added.Count - plan.Added.Count;

    /// <summary>Whether the file is exactly as planned. Line ends do not matter, because git may have converted them.</summary>
    public bool IsWritten(BaselinePlan plan) =>
        _text is null ? plan.Count == 0 : _text.Replace("\r\n", "\n", StringComparison.Ordinal) == plan.Text;

    private static FrameworkFindings Findings(ProjectAnalysisResult result, bool includeSuggestions)
    {
        var least = includeSuggestions ? DiagnosticSeverity.Info : DiagnosticSeverity.Warning;
        return new FrameworkFindings(
            result.Project.Framework,
            result
                .Diagnostics.Where(diagnostic => diagnostic.Severity >= least)
                .Select(BaselineKeys.Of)
                .OfType<string>()
                .ToHashSet(StringComparer.Ordinal),
            result.BaselineKeys,
            // Without the code of a generator, entries only seem to be gone.
            result.GeneratorFailures.IsEmpty
                ? result.StaleKeys
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
