using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.CodeFixes.Editing;

/// <summary>
/// Which <c>.editorconfig</c> a setting is written into: one for all projects, as a maintainer keeps it, not one in each.
/// </summary>
internal static class EditorConfigPlace
{
    private const string Name = ".editorconfig";

    /// <returns>The file's full path; null for a project that is in memory only.</returns>
    public static async Task<string?> OfAsync(Project project, string key, CancellationToken cancellation)
    {
        if (ProjectFolder.Of(project) is not { } home)
            return null;
        var root = Root(project, home);
        string? outermost = null;
        foreach (var (path, document) in Existing(project, home, root))
        {
            var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
            // What is nearer to the code wins, so the setting is changed where it is.
            if (EditorConfigText.Has(text, key))
                return path;
            outermost = path;
            if (EditorConfigText.IsRoot(text))
                break;
        }

        return outermost ?? Path.Combine(root, Name);
    }

    // The files that apply to the project, the nearest first. One above the repository belongs to the user.
    private static IEnumerable<(string Path, TextDocument Document)> Existing(Project project, string home, string root) =>
        project
            .AnalyzerConfigDocuments.Where(document => string.Equals(Path.GetFileName(document.FilePath), Name, StringComparison.Ordinal))
            .Select(document => (Path: document.FilePath!, Document: (TextDocument)document))
            .Where(one => IsIn(home, Path.GetDirectoryName(one.Path)!) && IsIn(Path.GetDirectoryName(one.Path)!, root))
            .OrderByDescending(static one => one.Path.Length);

    private static string Root(Project project, string home) =>
        Repository(home)
        ?? (Path.GetDirectoryName(project.Solution.FilePath) is { Length: > 0 } solution && IsIn(home, solution) ? solution : home);

    [SuppressMessage("MicrosoftCodeAnalysisCorrectness", "RS1035", Justification = "A fix may look at files; an analyzer may not.")]
    private static string? Repository(string folder)
    {
        // In a worktree and in a submodule it is a file.
        for (var at = folder; !string.IsNullOrEmpty(at); at = Path.GetDirectoryName(at))
            if (Directory.Exists(Path.Combine(at, ".git")) || File.Exists(Path.Combine(at, ".git")))
                return at;
        return null;
    }

    private static bool IsIn(string folder, string outer) =>
        folder.Equals(outer, StringComparison.Ordinal)
        || folder.StartsWith(outer.TrimEnd('/', '\\') + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
