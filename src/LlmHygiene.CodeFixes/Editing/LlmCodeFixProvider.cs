using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace LlmHygiene.CodeFixes.Editing;

/// <summary>
/// The base class of all fixes. A fix is determined from the current code, so that nothing is offered that would not apply. It is expressed
/// as edits of the original solution, so that Fix All can apply any number of fixes at once.
/// </summary>
/// <remarks>
/// There is one provider per rule. <c>dotnet format</c> takes the first fix that is offered and applies Fix All with its key. Where not
/// every diagnostic has the same best fix, the first fix of each diagnostic has the key of the provider, and the other fixes have keys of
/// their own.
/// </remarks>
public abstract class LlmCodeFixProvider : CodeFixProvider
{
    /// <inheritdoc/>
    public sealed override FixAllProvider? GetFixAllProvider() => SolutionFixAllProvider.Instance;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        // `dotnet format` also passes diagnostics of other rules of the same analyzer.
        foreach (var diagnostic in context.Diagnostics.Where(diagnostic => FixableDiagnosticIds.Contains(diagnostic.Id)))
        {
            foreach (var fix in await FindAsync(context.TextDocument, diagnostic, context.CancellationToken).ConfigureAwait(false))
            {
                var solution = context.TextDocument.Project.Solution;
                context.RegisterCodeFix(new SolutionChangeAction(fix.Title, fix.Key, solution, [fix]), diagnostic);
            }
        }
    }

    /// <summary>The fixes that apply, the best first; empty where the code has changed since the diagnostic was reported.</summary>
    internal abstract Task<IReadOnlyList<ProposedFix>> FindAsync(
        TextDocument document,
        Diagnostic diagnostic,
        CancellationToken cancellation
    );
}
