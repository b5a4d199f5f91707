using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Telemetry;

/// <summary>
/// Whether the execution of an operation depends on a condition: an <c>if</c>, an early return, <c>#if</c>, or a condition around the calls
/// of its method.
/// </summary>
internal static class Guards
{
    public static bool IsGuarded(IOperation operation, SourceScope scope, SdkCatalog catalog)
    {
        var providers = new ProviderChoice(scope, catalog);
        return HasGuardAround(operation, providers)
            || IsInConditionalCode(operation.Syntax)
            || IsMethodGuarded(operation, scope, providers);
    }

    private static bool HasGuardAround(IOperation operation, ProviderChoice providers)
    {
        var child = operation;
        for (var parent = operation.Parent; parent is not null; child = parent, parent = parent.Parent)
        {
            switch (parent)
            {
                case IConditionalOperation { Condition: var condition } when child == condition || IsNoDecision(condition):
                case IConditionalOperation or ISwitchCaseOperation or ISwitchExpressionArmOperation when providers.Is(parent, child):
                    break;
                case IConditionalOperation or ISwitchCaseOperation or ISwitchExpressionArmOperation or ICoalesceOperation:
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } both
                    when child == both.RightOperand && !IsNoDecision(both.LeftOperand):
                case IBlockOperation block when IsLeftBefore(block, child, providers):
                    return true;
            }
        }

        return false;
    }

    // `if (!options.RecordContent) return;`
    private static bool IsLeftBefore(IBlockOperation block, IOperation statement, ProviderChoice providers)
    {
        foreach (var operation in block.Operations)
        {
            if (operation == statement)
                return false;
            if (
                operation is IConditionalOperation { Condition: var condition } choice
                && !IsNoDecision(condition)
                && choice.Descendants().Any(inner => inner is IReturnOperation or IBranchOperation or IThrowOperation)
                && !providers.IsBefore(choice, statement)
            )
                return true;
        }

        return false;
    }

    // A check whether an activity exists and has a listener is not a decision about content.
    private static bool IsNoDecision(IOperation condition) =>
        condition switch
        {
            IConversionOperation conversion => IsNoDecision(conversion.Operand),
            IParenthesizedOperation parenthesized => IsNoDecision(parenthesized.Operand),
            IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not => IsNoDecision(not.Operand),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } both => IsNoDecision(
                both.LeftOperand
            ) && IsNoDecision(both.RightOperand),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } comparison => IsNull(
                comparison.LeftOperand
            )
                || IsNull(comparison.RightOperand)
                || (comparison.RightOperand.ConstantValue is { HasValue: true, Value: bool } && IsNoDecision(comparison.LeftOperand)),
            IIsPatternOperation { Pattern: var pattern } => IsNullTest(pattern),
            IConditionalAccessOperation access => IsNoDecision(access.WhenNotNull),
            IPropertyReferenceOperation { Property: { Name: "IsAllDataRequested" or "Recorded", ContainingType.Name: "Activity" } } => true,
            IInvocationOperation { TargetMethod: { Name: "HasListeners", ContainingType.Name: "ActivitySource" } } => true,
            _ => false,
        };

    private static bool IsNull(IOperation value) => value.WithoutConversion().ConstantValue is { HasValue: true, Value: null };

    private static bool IsNullTest(IPatternOperation pattern) =>
        pattern switch
        {
            IConstantPatternOperation constant => IsNull(constant.Value),
            INegatedPatternOperation negated => IsNullTest(negated.Pattern),
            IDeclarationPatternOperation => true,
            IRecursivePatternOperation { PropertySubpatterns.IsEmpty: true, DeconstructionSubpatterns.IsEmpty: true } => true,
            _ => false,
        };

    // Between `#if` and `#endif`.
    private static bool IsInConditionalCode(SyntaxNode node)
    {
        var root = node.SyntaxTree.GetRoot();
        if (!root.ContainsDirectives)
            return false;
        var depth = 0;
        for (
            var directive = root.GetFirstDirective();
            directive is not null && directive.SpanStart < node.SpanStart;
            directive = directive.GetNextDirective()
        )
        {
            if (directive.IsKind(SyntaxKind.IfDirectiveTrivia))
                depth++;
            else if (directive.IsKind(SyntaxKind.EndIfDirectiveTrivia))
                depth--;
        }

        return depth > 0;
    }

    private static bool IsMethodGuarded(IOperation operation, SourceScope scope, ProviderChoice providers)
    {
        var declaration = operation.Syntax.FirstAncestorOrSelf<SyntaxNode>(node =>
            node is LocalFunctionStatementSyntax or MethodDeclarationSyntax
        );
        if (declaration is null || operation.SemanticModel?.GetDeclaredSymbol(declaration) is not IMethodSymbol method)
            return false;
        if (method.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "ConditionalAttribute"))
            return true;
        return scope.IsTooCommon(method)
            || scope
                .References(ValueTracker.WithAbstractions(method), method.Name)
                .Any(call => HasGuardAround(call, providers) || IsInConditionalCode(call.Syntax));
    }
}
