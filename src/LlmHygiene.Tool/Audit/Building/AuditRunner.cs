using LlmHygiene.Tool.Analysis;
using LlmHygiene.Tool.Audit.Model;
using LlmHygiene.Tool.Io;
using LlmHygiene.Tool.Projects;

namespace LlmHygiene.Tool.Audit.Building;

/// <param name="Strict">Use the severities of strict mode.</param>
/// <param name="AsOf">The day to compare shutdown dates with; null for the day of the model catalog.</param>
internal sealed record AuditSettings(bool Restore = true, bool Strict = false, string? AsOf = null)
{
    public BuildChoice Build { get; init; } = BuildChoice.Default;
}

/// <summary>Reads all projects of a path and creates the report. A project that cannot be read is named in it.</summary>
internal sealed class AuditRunner
{
    private readonly AuditTargets _targets;
    private readonly AuditSettings _settings;
    private readonly AuditPaths _paths;
    private readonly NotReadList _notRead;
    private readonly IAuditProgress _progress;

    private AuditRunner(AuditTargets targets, AuditSettings settings, IAuditProgress progress)
    {
        _targets = targets;
        _settings = settings;
        _paths = new AuditPaths(targets.Folder);
        _notRead = new NotReadList(_paths);
        _progress = progress;
    }

    public static async Task<AuditReport> RunAsync(
        string path,
        AuditSettings settings,
        IAuditProgress progress,
        CancellationToken cancellationToken
    )
    {
        var targets = await AuditTargets.FindAsync(path, cancellationToken).ConfigureAwait(false);
        return await new AuditRunner(targets, settings, progress).RunAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<AuditReport> RunAsync(CancellationToken cancellationToken)
    {
        foreach (var other in _targets.Others)
            _notRead.Add(other, null, AuditNotRead.Language, "It is not a C# project.");

        var loader = new AuditLoader(_targets, _settings, _paths, _notRead, _progress);
        var loaded = await loader.LoadAsync(cancellationToken).ConfigureAwait(false);
        var referenced = await loader.LoadReferencedAsync(loaded, cancellationToken).ConfigureAwait(false);
        var projects = _targets.Projects.ToDictionary(
            static project => project,
            project => new ProjectAudit(_paths.Of(project), _paths),
            StringComparer.Ordinal
        );
        var hosts = new HostModels([.. loaded, .. referenced], _paths);
        await AnalyzeAsync([.. loaded, .. referenced], projects, hosts, cancellationToken).ConfigureAwait(false);

        _progress.Now("Counting tokens and prices");
        var partly = _notRead.All.Select(static one => one.Path).ToHashSet(StringComparer.Ordinal);
        foreach (var project in projects.Values)
            project.IsComplete = !partly.Contains(project.Path);
        foreach (var project in projects.Values)
            project.Resolve(hosts, cancellationToken);
        return ReportBuilder.Build(_targets.Name, _settings.AsOf, projects.Values, _notRead.All);
    }

    private async Task AnalyzeAsync(
        IReadOnlyList<LoadedProject> loaded,
        Dictionary<string, ProjectAudit> projects,
        HostModels hosts,
        CancellationToken cancellationToken
    )
    {
        var outputs = ProjectOutputs.For(loaded);
        var settings = new AnalysisSettings(WithInventory: true) { Outputs = outputs, MayMissReferences = true };
        var promptMethods = new HashSet<string>(StringComparer.Ordinal);
        var done = 0;
        foreach (var project in ProjectOutputs.InOrder(loaded))
        {
            var step = projects.ContainsKey(project.Path) ? "Analyzing" : "Compiling";
            var framework = project.Framework.Length > 0 ? $" ({project.Framework})" : "";
            _progress.Now($"{step} {++done} of {loaded.Count}: {_paths.Of(project.Path)}{framework}");
            if (!projects.TryGetValue(project.Path, out var audit))
            {
                var (compilation, _) = ProjectCompilation.Create(
                    project,
                    project.Options.Severities,
                    project.AdditionalFiles,
                    outputs,
                    cancellationToken
                );
                outputs.Add(project, compilation, cancellationToken);
                hosts.Add(project, compilation);
                continue;
            }

            try
            {
                var result = await ProjectAnalysis.RunAsync(project, settings, cancellationToken).ConfigureAwait(false);
                NoteErrors(result, [.. outputs.Missing(project)]);
                outputs.Add(project, result.Compilation, cancellationToken);
                hosts.Add(project, result.Compilation);
                audit.Add(result, promptMethods);
            }
            catch (BadInputException error)
            {
                // A rule that fails in one project must not prevent the report of the others.
                _notRead.Add(project.Path, project.Framework, AuditNotRead.Analysis, ReadErrors.Clean(error.Message, _paths));
            }
        }
    }

    private void NoteErrors(ProjectAnalysisResult result, IReadOnlyList<string> missing)
    {
        var project = result.Project;
        if (missing.Count > 0)
            _notRead.Add(
                project.Path,
                project.Framework,
                AuditNotRead.Compile,
                $"It references {string.Join(", ", missing.Select(Path.GetFileName))}, "
                    + $"which {(missing.Count == 1 ? "is" : "are")} not built, "
                    + "so calls and violations may be missing. Run 'dotnet build -p:RunAnalyzers=false' first."
            );
        if (result.CompileErrors.Length > 0)
            _notRead.Add(project.Path, project.Framework, AuditNotRead.Compile, ReadErrors.Of(result.CompileErrors, _paths));
        if (result.GeneratorFailures.Length > 0)
            _notRead.Add(
                project.Path,
                project.Framework,
                AuditNotRead.Compile,
                ReadErrors.Clean(
                    $"The code of source generators is missing, including its calls: {ReadErrors.Join(result.GeneratorFailures)}",
                    _paths
                )
            );
    }
}
