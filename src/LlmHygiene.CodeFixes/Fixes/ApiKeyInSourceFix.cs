using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Rules.Security;
using LlmHygiene.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.CodeFixes.Fixes;

/// <summary>LLMH6001: reads the key from the environment variable that the provider's own SDK reads.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ApiKeyInSourceFix))]
public sealed class ApiKeyInSourceFix : LlmCodeFixProvider
{
    private const string EnvironmentType = "System.Environment";
    private const string ReadMethod = "GetEnvironmentVariable";
    private const string ExceptionType = "System.InvalidOperationException";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create(RuleIds.ApiKeyInSource);

    internal override async Task<IReadOnlyList<ProposedFix>> FindAsync(
        TextDocument document,
        Diagnostic diagnostic,
        CancellationToken cancellation
    )
    {
        if (
            !diagnostic.Properties.TryGetValue(ApiKeyInSourceRule.Variable, out var variable)
            || variable is null
            || await ReportedNode.AtAsync(document, diagnostic, cancellation).ConfigureAwait(false) is not { Model: var model } reported
            || KeyAt(reported.Node, diagnostic) is not { } literal
            || model.Compilation.GetTypeByMetadataName(EnvironmentType) is not { } environment
            || model.Compilation.GetTypeByMetadataName(ExceptionType) is not { } missing
            || Constants.DeclarationAround(literal) is var (declaration, isMovable) && !isMovable
            || Constants.NeedsConstant(literal)
        )
            return [];

        var read = Read(
            variable,
            NameWriter.TypeName(environment, model, literal.SpanStart),
            NameWriter.TypeName(missing, model, literal.SpanStart)
        );
        var edits = new List<OptionsEdit>
        {
            new(reported.Document, literal, node => Replacement((LiteralExpressionSyntax)node, read), nameof(ApiKeyInSourceFix)),
        };
        if (declaration is not null)
            edits = [Constants.Moved(reported.Document, declaration, literal, node => Replacement((LiteralExpressionSyntax)node, read))];
        return
        [
            new ProposedFix(
                $"Read the key from {variable}",
                nameof(ApiKeyInSourceFix),
                (change, token) => OptionsEdit.ApplyAsync(edits, change, token)
            ),
        ];
    }

    // A literal that is the key and nothing else.
    private static LiteralExpressionSyntax? KeyAt(SyntaxNode node, Diagnostic diagnostic)
    {
        var literal = node.FirstAncestorOrSelf<LiteralExpressionSyntax>();
        if (literal is null || !literal.IsKind(SyntaxKind.StringLiteralExpression))
            return null;
        var span = diagnostic.Location.SourceSpan;
        var isWhole =
            span == literal.Span ? literal.Token.ValueText.IndexOfAny([' ', ';']) < 0 : span.Length == literal.Token.ValueText.Length;
        return isWhole ? literal : null;
    }

    private static ExpressionSyntax Read(string variable, TypeSyntax environment, TypeSyntax missing)
    {
        var value = SyntaxFactory.InvocationExpression(
            SyntaxFactory.MemberAccessExpression(
                SyntaxKind.SimpleMemberAccessExpression,
                environment,
                SyntaxFactory.IdentifierName(ReadMethod)
            ),
            Arguments(variable)
        );
        var thrown = SyntaxFactory.ThrowExpression(
            SyntaxFactory.Token(SyntaxKind.ThrowKeyword).WithTrailingTrivia(SyntaxFactory.Space),
            CreationText.New(missing, NameWriter.Text($"The environment variable {variable} is not set."))
        );
        return SyntaxFactory.BinaryExpression(
            SyntaxKind.CoalesceExpression,
            value,
            SyntaxFactory
                .Token(SyntaxKind.QuestionQuestionToken)
                .WithLeadingTrivia(SyntaxFactory.Space)
                .WithTrailingTrivia(SyntaxFactory.Space),
            thrown
        );
    }

    private static ArgumentListSyntax Arguments(string text) =>
        SyntaxFactory.ArgumentList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Argument(NameWriter.Text(text))));

    private static ExpressionSyntax Replacement(LiteralExpressionSyntax literal, ExpressionSyntax read) =>
        (
            literal.Parent
                is ArgumentSyntax
                    or EqualsValueClauseSyntax
                    or AssignmentExpressionSyntax
                    or ReturnStatementSyntax
                    or ArrowExpressionClauseSyntax
                ? read
                : SyntaxFactory.ParenthesizedExpression(read)
        ).WithTriviaFrom(literal);
}
