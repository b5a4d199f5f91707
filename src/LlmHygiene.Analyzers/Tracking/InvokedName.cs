using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.Analyzers.Tracking;

/// <summary>The name in an invocation. It is what most rules look at, and for most invocations all that they look at.</summary>
internal static class InvokedName
{
    /// <summary>Null for an invocation without a name, such as a call of the result of another call.</summary>
    public static string? Of(SyntaxNode invocation) => OfExpression(((InvocationExpressionSyntax)invocation).Expression);

    /// <summary>The name of the member that is assigned to; null where there is none.</summary>
    public static string? OfTarget(SyntaxNode assignment) => OfExpression(((AssignmentExpressionSyntax)assignment).Left);

    private static string? OfExpression(ExpressionSyntax expression)
    {
        // `client!.Ask()`, `(options).Member = value`, `(ask)(…)`
        while (true)
        {
            switch (expression)
            {
                case MemberAccessExpressionSyntax access:
                    return access.Name.Identifier.ValueText;
                case SimpleNameSyntax name:
                    return name.Identifier.ValueText;
                case MemberBindingExpressionSyntax binding:
                    return binding.Name.Identifier.ValueText;
                case AliasQualifiedNameSyntax alias:
                    return alias.Name.Identifier.ValueText;
                case ParenthesizedExpressionSyntax parenthesized:
                    expression = parenthesized.Expression;
                    break;
                case PostfixUnaryExpressionSyntax suppressed:
                    expression = suppressed.Operand;
                    break;
                default:
                    return null;
            }
        }
    }
}
