using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.CodeFixes.Editing;

/// <summary>Edits of additional files: prompt files, settings files, Razor files.</summary>
internal static class AdditionalFileEdits
{
    /// <summary>
    /// Edits the file in one step. Several fixes may do so in one change; edits that touch those of another fix are not made.
    /// </summary>
    /// <param name="edits">Edits of the original text.</param>
    public static async Task AddAsync(
        TextDocument document,
        SolutionChange change,
        IReadOnlyList<TextChange> edits,
        CancellationToken cancellation
    )
    {
        var all = change.Shared((document.Id, nameof(AdditionalFileEdits)), static () => new List<TextChange>());
        if (all.Exists(other => edits.Any(edit => other.Equals(edit) || other.Span.OverlapsWith(edit.Span))))
            return;
        all.AddRange(edits);
        var original = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        change.WriteAdditionalFile(
            document.Project.Id,
            document.FilePath!,
            original.WithChanges(all.OrderBy(static one => one.Span.Start))
        );
    }
}
