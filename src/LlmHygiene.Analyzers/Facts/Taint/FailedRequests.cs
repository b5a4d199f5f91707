using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.Analyzers.Facts.Taint;

/// <summary>
/// Code that runs only after a request has failed: <c>if (!response.IsSuccessStatusCode)</c>. What such code reads is written by the
/// service, not by a model.
/// </summary>
internal static class FailedRequests
{
    private const string Status = "StatusCode";

    private static readonly string[] s_successes = ["IsSuccessStatusCode", "IsSuccessful"];

    private static readonly string[] s_goodStatuses = ["OK", "Created", "Accepted"];

    public static bool IsHandledAt(SyntaxNode place)
    {
        for (var node = place; node.Parent is { } parent && node is not MemberDeclarationSyntax; node = parent)
        {
            var isHandled = parent switch
            {
                IfStatementSyntax branch => node == branch.Statement && Says(branch.Condition, success: false),
                ElseClauseSyntax { Parent: IfStatementSyntax branch } => Says(branch.Condition, success: true),
                ConditionalExpressionSyntax choice => node == choice.WhenTrue && Says(choice.Condition, success: false)
                    || node == choice.WhenFalse && Says(choice.Condition, success: true),
                BlockSyntax block => block
                    .Statements.TakeWhile(statement => statement != node)
                    .OfType<IfStatementSyntax>()
                    .Any(static one => TextComparisons.Leaves(one.Statement) && Says(one.Condition, success: true)),
                _ => false,
            };
            if (isHandled)
                return true;
        }

        return false;
    }

    /// <summary>True for a condition that is true (or with <paramref name="success"/>, false) only if the request has failed.</summary>
    private static bool Says(ExpressionSyntax condition, bool success) =>
        condition switch
        {
            ParenthesizedExpressionSyntax { Expression: var inner } => Says(inner, success),
            PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression, Operand: var inner } => !success
                && IsSuccess(inner),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression } both => !success
                && (Says(both.Left, success) || Says(both.Right, success)),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalOrExpression } either => success
                ? Says(either.Left, success) || Says(either.Right, success)
                : Says(either.Left, success) && Says(either.Right, success),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression, Left: var left, Right: var right } => IsStatus(left)
                ? IsGood(right) == success
                : IsSuccess(left) && right.IsKind(SyntaxKind.FalseLiteralExpression) && !success,
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.NotEqualsExpression, Left: var left, Right: var right } => IsStatus(left)
                && IsGood(right)
                && !success,
            BinaryExpressionSyntax
            {
                RawKind: (int)SyntaxKind.GreaterThanOrEqualExpression,
                Left: CastExpressionSyntax { Expression: var cast }
            } => IsStatus(cast) && !success,
            IsPatternExpressionSyntax { Expression: var value, Pattern: var pattern } => IsStatus(value) && IsBad(pattern) && !success
                || IsSuccess(value) && pattern.ToString() == "false" && !success,
            _ => success && IsSuccess(condition),
        };

    private static bool IsSuccess(ExpressionSyntax value) => NameOf(value) is { } name && s_successes.Contains(name);

    private static bool IsStatus(ExpressionSyntax value) => NameOf(value) == Status;

    private static bool IsGood(ExpressionSyntax status) => NameOf(status) is { } name && s_goodStatuses.Contains(name);

    // `is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable`, `is not HttpStatusCode.OK`
    private static bool IsBad(PatternSyntax pattern) =>
        pattern switch
        {
            ConstantPatternSyntax { Expression: var status } => !IsGood(status),
            BinaryPatternSyntax { RawKind: (int)SyntaxKind.OrPattern } either => IsBad(either.Left) && IsBad(either.Right),
            UnaryPatternSyntax { Pattern: ConstantPatternSyntax { Expression: var status } } => IsGood(status),
            _ => false,
        };

    private static string? NameOf(ExpressionSyntax value) =>
        value switch
        {
            ParenthesizedExpressionSyntax { Expression: var inner } => NameOf(inner),
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } => name,
            ConditionalAccessExpressionSyntax { WhenNotNull: MemberBindingExpressionSyntax { Name.Identifier.ValueText: var name } } =>
                name,
            _ => null,
        };
}
