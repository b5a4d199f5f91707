using Microsoft.CodeAnalysis;

namespace LlmHygiene.CodeFixes.Editing;

/// <summary>The innermost node of a C# file at the location of a diagnostic, in the current code.</summary>
internal sealed record ReportedNode(Document Document, SyntaxNode Node, SemanticModel Model)
{
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
