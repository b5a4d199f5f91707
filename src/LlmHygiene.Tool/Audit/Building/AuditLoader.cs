using LlmHygiene.Tool.Analysis;
using LlmHygiene.Tool.Audit.Model;
using LlmHygiene.Tool.Io;
using LlmHygiene.Tool.Projects;

namespace LlmHygiene.Tool.Audit.Building;

/// <summary>Restores and loads the projects of an audit. A project that fails is noted and does not stop the others.</summary>
internal sealed class AuditLoader(
    AuditTargets targets,
    AuditSettings settings,
    AuditPaths paths,
    NotReadList notRead,
    IAuditProgress progress
)
{
    private readonly Dictionary<string, string> _restoreErrors = new(StringComparer.Ordinal);

    /// <summary>The audited projects, once for each target framework.</summary>
    public async Task<IReadOnlyList<LoadedProject>> LoadAsync(CancellationToken cancellationToken)
    {
        if (settings.Restore)
            await RestoreAsync(cancellationToken).ConfigureAwait(false);
        var loaded = await LoadAsync(targets.Projects, isAudited: true, cancellationToken).ConfigureAwait(false);
        if (settings.Build.Framework is { } framework && loaded.Count > 0 && !loaded.Any(project => settings.Build.Is(project.Framework)))
            throw new BadInputException(
                $"No project of '{targets.Name}' has the target framework '{framework}'. There is "
                    + string.Join(", ", loaded.Select(static project => project.Framework).Distinct().Order(StringComparer.Ordinal))
                    + "."
            );
        return loaded;
    }

    /// <summary>Referenced projects that are neither audited nor built: they must be compiled, but are not in the report.</summary>
    public async Task<IReadOnlyList<LoadedProject>> LoadReferencedAsync(
        IReadOnlyList<LoadedProject> loaded,
        CancellationToken cancellationToken
    )
    {
        var added = new List<LoadedProject>();
        var tried = targets.Projects.ToHashSet(ProjectOutputs.Paths);
        for (var now = loaded; now.Count > 0; )
        {
            var outputs = loaded.Concat(added).SelectMany(static project => project.Outputs).ToHashSet(ProjectOutputs.Paths);
            var next = now.Where(project =>
                    project.Arguments.MetadataReferences.Any(reference =>
                        !outputs.Contains(reference.Reference) && !File.Exists(reference.Reference)
                    )
                )
                .SelectMany(static project => project.ProjectReferences)
                .Where(ProjectFinder.IsProject)
                .Where(tried.Add)
                .ToList();
            now = await LoadAsync(next, isAudited: false, cancellationToken).ConfigureAwait(false);
            added.AddRange(now);
        }

        return added;
    }

    private async Task RestoreAsync(CancellationToken cancellationToken)
    {
        foreach (var root in targets.Restored)
        {
            if (await RestoreAsync(root, cancellationToken).ConfigureAwait(false) is not { } output || AddRestoreErrors(output))
                continue;

            // A missing project prevents the restore of the whole solution.
            var existing = targets.Projects.Where(File.Exists).ToList();
            if (targets.Projects.Contains(root))
                _restoreErrors[root] = ReadErrors.Short(output, paths);
            else if (existing.Count == targets.Projects.Count)
                notRead.Add(root, null, AuditNotRead.Restore, ReadErrors.Short(output, paths));
            else
                await RestoreEachAsync(existing, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task RestoreEachAsync(IEnumerable<string> projects, CancellationToken cancellationToken)
    {
        foreach (var project in projects)
            if (await RestoreAsync(project, cancellationToken).ConfigureAwait(false) is { } output && !AddRestoreErrors(output))
                _restoreErrors[project] = ReadErrors.Short(output, paths);
    }

    /// <summary>The error message of a failed restore; null if it succeeded.</summary>
    private async Task<string?> RestoreAsync(string root, CancellationToken cancellationToken)
    {
        progress.Now($"Restoring {paths.Of(root)}");
        try
        {
            await ProjectLoader.RestoreAsync(root, settings.Build, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (BadInputException error)
        {
            return error.Message;
        }
    }

    /// <summary>False if the message names no project.</summary>
    private bool AddRestoreErrors(string output)
    {
        var byProject = ReadErrors.ByProject(output);
        var named = targets.Projects.Where(byProject.Contains).ToList();
        foreach (var project in named)
            _restoreErrors[project] = ReadErrors.Clean(ReadErrors.Join([.. byProject[project].Distinct()]), paths);
        return named.Count > 0;
    }

    private async Task<IReadOnlyList<LoadedProject>> LoadAsync(
        IReadOnlyList<string> projects,
        bool isAudited,
        CancellationToken cancellationToken
    )
    {
        // Each MSBuild is a process that mostly uses one thread.
        var loaded = new IReadOnlyList<LoadedProject>[projects.Count];
        var done = 0;
        await Parallel
            .ForEachAsync(
                Enumerable.Range(0, projects.Count),
                new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken },
                async (index, token) =>
                {
                    loaded[index] = await LoadAsync(projects[index], isAudited, token).ConfigureAwait(false);
                    progress.Now($"Loaded {Interlocked.Increment(ref done)} of {projects.Count}: {paths.Of(projects[index])}");
                }
            )
            .ConfigureAwait(false);
        return [.. loaded.SelectMany(static one => one)];
    }

    private async Task<IReadOnlyList<LoadedProject>> LoadAsync(string project, bool isAudited, CancellationToken cancellationToken)
    {
        if (!File.Exists(project))
        {
            if (isAudited)
                notRead.Add(project, null, AuditNotRead.Load, "The file does not exist.");
            return [];
        }

        var loaded = new List<LoadedProject>();
        try
        {
            loaded.AddRange(
                await ProjectLoader
                    .LoadOnlyFrameworkAsync(project, settings.Build, settings.Strict, cancellationToken)
                    .ConfigureAwait(false)
                    is { } only
                    ? [only]
                    : await LoadFrameworksAsync(project, isAudited, cancellationToken).ConfigureAwait(false)
            );
        }
        catch (BadInputException error)
        {
            // If a project is only referenced, the projects that reference it report what is missing.
            if (isAudited)
                NotLoaded(project, null, error);
        }

        // The result of an earlier restore may be enough to continue. The failed restore is reported all the same.
        if (loaded.Count > 0 && _restoreErrors.TryGetValue(project, out var reason))
            notRead.Add(project, null, AuditNotRead.Restore, "The result of an earlier restore was used. " + reason);
        return loaded;
    }

    private async Task<IReadOnlyList<LoadedProject>> LoadFrameworksAsync(
        string project,
        bool isAudited,
        CancellationToken cancellationToken
    )
    {
        var loaded = new List<LoadedProject>();
        var all = await ProjectLoader.FrameworksAsync(project, settings.Build, cancellationToken).ConfigureAwait(false);
        var chosen = settings.Build.Choose(all);
        foreach (var framework in chosen)
        {
            try
            {
                var one = await ProjectLoader
                    .LoadAsync(project, framework, settings.Build, settings.Strict, cancellationToken)
                    .ConfigureAwait(false);
                loaded.Add(one with { HasOtherFrameworks = chosen.Count < all.Count });
            }
            catch (BadInputException error)
            {
                if (isAudited)
                    NotLoaded(project, framework, error);
            }
        }

        return loaded;
    }

    private void NotLoaded(string project, string? framework, BadInputException error)
    {
        if (_restoreErrors.TryGetValue(project, out var reason))
            notRead.Add(project, framework, AuditNotRead.Restore, reason);
        else
            notRead.Add(project, framework, AuditNotRead.Load, ReadErrors.Short(error.Message, paths));
    }
}
