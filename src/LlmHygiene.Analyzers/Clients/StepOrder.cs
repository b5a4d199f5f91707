using LlmHygiene.Analyzers.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.Analyzers.Clients;

/// <summary>Decides whether a step that a separate statement adds to a builder is added in every case.</summary>
internal static class StepOrder
{
    /// <summary>
    /// True for a step that is added whenever the builder is created, or whenever the client is used; false for a step under a condition,
    /// in a loop, or in other code.
    /// </summary>
    /// <param name="start">Where the builder is created.</param>
    /// <param name="use">Where the client is used; null where that does not matter.</param>
    public static bool IsAlways(SyntaxNode step, SyntaxNode start, SyntaxNode? use = null)
    {
        for (var node = step; node.Parent is { } parent; node = parent)
        {
            var isShared = start.IsWithin(parent) || use?.IsWithin(parent) == true;
            switch (parent)
            {
                case BlockSyntax or CompilationUnitSyntax when isShared:
                    return !MayLeave(parent, start, step);
                case StatementSyntax
                and not (BlockSyntax or ExpressionStatementSyntax or LocalDeclarationStatementSyntax or ReturnStatementSyntax):
                case ElseClauseSyntax or SwitchSectionSyntax or CatchClauseSyntax or FinallyClauseSyntax:
                case AnonymousFunctionExpressionSyntax or MemberDeclarationSyntax and not GlobalStatementSyntax:
                case SwitchExpressionArmSyntax:
                case ConditionalExpressionSyntax choice when choice.Condition != node:
                case BinaryExpressionSyntax both when both.Right == node && IsShort(both):
                    return start.IsWithin(node);
            }
        }

        return false;
    }

    private static bool IsShort(BinaryExpressionSyntax both) =>
        both.Kind() is SyntaxKind.LogicalAndExpression or SyntaxKind.LogicalOrExpression or SyntaxKind.CoalesceExpression;

    // `if (isPlain) return builder.Build();`
    private static bool MayLeave(SyntaxNode block, SyntaxNode start, SyntaxNode step) =>
        block
            .DescendantNodes(static node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
            .Any(node =>
                node is ReturnStatementSyntax or BreakStatementSyntax or ContinueStatementSyntax or GotoStatementSyntax
                && node.SpanStart < step.SpanStart
                && (node.SyntaxTree != start.SyntaxTree || node.SpanStart > start.Span.End)
            );
}
