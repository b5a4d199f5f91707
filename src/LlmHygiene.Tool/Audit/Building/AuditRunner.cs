using LlmHygiene.Tool.Analysis;
using LlmHygiene.Tool.Projects;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Tool.Audit;

/// <param name="Strict">Judge as strict mode does.</param>
/// <param name="AsOf">The day to compare shutdown dates with; null for the day of the catalogue.</param>
internal sealed record AuditSettings(bool Restore = true, bool Strict = false, string? AsOf = null);

/// <summary>Reads all projects of a path and makes the report. What cannot be read is named in it, and stops nothing else.</summary>
internal sealed class AuditRunner
{
    private readonly AuditTargets _targets;
    private readonly AuditSettings _settings;
    private readonly AuditPaths _paths;
    private readonly IAuditProgress _progress;
    private readonly List<AuditNotRead> _notRead = [];
    private readonly Dictionary<string, string> _restoreErrors = new(StringComparer.Ordinal);

    private AuditRunner(AuditTargets targets, AuditSettings settings, IAuditProgress progress)
    {
        _targets = targets;
        _settings = settings;
        _paths = new AuditPaths(targets.Folder);
        _progress = progress;
    }

    public static async Task<AuditReport> RunAsync(string path, AuditSettings settings, IAuditProgress progress, CancellationToken cancellationToken)
    {
        var targets = await AuditTargets.FindAsync(path, cancellationToken).ConfigureAwait(false);
        return await new AuditRunner(targets, settings, progress).RunAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<AuditReport> RunAsync(CancellationToken cancellationToken)
    {
        foreach (var other in _targets.Others) NotRead(other, null, AuditNotRead.Language, "It is not a C# project.");
        if (_settings.Restore) await RestoreAsync(cancellationToken).ConfigureAwait(false);

        var loaded = await LoadAsync(cancellationToken).ConfigureAwait(false);
        var projects = _targets.Projects.ToDictionary(static project => project, project => new ProjectAudit(_paths.Of(project), _paths), StringComparer.Ordinal);
        foreach (var project in _targets.Projects.Where(project => loaded.All(one => one.Path != project))) projects[project].IsComplete = false;
        await AnalyzeAsync(loaded, projects, cancellationToken).ConfigureAwait(false);

        _progress.Now("Counting tokens and prices");
        return ReportBuilder.Build(_targets.Name, _settings.AsOf, projects.Values, _notRead);
    }

    private async Task RestoreAsync(CancellationToken cancellationToken)
    {
        foreach (var root in _targets.Restored)
        {
            _progress.Now($"Restoring {_paths.Of(root)}");
            try
            {
                await ProjectLoader.RestoreAsync(root, cancellationToken).ConfigureAwait(false);
            }
            catch (BadInputException error)
            {
                AddRestoreErrors(root, error.Message);
            }
        }
    }

    private void AddRestoreErrors(string root, string said)
    {
        var byProject = ReadErrors.ByProject(said);
        foreach (var project in _targets.Projects.Where(byProject.Contains))
            _restoreErrors[project] = ReadErrors.Clean(ReadErrors.Join([.. byProject[project].Distinct()]), _paths);
        if (!_targets.Projects.Any(byProject.Contains)) NotRead(root, null, AuditNotRead.Restore, ReadErrors.Short(said, _paths));
    }

    private async Task<IReadOnlyList<LoadedProject>> LoadAsync(CancellationToken cancellationToken)
    {
        // MSBuild spends its time in one thread of a process of its own.
        var loaded = new IReadOnlyList<LoadedProject>[_targets.Projects.Count];
        var done = 0;
        await Parallel.ForEachAsync(
            _targets.Projects.Select(static (project, index) => (Index: index, Item: project)),
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken },
            async (one, token) =>
            {
                loaded[one.Index] = await LoadAsync(one.Item, token).ConfigureAwait(false);
                lock (_notRead) _progress.Now($"Loaded {++done} of {loaded.Length} projects: {_paths.Of(one.Item)}");
            }).ConfigureAwait(false);
        return [.. loaded.SelectMany(static one => one)];
    }

    private async Task<IReadOnlyList<LoadedProject>> LoadAsync(string project, CancellationToken cancellationToken)
    {
        var loaded = new List<LoadedProject>();
        try
        {
            foreach (var framework in await ProjectLoader.FrameworksAsync(project, cancellationToken).ConfigureAwait(false))
            {
                try
                {
                    loaded.Add(await ProjectLoader.LoadAsync(project, framework, _settings.Strict, cancellationToken).ConfigureAwait(false));
                }
                catch (BadInputException error)
                {
                    NotLoaded(project, framework, error);
                }
            }
        }
        catch (BadInputException error)
        {
            NotLoaded(project, null, error);
        }

        // An earlier restore may have left enough to go on with; it is said all the same that this one failed.
        if (loaded.Count > 0 && _restoreErrors.TryGetValue(project, out var reason)) NotRead(project, null, AuditNotRead.Restore, "What an earlier restore left was used. " + reason);
        return loaded;
    }

    private async Task AnalyzeAsync(IReadOnlyList<LoadedProject> loaded, Dictionary<string, ProjectAudit> projects, CancellationToken cancellationToken)
    {
        var outputs = ProjectOutputs.For(loaded);
        var settings = new AnalysisSettings(WithInventory: true) { Outputs = outputs };
        var promptMethods = new HashSet<string>(StringComparer.Ordinal);
        var done = 0;
        foreach (var project in ProjectOutputs.InOrder(loaded))
        {
            var audit = projects[project.Path];
            _progress.Now($"Analyzing {++done} of {loaded.Count}: {audit.Path}{(project.Framework.Length > 0 ? $" ({project.Framework})" : "")}");
            try
            {
                var result = await ProjectAnalysis.RunAsync(project, settings, cancellationToken).ConfigureAwait(false);
                outputs.Add(project, result.Compilation, cancellationToken);
                audit.Add(result, promptMethods);

                // A warning that the project makes an error does not keep the code from being understood.
                var errors = result.CompileErrors.Where(static error => error.DefaultSeverity == DiagnosticSeverity.Error).ToList();
                if (errors.Count == 0) continue;
                audit.IsComplete = false;
                NotRead(project.Path, project.Framework, AuditNotRead.Compile, ReadErrors.Of(errors, _paths));
            }
            catch (BadInputException error)
            {
                audit.IsComplete = false;
                NotRead(project.Path, project.Framework, AuditNotRead.Load, ReadErrors.Clean(error.Message, _paths));
            }
        }
    }

    private void NotLoaded(string project, string? framework, BadInputException error)
    {
        if (_restoreErrors.TryGetValue(project, out var reason)) NotRead(project, framework, AuditNotRead.Restore, reason);
        else NotRead(project, framework, AuditNotRead.Load, ReadErrors.Short(error.Message, _paths));
    }

    private void NotRead(string path, string? framework, string kind, string reason)
    {
        lock (_notRead) _notRead.Add(new AuditNotRead(_paths.Of(path), framework is { Length: > 0 } ? framework : null, kind, reason));
    }
}
