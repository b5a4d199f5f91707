using LlmHygiene.Tool.Audit.Model;
using LlmHygiene.Tool.Projects;

namespace LlmHygiene.Tool.Audit.Building;

/// <summary>The projects of a path for a command that needs each of them whole.</summary>
/// <param name="Projects">Those that could be read in all their target frameworks, once for each.</param>
/// <param name="NotRead">What could not be read, and why.</param>
internal sealed record ReadProjects(IReadOnlyList<LoadedProject> Projects, IReadOnlyList<AuditNotRead> NotRead)
{
    public static async Task<ReadProjects> FromAsync(string path, AuditSettings settings, CancellationToken cancellationToken)
    {
        var targets = await AuditTargets.OfRootAsync(path, cancellationToken).ConfigureAwait(false);
        var paths = new AuditPaths(targets.Folder);
        var notRead = new NotReadList(paths);
        var loaded = await new AuditLoader(targets, settings, paths, notRead, new Silent())
            .LoadAsync(cancellationToken)
            .ConfigureAwait(false);

        // If the restore of a solution fails, and no project is to blame, no project is known to be good.
        var bad = notRead.All.Select(static one => one.Path).ToHashSet(StringComparer.Ordinal);
        return new ReadProjects(
            targets.Restored.Any(root => bad.Contains(paths.Of(root)))
                ? []
                : [.. loaded.Where(project => !bad.Contains(paths.Of(project.Path)))],
            [.. notRead.All.OrderBy(static one => one.Path, StringComparer.Ordinal)]
        );
    }

    private sealed class Silent : IAuditProgress
    {
        public void Now(string what) { }
    }
}
