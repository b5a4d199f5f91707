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
        if (RemovalOf(cause, model, cancellation) is not { } remove)
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
                AssignmentExpressionSyntax when model.GetOperation(ancestor, cancellation) is ISimpleAssignmentOperation assignment => (
                    MessageContent.TurnedOnBy(assignment, session.Catalog),
                    (IOperation)assignment
                ),
                InvocationExpressionSyntax when model.GetOperation(ancestor, cancellation) is IInvocationOperation invocation => (
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

    /// <summary>How the code is removed; null where its value is needed.</summary>
    private static Action<SyntaxEditor>? RemovalOf(ExpressionSyntax cause, SemanticModel model, CancellationToken cancellation)
    {
        switch (cause.Parent)
        {
            case InitializerExpressionSyntax initializer:
                return editor =>
                    editor.ReplaceNode(initializer.Parent!, (current, _) => WithoutMember(current, initializer.Expressions.IndexOf(cause)));
            case LambdaExpressionSyntax lambda:
                return RemovalOfArgument(lambda, model, cancellation);
            case MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax } access
                when cause is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax tag }:
                // `activity.SetTag(…).SetTag(…)`: the others stay.
                return editor =>
                    editor.ReplaceNode(
                        cause,
                        (current, _) =>
                            ((MemberAccessExpressionSyntax)((InvocationExpressionSyntax)current).Expression).Expression.WithTrailingTrivia(
                                tag.Expression.GetTrailingTrivia()
                            )
                    );
            case ConditionalAccessExpressionSyntax { Parent: ExpressionStatementSyntax statement } conditional
                when conditional.WhenNotNull == cause:
                return RemovalOf(statement, model, cancellation);
            case ExpressionStatementSyntax statement
                when cause
                    is InvocationExpressionSyntax
                    {
                        Expression: MemberAccessExpressionSyntax { Expression: InvocationExpressionSyntax others }
                    }:
                return editor =>
                    editor.ReplaceNode(
                        statement,
                        (current, _) =>
                            ((ExpressionStatementSyntax)current).WithExpression(
                                (
                                    (MemberAccessExpressionSyntax)
                                        ((InvocationExpressionSyntax)((ExpressionStatementSyntax)current).Expression).Expression
                                ).Expression.WithoutTrailingTrivia()
                            )
                    );
            case ExpressionStatementSyntax statement:
                return RemovalOf(statement, model, cancellation);
            default:
                return null;
        }
    }

    private static Action<SyntaxEditor>? RemovalOf(ExpressionStatementSyntax statement, SemanticModel model, CancellationToken cancellation)
    {
        switch (statement.Parent)
        {
            case BlockSyntax { Statements.Count: 1, Parent: LambdaExpressionSyntax lambda } block when !HasComments(block):
                return RemovalOfArgument(lambda, model, cancellation) ?? Remove;
            case BlockSyntax or SwitchSectionSyntax { Statements.Count: > 1 }:
                return Remove;
            case GlobalStatementSyntax top:
                return editor => RemoveLine(editor, top);
            default:
                return null;
        }

        void Remove(SyntaxEditor editor) => RemoveLine(editor, statement);
    }

    // The whole delegate is removed where the method works without one.
    private static Action<SyntaxEditor>? RemovalOfArgument(
        LambdaExpressionSyntax lambda,
        SemanticModel model,
        CancellationToken cancellation
    )
    {
        if (
            lambda.Parent is not ArgumentSyntax { Parent: ArgumentListSyntax list } argument
            || model.GetOperation(argument, cancellation) is not IArgumentOperation { Parameter.IsOptional: true }
        )
            return null;

        // The next argument would move into its position.
        var index = list.Arguments.IndexOf(argument);
        if (list.Arguments.Skip(index + 1).Any(next => next.NameColon is null))
            return null;
        return editor =>
            editor.ReplaceNode(
                list,
                (current, _) => ((ArgumentListSyntax)current).WithArguments(((ArgumentListSyntax)current).Arguments.RemoveAt(index))
            );
    }

    private static SyntaxNode WithoutMember(SyntaxNode creation, int index)
    {
        var initializer = creation.ChildNodes().OfType<InitializerExpressionSyntax>().First();
        if (initializer.Expressions.Count > 1)
        {
            var isLast = index == initializer.Expressions.Count - 1;
            var trail = initializer.Expressions[index].GetTrailingTrivia();
            var rest = initializer.Expressions.RemoveAt(index);
            if (isLast && rest.SeparatorCount < rest.Count)
                rest = rest.Replace(rest[rest.Count - 1], rest[rest.Count - 1].WithTrailingTrivia(trail));
            return creation.ReplaceNode(initializer, initializer.WithExpressions(rest));
        }

        var end = initializer.GetTrailingTrivia();
        switch (creation)
        {
            case ObjectCreationExpressionSyntax { ArgumentList: { } arguments } made:
                return made.WithInitializer(null).WithArgumentList(arguments.WithTrailingTrivia(end));
            case ObjectCreationExpressionSyntax made:
                return made.WithInitializer(null)
                    .WithType(made.Type.WithoutTrailingTrivia())
                    .WithArgumentList(SyntaxFactory.ArgumentList().WithTrailingTrivia(end));
            case ImplicitObjectCreationExpressionSyntax made:
                return made.WithInitializer(null).WithArgumentList(made.ArgumentList.WithTrailingTrivia(end));
            default:
                return creation.ReplaceNode(initializer, initializer.WithExpressions(default));
        }
    }

    private static bool HasComments(SyntaxNode node) => node.DescendantTrivia().Any(IsWritten);

    // Comments above the line stay, without the indentation of the removed line.
    private static void RemoveLine(SyntaxEditor editor, SyntaxNode line)
    {
        var lead = line.GetLeadingTrivia();
        if (!lead.Any(IsWritten))
        {
            editor.RemoveNode(line, SyntaxRemoveOptions.KeepUnbalancedDirectives);
            return;
        }

        if (lead.Last().IsKind(SyntaxKind.WhitespaceTrivia))
            editor.ReplaceNode(line, (current, _) => current.WithLeadingTrivia(lead.RemoveAt(lead.Count - 1)));
        editor.RemoveNode(line, SyntaxRemoveOptions.KeepLeadingTrivia | SyntaxRemoveOptions.KeepUnbalancedDirectives);
    }

    private static bool IsWritten(SyntaxTrivia trivia) =>
        !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia);
}
