using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;

namespace LlmHygiene.CodeFixes.Editing;

/// <summary>Applies fixes, in an IDE and in <c>dotnet format</c>.</summary>
internal sealed class SolutionChangeAction(string title, string? key, Solution solution, IReadOnlyList<ProposedFix> fixes) : CodeAction
{
    /// <summary>The kind of workspace in which <c>dotnet format</c> runs.</summary>
    public const string WorkspaceOfFormat = "MSBuildWorkspace";

    public override string Title => title;

    public override string? EquivalenceKey => key;

    // An IDE shows a preview before it applies anything, so nothing may be saved for it.
    protected override async Task<IEnumerable<CodeActionOperation>> ComputePreviewOperationsAsync(CancellationToken cancellationToken) =>
        [new ApplyChangesOperation((await SolutionChange.OfAsync(solution, fixes, cancellationToken).ConfigureAwait(false)).Changed())];

    protected override async Task<IEnumerable<CodeActionOperation>> ComputeOperationsAsync(CancellationToken cancellationToken)
    {
        var change = await SolutionChange.OfAsync(solution, fixes, cancellationToken).ConfigureAwait(false);
        if (solution.Workspace.Kind != WorkspaceOfFormat)
            return [new ApplyChangesOperation(change.Changed())];
        Save(change);
        return [new ApplyChangesOperation(change.Changed(withNewFiles: false))];
    }

    protected override async Task<Solution?> GetChangedSolutionAsync(CancellationToken cancellationToken) =>
        (await SolutionChange.OfAsync(solution, fixes, cancellationToken).ConfigureAwait(false)).Changed();

    // This workspace saves C# files, rejects new additional files, and silently drops configuration changes.
    [SuppressMessage("MicrosoftCodeAnalysisCorrectness", "RS1035", Justification = "A fix may change files; an analyzer may not.")]
    private static void Save(SolutionChange change)
    {
        foreach (var (path, text) in change.FilesOutsideOfProjects())
        {
            if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
                Directory.CreateDirectory(folder);
            using var writer = new StreamWriter(
                path,
                append: false,
                text.Encoding ?? new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false)
            );
            text.Write(writer);
        }
    }
}
