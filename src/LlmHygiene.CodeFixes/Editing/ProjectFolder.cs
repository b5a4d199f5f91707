using LlmHygiene.Analyzers.Common;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.CodeFixes.Editing;

/// <summary>The folder of a project.</summary>
internal static class ProjectFolder
{
    /// <summary>The folder's full path without a trailing separator; null for a project that exists only in memory.</summary>
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
