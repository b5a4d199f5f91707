using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts.Telemetry;
using LlmHygiene.Analyzers.Rules.Reporting;
using LlmHygiene.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.CodeFixes.Fixes;

/// <summary>
/// LLMH3004: removes code that always records message content. The environment variable of each SDK can still enable it where needed.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ContentInTelemetryFix))]
public sealed class ContentInTelemetryFix : LlmCodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create(RuleIds.ContentInTelemetry);

    internal override async Task<IReadOnlyList<ProposedFix>> FindAsync(
        TextDocument file,
        Diagnostic diagnostic,
        CancellationToken cancellation
    )
    {
        if (
            await ReportedNode.AtAsync(file, diagnostic, cancellation).ConfigureAwait(false) is not var (document, node, model)
            || CompilationSession.Of(model.Compilation, document.Project.AnalyzerOptions) is not { Catalog.HasSdks: true } session
            || Find(node, model, session, cancellation) is not { } found
        )
        {
            return [];
        }

        var (cause, name) = found;
        if (CodeRemoval.Of(cause, model, cancellation) is not { } remove)
            return [];
        var title =
            cause is InvocationExpressionSyntax && name.StartsWith("gen_ai.", StringComparison.Ordinal)
                ? $"Do not record '{name}'"
                : $"Remove '{name}', so that the environment decides";
        return
        [
            new(
                title,
                nameof(ContentInTelemetryFix),
                async (change, token) => remove(await change.EditorOfAsync(document.Id, token).ConfigureAwait(false))
            ),
        ];
    }

    private static (ExpressionSyntax Cause, string Name)? Find(
        SyntaxNode node,
        SemanticModel model,
        CompilationSession session,
        CancellationToken cancellation
    )
    {
        foreach (var ancestor in node.AncestorsAndSelf().OfType<ExpressionSyntax>())
        {
            var (name, operation) = ancestor switch
            {
                AssignmentExpressionSyntax when model.FindOperation(ancestor, cancellation) is ISimpleAssignmentOperation assignment => (
                    MessageContent.TurnedOnBy(assignment, session.Catalog),
                    (IOperation)assignment
                ),
                InvocationExpressionSyntax when model.FindOperation(ancestor, cancellation) is IInvocationOperation invocation => (
                    MessageContent.SentBy(invocation, session.Catalog),
                    invocation
                ),
                _ => default,
            };
            if (name is not null)
                return Guards.IsGuarded(operation, session.ScopeOf(model, cancellation), session.Catalog) ? null : (ancestor, name);
        }

        return null;
    }
}
