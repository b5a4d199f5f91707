using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace LlmHygiene.CodeFixes.Common;

/// <summary>
/// What all fixes share: a fix is looked for in the code as it is now, so that nothing is offered that would not apply, and is
/// written as edits of the original solution, so that Fix All can apply any number of them at once.
/// </summary>
public abstract class LlmCodeFixProvider : CodeFixProvider
{
    /// <inheritdoc/>
    public sealed override FixAllProvider? GetFixAllProvider() => SolutionFixAllProvider.Instance;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            foreach (var fix in await FindAsync(context.TextDocument, diagnostic, context.CancellationToken).ConfigureAwait(false))
            {
                var solution = context.TextDocument.Project.Solution;
                context.RegisterCodeFix(new SolutionChangeAction(fix.Title, fix.Key, solution, [fix]), diagnostic);
            }
        }
    }

    /// <summary>The fixes that fit, the best first; none where the code has changed since it was judged.</summary>
    internal abstract Task<IReadOnlyList<ProposedFix>> FindAsync(TextDocument document, Diagnostic diagnostic, CancellationToken cancellation);
}
