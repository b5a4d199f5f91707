using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.CodeFixes.Editing;

/// <summary>The innermost node of a C# file at the location of a diagnostic, in the current code.</summary>
internal sealed record ReportedNode(Document Document, SyntaxNode Node, SemanticModel Model)
{
    /// <summary>
    /// Where the mistake is written: above the call, or in its pipeline, if the diagnostic is at the call and names that place of the same
    /// file; else the location of the diagnostic. Null where the place no longer exists.
    /// </summary>
    public async Task<(SyntaxNode Node, TextSpan Span)?> WhereWrittenAsync(Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (
            diagnostic.AdditionalLocations is not [{ IsInSource: true } written]
            || written.SourceTree?.FilePath != Node.SyntaxTree.FilePath
        )
            return (Node, diagnostic.Location.SourceSpan);
        var root = await Node.SyntaxTree.GetRootAsync(cancellation).ConfigureAwait(false);
        return root.FullSpan.Contains(written.SourceSpan)
            ? (root.FindNode(written.SourceSpan, getInnermostNodeForTie: true), written.SourceSpan)
            : null;
    }

    /// <summary>Null for other files, and where the location no longer exists.</summary>
    public static async Task<ReportedNode?> AtAsync(TextDocument file, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var span = diagnostic.Location.SourceSpan;
        return
            file is Document document
            && await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is { } root
            && root.FullSpan.Contains(span)
            && await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is { } model
            ? new(document, root.FindNode(span, getInnermostNodeForTie: true), model)
            : null;
    }
}
