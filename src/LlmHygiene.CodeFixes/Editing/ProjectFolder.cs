using LlmHygiene.Analyzers.Common;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.CodeFixes.Editing;

/// <summary>Where a project's files lie.</summary>
internal static class ProjectFolder
{
    /// <summary>The folder's full path without a separator at its end; null for a project that is in memory only.</summary>
    public static string? Of(Project project)
    {
        if (Path.GetDirectoryName(project.FilePath) is { Length: > 0 } folder)
            return folder;
        return
            BuildProperties.ProjectDirectory(project.AnalyzerOptions.AnalyzerConfigOptionsProvider.GlobalOptions) is { Length: > 1 } given
            ? given.TrimEnd('/', '\\')
            : null;
    }
}
