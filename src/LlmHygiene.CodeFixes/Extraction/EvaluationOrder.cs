using LlmHygiene.Analyzers.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.CodeFixes.Extraction;

/// <summary>
/// Whether values in the middle of a statement stay the same, and are evaluated as often, when they are evaluated before it.
/// </summary>
internal static class EvaluationOrder
{
    /// <param name="argument">The expression that the values are parts of.</param>
    /// <param name="anchor">The statement, or the function with the expression body.</param>
    public static bool MayPrecede(ExpressionSyntax argument, SyntaxNode anchor, IReadOnlyList<Hole> holes, SemanticModel model)
    {
        if (holes.Any(hole => argument.Span.Contains(hole.Expression.Span) && UsesLocalOf(anchor, hole.Expression, model)))
            return false;
        var earlier = new List<ExpressionSyntax>();
        SyntaxNode child = argument;
        for (var node = argument.Parent; node is not null; child = node, node = node.Parent)
        {
            if (node == anchor)
                return IsEvaluatedOnce(anchor) && earlier.All(expression => AllowsEarlier(expression, holes, model));
            if (node is ArrowExpressionClauseSyntax)
                continue;
            if (!AddEarlier(node, child, earlier))
                return false;
        }

        return false;
    }

    private static bool IsEvaluatedOnce(SyntaxNode anchor) =>
        anchor is not (WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax);

    // Adds what is evaluated before the child; false where the child may not be evaluated at all.
    private static bool AddEarlier(SyntaxNode node, SyntaxNode child, List<ExpressionSyntax> earlier)
    {
        switch (node)
        {
            case ArgumentSyntax
            or AwaitExpressionSyntax
            or ParenthesizedExpressionSyntax
            or CastExpressionSyntax
            or MemberAccessExpressionSyntax
            or PostfixUnaryExpressionSyntax
            or PrefixUnaryExpressionSyntax
            or EqualsValueClauseSyntax
            or VariableDeclaratorSyntax
            or VariableDeclarationSyntax { Variables.Count: 1 }:
                return true;
            case BaseArgumentListSyntax list:
                earlier.AddRange(list.Arguments.TakeWhile(other => other != child).Select(other => other.Expression));
                return true;
            case InvocationExpressionSyntax invocation:
                if (child != invocation.Expression && invocation.Expression is not SimpleNameSyntax)
                    earlier.Add(invocation.Expression is MemberAccessExpressionSyntax access ? access.Expression : invocation.Expression);
                return true;
            case ElementAccessExpressionSyntax element:
                if (child != element.Expression)
                    earlier.Add(element.Expression);
                return true;
            case BinaryExpressionSyntax binary:
                if (child == binary.Left)
                    return true;
                earlier.Add(binary.Left);
                return !binary.IsKind(SyntaxKind.LogicalAndExpression)
                    && !binary.IsKind(SyntaxKind.LogicalOrExpression)
                    && !binary.IsKind(SyntaxKind.CoalesceExpression);
            case AssignmentExpressionSyntax assignment:
                if (child == assignment.Left || assignment.IsKind(SyntaxKind.CoalesceAssignmentExpression))
                    return false;
                if (!assignment.IsKind(SyntaxKind.SimpleAssignmentExpression) || assignment.Left is not IdentifierNameSyntax)
                    earlier.Add(assignment.Left);
                return true;
            case BaseObjectCreationExpressionSyntax creation:
                if (child == creation.Initializer && creation.ArgumentList is { } arguments)
                    earlier.AddRange(arguments.Arguments.Select(other => other.Expression));
                return true;
            case InitializerExpressionSyntax initializer:
                earlier.AddRange(initializer.Expressions.TakeWhile(other => other != child));
                return true;
            case ConditionalExpressionSyntax conditional:
                return child == conditional.Condition;
            case ConditionalAccessExpressionSyntax conditional:
                return child == conditional.Expression;
            case SwitchExpressionSyntax switched:
                return child == switched.GoverningExpression;
            default:
                return false;
        }
    }

    private static bool AllowsEarlier(ExpressionSyntax expression, IReadOnlyList<Hole> holes, SemanticModel model)
    {
        var least = holes.Count == 0 ? Purity.Stable : holes.Min(hole => hole.Purity);
        if (least == Purity.Stable || model.GetSymbolInfo(expression).Symbol is INamespaceOrTypeSymbol)
            return true;
        var other = Purities.Of(model.FindOperation(expression));
        return least == Purity.Pure ? other >= Purity.Pure : other == Purity.Stable;
    }

    // `Ask(Read(out var name), $"Greet {name}.")`
    private static bool UsesLocalOf(SyntaxNode anchor, ExpressionSyntax value, SemanticModel model) =>
        value
            .DescendantNodesAndSelf()
            .OfType<IdentifierNameSyntax>()
            .Any(name =>
                model.GetSymbolInfo(name).Symbol is { Kind: SymbolKind.Local or SymbolKind.RangeVariable } local
                && local.DeclaringSyntaxReferences.Any(reference =>
                    anchor.Span.Contains(reference.Span) && !value.Span.Contains(reference.Span)
                )
            );
}
