using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts.Blocking;
using LlmHygiene.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.CodeFixes.Fixes;

/// <summary>LLMH5002: awaits the call where the code around it is asynchronous already.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CallBlocksFix))]
public sealed class CallBlocksFix : LlmCodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create(RuleIds.CallBlocks);

    internal override async Task<IReadOnlyList<ProposedFix>> FindAsync(
        TextDocument document,
        Diagnostic diagnostic,
        CancellationToken cancellation
    )
    {
        if (
            await ReportedNode.AtAsync(document, diagnostic, cancellation).ConfigureAwait(false) is not { } reported
            || reported.Node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } syntax
            // Any call: an HTTP request to a model is no call of an SDK.
            || reported.Model.FindOperation(syntax, cancellation) is not IInvocationOperation call
            || BlockingWait.Of(call) is not { Operation.Syntax: ExpressionSyntax blocking }
            || !MayAwait(blocking)
            || AwaitingEdit(reported.Document, blocking) is not { } edit
        )
            return [];
        return [new ProposedFix("Await the call", nameof(CallBlocksFix), (change, stop) => OptionsEdit.ApplyAsync([edit], change, stop))];
    }

    // Each form is read again from the current node, which other fixes may have changed.
    private static OptionsEdit? AwaitingEdit(Document document, ExpressionSyntax blocking)
    {
        if (blocking.Parent is ForEachStatementSyntax loop && loop.Expression == blocking && ReceiverOf(blocking) is not null)
            return new OptionsEdit(document, loop, static node => Streamed((ForEachStatementSyntax)node), nameof(CallBlocksFix));
        return WaitedIn(blocking) is null || IsPartOfConditionalAccess(blocking)
            ? null
            : new OptionsEdit(document, blocking, static node => Awaited((ExpressionSyntax)node), nameof(CallBlocksFix));
    }

    private static SyntaxNode Streamed(ForEachStatementSyntax loop) =>
        loop.WithAwaitKeyword(SyntaxFactory.Token(SyntaxKind.AwaitKeyword).WithTrailingTrivia(SyntaxFactory.Space))
            .WithForEachKeyword(loop.ForEachKeyword.WithLeadingTrivia())
            .WithExpression(ReceiverOf(loop.Expression)!.WithTriviaFrom(loop.Expression))
            .WithLeadingTrivia(loop.GetLeadingTrivia());

    private static SyntaxNode Awaited(ExpressionSyntax blocking)
    {
        ExpressionSyntax awaited = SyntaxFactory.AwaitExpression(
            SyntaxFactory.Token(SyntaxKind.AwaitKeyword).WithTrailingTrivia(SyntaxFactory.Space),
            WaitedIn(blocking)!.WithoutLeadingTrivia()
        );
        // `client.GetResponseAsync(…).Result.Text`
        if (
            blocking.Parent
            is MemberAccessExpressionSyntax
                or ElementAccessExpressionSyntax
                or ConditionalAccessExpressionSyntax
                or PostfixUnaryExpressionSyntax
                or InvocationExpressionSyntax
                or CastExpressionSyntax
        )
            awaited = SyntaxFactory.ParenthesizedExpression(awaited);
        return awaited.WithTriviaFrom(blocking);
    }

    // `client?.GetResponseAsync(…).Result.Text`: the call is only a part of the conditional access, so it cannot be awaited alone.
    private static bool IsPartOfConditionalAccess(ExpressionSyntax blocking) =>
        blocking.GetFirstToken().Parent
            is MemberBindingExpressionSyntax
                or BracketedArgumentListSyntax { Parent: ElementBindingExpressionSyntax };

    // What `.Result`, `.Wait()` and `.GetAwaiter().GetResult()` wait for.
    private static ExpressionSyntax? WaitedIn(ExpressionSyntax blocking) =>
        blocking switch
        {
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Result" } result => result.Expression,
            InvocationExpressionSyntax
            {
                ArgumentList.Arguments.Count: 0,
                Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Wait" } wait
            } => wait.Expression,
            InvocationExpressionSyntax
            {
                Expression: MemberAccessExpressionSyntax
                {
                    Name.Identifier.ValueText: "GetResult",
                    Expression: InvocationExpressionSyntax
                    {
                        Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetAwaiter" } awaiter
                    }
                }
            } => awaiter.Expression,
            _ => null,
        };

    private static ExpressionSyntax? ReceiverOf(ExpressionSyntax blocking) =>
        blocking
            is InvocationExpressionSyntax
            {
                ArgumentList.Arguments.Count: 0,
                Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ToBlockingEnumerable" } access
            }
            ? access.Expression
            : null;

    // In an asynchronous function or a top-level statement, and not in a lock or a query.
    private static bool MayAwait(SyntaxNode node)
    {
        for (var around = node.Parent; around is not null; around = around.Parent)
            switch (around)
            {
                case LockStatementSyntax or QueryExpressionSyntax or UnsafeStatementSyntax:
                    return false;
                case AnonymousFunctionExpressionSyntax function:
                    return function.AsyncKeyword.IsKind(SyntaxKind.AsyncKeyword);
                case LocalFunctionStatementSyntax local:
                    return local.Modifiers.Any(SyntaxKind.AsyncKeyword);
                case MethodDeclarationSyntax method:
                    return method.Modifiers.Any(SyntaxKind.AsyncKeyword);
                case GlobalStatementSyntax:
                    return true;
                case MemberDeclarationSyntax or AccessorDeclarationSyntax:
                    return false;
            }

        return false;
    }
}
