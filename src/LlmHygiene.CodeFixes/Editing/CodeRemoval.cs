using LlmHygiene.Analyzers.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.CodeFixes.Editing;

/// <summary>Removes an assignment or a call, with the statement or the part of an initializer that it is.</summary>
internal static class CodeRemoval
{
    /// <summary>How the code is removed; null where its value is needed.</summary>
    public static Action<SyntaxEditor>? Of(ExpressionSyntax cause, SemanticModel model, CancellationToken cancellation)
    {
        switch (cause.Parent)
        {
            case InitializerExpressionSyntax initializer:
                return editor => editor.ReplaceNode(initializer.Parent!, (current, _) => WithoutMember(current, cause));
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
            || model.FindOperation(argument, cancellation) is not IArgumentOperation { Parameter.IsOptional: true }
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

    // Another fix may have removed a member before it.
    private static SyntaxNode WithoutMember(SyntaxNode creation, ExpressionSyntax cause)
    {
        var initializer = creation.ChildNodes().OfType<InitializerExpressionSyntax>().First();
        var index = initializer.Expressions.IndexOf(member => member.IsEquivalentTo(cause, topLevel: false));
        if (index < 0)
            return creation;
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
