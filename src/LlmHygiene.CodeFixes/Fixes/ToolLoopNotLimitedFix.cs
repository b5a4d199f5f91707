using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts.Resilience;
using LlmHygiene.CodeFixes.Editing;
using LlmHygiene.CodeFixes.Resilience;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.CodeFixes.Fixes;

/// <summary>LLMH5006: states the limit of rounds that a tool loop has by default, so that it can be seen and changed.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ToolLoopNotLimitedFix))]
public sealed class ToolLoopNotLimitedFix : LlmCodeFixProvider
{
    private const string Parameter = "client";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create(RuleIds.ToolLoopNotLimited);

    internal override async Task<IReadOnlyList<ProposedFix>> FindAsync(
        TextDocument document,
        Diagnostic diagnostic,
        CancellationToken cancellation
    )
    {
        if (
            await MadeClientNode.AtAsync(document, diagnostic, cancellation).ConfigureAwait(false) is not { } client
            || ToolLoop.WithoutLimit(client.Operation, client.Chain)
                is not { Rounds: { } rounds, Row: { Member: { } member, Configure: var configure } }
            || Changed(client.Syntax, configure, member, rounds) is not { } change
        )
            return [];
        var edit = new OptionsEdit(client.Document, client.Syntax, change, member);
        return
        [
            new ProposedFix(
                $"State {member} = {rounds}, the default",
                nameof(ToolLoopNotLimitedFix),
                (solution, stop) => OptionsEdit.ApplyAsync([edit], solution, stop)
            ),
        ];
    }

    private static Func<SyntaxNode, SyntaxNode>? Changed(ExpressionSyntax made, string? configure, string member, int rounds)
    {
        var number = SyntaxFactory.LiteralExpression(SyntaxKind.NumericLiteralExpression, SyntaxFactory.Literal(rounds));
        if (configure is null)
            return made is BaseObjectCreationExpressionSyntax
                ? node => CreationText.WithMember((BaseObjectCreationExpressionSyntax)node, member, number)
                : null;
        if (made is not InvocationExpressionSyntax { ArgumentList.Arguments: var arguments })
            return null;
        // A delegate that is there already is completed only where it has a block.
        foreach (var argument in arguments)
            if (argument.Expression is LambdaExpressionSyntax lambda)
                return lambda is SimpleLambdaExpressionSyntax { Block: not null }
                    ? node => WithStatement((InvocationExpressionSyntax)node, member, number)
                    : null;
        return arguments.All(argument => argument.NameColon?.Name.Identifier.ValueText != configure)
            ? node => WithDelegate((InvocationExpressionSyntax)node, configure, member, number)
            : null;
    }

    private static SyntaxNode WithStatement(InvocationExpressionSyntax call, string member, ExpressionSyntax number)
    {
        var lambda = call
            .ArgumentList.Arguments.Select(static argument => argument.Expression)
            .OfType<SimpleLambdaExpressionSyntax>()
            .First();
        var block = lambda.Block!;
        var statement = SyntaxFactory.ExpressionStatement(Limit(lambda.Parameter.Identifier.ValueText, member, number));
        statement = block.Statements is [.., var last]
            ? statement.WithTriviaFrom(last)
            : statement.WithLeadingTrivia(SyntaxFactory.Space).WithTrailingTrivia(SyntaxFactory.Space);
        return call.ReplaceNode(block, block.AddStatements(statement));
    }

    // `configure: client => client.MaximumIterationsPerRequest = 40`
    private static SyntaxNode WithDelegate(InvocationExpressionSyntax call, string configure, string member, ExpressionSyntax number) =>
        ArgumentText.Add(
            call,
            ArgumentText.Named(
                configure,
                SyntaxFactory
                    .SimpleLambdaExpression(
                        SyntaxFactory.Parameter(SyntaxFactory.Identifier(Parameter).WithTrailingTrivia(SyntaxFactory.Space)),
                        block: null,
                        Limit(Parameter, member, number)
                    )
                    .WithArrowToken(SyntaxFactory.Token(SyntaxKind.EqualsGreaterThanToken).WithTrailingTrivia(SyntaxFactory.Space))
            )
        );

    private static AssignmentExpressionSyntax Limit(string target, string member, ExpressionSyntax number) =>
        SyntaxFactory.AssignmentExpression(
            SyntaxKind.SimpleAssignmentExpression,
            SyntaxFactory.MemberAccessExpression(
                SyntaxKind.SimpleMemberAccessExpression,
                SyntaxFactory.IdentifierName(target),
                SyntaxFactory.IdentifierName(member)
            ),
            SyntaxFactory.Token(SyntaxKind.EqualsToken).WithLeadingTrivia(SyntaxFactory.Space).WithTrailingTrivia(SyntaxFactory.Space),
            number
        );
}
