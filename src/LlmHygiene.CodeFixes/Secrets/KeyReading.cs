using LlmHygiene.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.CodeFixes.Secrets;

/// <summary>The code that reads a key when the program runs, in place of a literal.</summary>
/// <param name="Value">The expression in place of the literal, with parentheses where they are needed.</param>
/// <param name="Constant">The constant whose value the literal is, and which becomes a variable; null where there is none.</param>
internal sealed record KeyReading(ExpressionSyntax Value, SyntaxNode? Constant)
{
    private const string EnvironmentType = "System.Environment";
    private const string ReadMethod = "GetEnvironmentVariable";
    private const string ExceptionType = "System.InvalidOperationException";

    /// <summary>Null where the language needs a constant.</summary>
    public static KeyReading? For(LiteralExpressionSyntax literal, string variable, SemanticModel model)
    {
        if (
            model.Compilation.GetTypeByMetadataName(EnvironmentType) is not { } environment
            || model.Compilation.GetTypeByMetadataName(ExceptionType) is not { } missing
            || Constants.DeclarationAround(literal) is var (declaration, isMovable) && !isMovable
            || Constants.NeedsConstant(literal)
        )
            return null;
        var read = Read(
            variable,
            NameWriter.TypeName(environment, model, literal.SpanStart),
            NameWriter.TypeName(missing, model, literal.SpanStart)
        );
        return new KeyReading(NeedsParentheses(literal) ? SyntaxFactory.ParenthesizedExpression(read) : read, declaration);
    }

    private static ExpressionSyntax Read(string variable, TypeSyntax environment, TypeSyntax missing)
    {
        var value = SyntaxFactory.InvocationExpression(
            SyntaxFactory.MemberAccessExpression(
                SyntaxKind.SimpleMemberAccessExpression,
                environment,
                SyntaxFactory.IdentifierName(ReadMethod)
            ),
            SyntaxFactory.ArgumentList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Argument(NameWriter.Text(variable))))
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

    private static bool NeedsParentheses(LiteralExpressionSyntax literal) =>
        literal.Parent
            is not (
                ArgumentSyntax
                or EqualsValueClauseSyntax
                or AssignmentExpressionSyntax
                or ReturnStatementSyntax
                or ArrowExpressionClauseSyntax
            );
}
