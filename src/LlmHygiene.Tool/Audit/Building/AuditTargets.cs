using LlmHygiene.Tool.Projects;

namespace LlmHygiene.Tool.Audit.Building;

/// <summary>What an audit of a path includes.</summary>
/// <param name="Folder">The folder that all paths in the report are relative to.</param>
/// <param name="Name">The name in the report.</param>
/// <param name="Restored">What to restore: one solution, or each project of a folder without a solution.</param>
/// <param name="Projects">All C# projects.</param>
/// <param name="Others">Projects in other languages, which are not read.</param>
internal sealed record AuditTargets(
    string Folder,
    string Name,
    IReadOnlyList<string> Restored,
    IReadOnlyList<string> Projects,
    IReadOnlyList<string> Others
)
{
    private static readonly HashSet<string> s_notSource = new(StringComparer.OrdinalIgnoreCase)
    {
        "bin",
        "obj",
        "node_modules",
        "artifacts",
    };

    public static async Task<AuditTargets> FindAsync(string path, CancellationToken cancellationToken)
    {
        var full = Path.GetFullPath(path);
        if (Directory.Exists(full) && !HasRoot(full))
        {
            // A folder without a project or solution: every project below it.
            var below = Below(full).Order(StringComparer.Ordinal).ToList();
            if (below.Count > 0)
                return new AuditTargets(full, new DirectoryInfo(full).Name, below, below, []);
        }

        return await OfRootAsync(path, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The projects of a project or a solution.</summary>
    public static async Task<AuditTargets> OfRootAsync(string path, CancellationToken cancellationToken)
    {
        var root = ProjectFinder.Root(path);
        var all = (await ProjectFinder.AllProjectsAsync(root, cancellationToken).ConfigureAwait(false))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return new AuditTargets(
            Path.GetDirectoryName(root)!,
            Path.GetFileName(root),
            [root],
            [.. all.Where(ProjectFinder.IsProject)],
            [.. all.Where(static one => !ProjectFinder.IsProject(one))]
        );
    }

    private static bool HasRoot(string folder) =>
        Directory.EnumerateFiles(folder).Any(static file => Path.GetExtension(file).ToLowerInvariant() is ".sln" or ".slnx" or ".csproj");

    private static IEnumerable<string> Below(string folder)
    {
        var options = new EnumerationOptions
        {
            AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint,
        };
        foreach (var file in Directory.EnumerateFiles(folder, "*.csproj", options))
            yield return file;
        foreach (var inner in Directory.EnumerateDirectories(folder, "*", options))
        {
            if (s_notSource.Contains(Path.GetFileName(inner)))
                continue;
            foreach (var file in Below(inner))
                yield return file;
        }
    }
}
