using LlmHygiene.Tool.Io;

namespace LlmHygiene.Tool.Projects;

/// <summary>Finds the projects of a path: a project, all C# projects of a solution, or those of a folder.</summary>
internal static class ProjectFinder
{
    /// <summary>What a command can be given.</summary>
    public const string Kinds = "a .csproj, .sln, .slnx or .slnf file";

    private const string Project = ".csproj";
    private const string Filter = ".slnf";
    private static readonly string[] s_solutions = [".slnx", ".sln"];

    /// <summary>The one file to restore: a project or a solution.</summary>
    public static string Root(string path)
    {
        var full = Path.GetFullPath(path);
        if (Directory.Exists(full))
            return InFolder(full, path);
        if (!File.Exists(full))
            throw new BadInputException($"'{path}' does not exist. Specify a project, a solution, or a folder with one.");
        return IsSolution(full) || HasExtension(full, Project) || HasExtension(full, Filter)
            ? full
            : throw new BadInputException($"'{path}' is neither a C# project nor a solution. Specify {Kinds}, or a folder with one.");
    }

    public static async Task<IReadOnlyList<string>> ProjectsAsync(string root, CancellationToken cancellationToken) =>
        [.. (await AllProjectsAsync(root, cancellationToken).ConfigureAwait(false)).Where(IsProject)];

    /// <summary>Includes projects in other languages.</summary>
    public static async Task<IReadOnlyList<string>> AllProjectsAsync(string root, CancellationToken cancellationToken)
    {
        if (HasExtension(root, Filter))
            return [.. SolutionFilter.Projects(root).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (!IsSolution(root))
            return [root];
        var folder = Path.GetDirectoryName(root)!;
        var (exitCode, output, error) = await DotNetCli.RunAsync(folder, ["sln", root, "list"], cancellationToken).ConfigureAwait(false);
        if (exitCode != 0)
            throw new BadInputException($"'dotnet sln list' cannot read '{root}':{Environment.NewLine}{output}{error}".TrimEnd());
        return
        [
            .. output
                .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Where(static line => line.EndsWith("proj", StringComparison.OrdinalIgnoreCase))
                .Select(line => Path.GetFullPath(line.Replace('\\', Path.DirectorySeparatorChar), folder))
                .Order(StringComparer.Ordinal),
        ];
    }

    private static string InFolder(string folder, string path)
    {
        // A solution includes the projects next to it, so it takes precedence. A filter is what somebody chooses.
        foreach (
            var found in new[]
            {
                Files(folder, IsSolution),
                Files(folder, static file => HasExtension(file, Project)),
                Files(folder, static file => HasExtension(file, Filter)),
            }
        )
        {
            if (found.Length == 1)
                return found[0];
            if (found.Length > 1)
                throw new BadInputException(
                    $"'{path}' contains more than one: {string.Join(", ", found.Select(Path.GetFileName))}. Specify which one."
                );
        }

        throw new BadInputException($"'{path}' has no C# project and no solution. Specify {Kinds}, or a folder with one.");
    }

    private static string[] Files(string folder, Predicate<string> isOne) =>
        [.. Directory.GetFiles(folder).Where(file => isOne(file)).Order(StringComparer.Ordinal)];

    public static bool IsProject(string path) => HasExtension(path, Project);

    private static bool IsSolution(string path) => Array.Exists(s_solutions, extension => HasExtension(path, extension));

    private static bool HasExtension(string path, string extension) => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase);
}
