using LlmHygiene.Analyzers.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Tracking;

/// <summary>The code that runs from top to bottom, apart from branches and loops.</summary>
internal static class Functions
{
    /// <summary>The lambda whose result a task has: <c>Task.Run(() => x)</c>; null for any other call.</summary>
    public static LambdaExpressionSyntax? RunBy(IInvocationOperation call) =>
        call.TargetMethod is { Name: "Run", IsGenericMethod: true } method && method.ContainingType.IsTask() && call.Arguments.Length > 0
            ? call.Arguments[0].Value.WithoutConversion() is IDelegateCreationOperation { Target.Syntax: LambdaExpressionSyntax lambda }
                ? lambda
                : null
            : null;

    /// <summary>True for a function with labels, where the order of the text is not the order in which it runs.</summary>
    public static bool HasJumps(SyntaxNode function) =>
        function.DescendantNodes().Any(static node => node is GotoStatementSyntax or LabeledStatementSyntax);

    /// <summary>
    /// True for a statement that runs whenever the use does, and before it: in a block around the use, or in a block that runs as a part of
    /// that. Both are in one function, and that has no jumps.
    /// </summary>
    public static bool RunsBefore(SyntaxNode expression, SyntaxNode use)
    {
        if (expression.Parent is not ExpressionStatementSyntax statement || statement.Span.End > use.SpanStart)
            return false;
        var block = statement.Parent;
        while (block is BlockSyntax && !block.Span.Contains(use.Span))
        {
            var outer = block.Parent;
            while (outer is UsingStatementSyntax or LockStatementSyntax or CheckedStatementSyntax)
                outer = outer.Parent;
            block = outer;
        }

        return block is BlockSyntax || (block is GlobalStatementSyntax && use.FirstAncestorOrSelf<GlobalStatementSyntax>() is not null);
    }

    /// <summary>The method, accessor, lambda or local function around a node; the file for a top-level statement.</summary>
    public static SyntaxNode? Around(SyntaxNode node) =>
        node.Ancestors()
            .FirstOrDefault(static ancestor =>
                ancestor
                    is AnonymousFunctionExpressionSyntax
                        or LocalFunctionStatementSyntax
                        or BaseMethodDeclarationSyntax
                        or AccessorDeclarationSyntax
                        or CompilationUnitSyntax
            );
}
