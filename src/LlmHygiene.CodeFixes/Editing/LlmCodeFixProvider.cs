using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace LlmHygiene.CodeFixes.Editing;

/// <summary>
/// What all fixes share: a fix is looked for in the code as it is now, so that nothing is offered that would not apply, and is
/// written as edits of the original solution, so that Fix All can apply any number of them at once.
/// </summary>
/// <remarks>
/// One provider for one rule. <c>dotnet format</c> takes the first fix that is offered and applies Fix All with its key: where
/// not every diagnostic has the same best fix, the first fix of each has the key of the provider, and the others keys of their own.
/// </remarks>
public abstract class LlmCodeFixProvider : CodeFixProvider
{
    /// <inheritdoc/>
    public sealed override FixAllProvider? GetFixAllProvider() => SolutionFixAllProvider.Instance;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        // `dotnet format` hands over what the same analyzer reports of other rules, too.
        foreach (var diagnostic in context.Diagnostics.Where(diagnostic => FixableDiagnosticIds.Contains(diagnostic.Id)))
        {
            foreach (var fix in await FindAsync(context.TextDocument, diagnostic, context.CancellationToken).ConfigureAwait(false))
            {
                var solution = context.TextDocument.Project.Solution;
                context.RegisterCodeFix(new SolutionChangeAction(fix.Title, fix.Key, solution, [fix]), diagnostic);
            }
        }
    }

    /// <summary>The fixes that fit, the best first; none where the code has changed since it was judged.</summary>
    internal abstract Task<IReadOnlyList<ProposedFix>> FindAsync(
        TextDocument document,
        Diagnostic diagnostic,
        CancellationToken cancellation
    );
}
