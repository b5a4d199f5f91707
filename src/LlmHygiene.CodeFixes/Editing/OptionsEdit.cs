using Microsoft.CodeAnalysis;

namespace LlmHygiene.CodeFixes.Editing;

/// <summary>One change of one node, for a <see cref="SolutionChange"/>.</summary>
/// <param name="Change">Creates the new node from the current one, which other fixes may have changed.</param>
/// <param name="Member">The name of the member that is set; each member of a node is set only once.</param>
internal sealed record OptionsEdit(Document Document, SyntaxNode Node, Func<SyntaxNode, SyntaxNode> Change, string Member)
{
    public static async Task ApplyAsync(IEnumerable<OptionsEdit> edits, SolutionChange change, CancellationToken cancellation)
    {
        foreach (var edit in edits)
        {
            // Each call that shares an options object would otherwise write to it.
            if (!change.Claim((edit.Document.Id, edit.Node.Span, edit.Node.RawKind, edit.Member)))
                continue;
            var editor = await change.EditorOfAsync(edit.Document.Id, cancellation).ConfigureAwait(false);
            editor.ReplaceNode(edit.Node, (current, _) => NameWriter.Shorten(edit.Change(current)));
            foreach (var import in NameWriter.Imports(edit.Change(edit.Node)))
                await change.AddUsingAsync(edit.Document, edit.Node.SpanStart, import, cancellation).ConfigureAwait(false);
        }
    }
}
