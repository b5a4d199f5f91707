using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Resilience;

/// <summary>
/// How often a client class of the project repeats its inner client: a <c>for</c> loop around
/// <c>return await base.GetResponseAsync(…)</c> whose <c>catch</c> goes on with the next attempt.
/// </summary>
internal sealed class OwnRetries(ValueTracker values, IReadOnlyCollection<string> exceptions)
{
    /// <summary>The attempts for one call; 1 for a class that has no loop, null where the number is not known.</summary>
    /// <param name="method">The method of the client that is called, or the extension with the same name.</param>
    public int? Of(INamedTypeSymbol type, string method)
    {
        var attempts = 1;
        foreach (var member in type.GetMembers(method))
        foreach (var declared in member.DeclaringSyntaxReferences)
        {
            if (declared.GetSyntax(values.Scope.Cancellation) is not MethodDeclarationSyntax declaration)
                continue;
            foreach (var loop in declaration.DescendantNodes().Where(static node => node.IsLoop()))
            {
                if (!loop.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call => InvokedName.Of(call) == method))
                    continue;
                if (
                    attempts > 1
                    || values.Scope.OperationOf(loop) is not IForLoopOperation counted
                    || AttemptsOf(counted, method) is not { } n
                )
                    return null;
                attempts = n;
            }
        }

        return attempts;
    }

    // `for (var attempt = 0; attempt < 3; attempt++) { try { return await base.GetResponseAsync(…); } catch (Exception) { … } }`
    private int? AttemptsOf(IForLoopOperation loop, string method)
    {
        if (
            loop.Before is not [IVariableDeclarationGroupOperation { Declarations: [{ Declarators: [var counter] }] }]
            || Integer(counter.GetVariableInitializer()?.Value) is not { } start
            || loop.AtLoopBottom is not [IExpressionStatementOperation { Operation: IIncrementOrDecrementOperation step }]
            || step.Kind != OperationKind.Increment
            || loop.Condition is not IBinaryOperation { LeftOperand: var left, RightOperand: var right } condition
            || left.WithoutConversion() is not ILocalReferenceOperation { Local: var compared }
            || !SymbolEqualityComparer.Default.Equals(compared, counter.Symbol)
            || Integer(right) is not { } end
        )
            return null;
        var attempts = condition.OperatorKind switch
        {
            BinaryOperatorKind.LessThan => end - start,
            BinaryOperatorKind.LessThanOrEqual => end - start + 1,
            _ => 0,
        };
        var tries = loop.Body.Descendants().OfType<ITryOperation>().ToList();
        return
            attempts > 1
            && tries is [{ Finally: null } once]
            && once.Body.Descendants().OfType<IInvocationOperation>().Any(call => call.TargetMethod.Name == method)
            && once.Catches.Any(handler => GoesOn(handler, counter.Symbol))
            ? attempts
            : null;
    }

    private int? Integer(IOperation? value) => value is null ? null : TimeSpanReader.Integer(value, values);

    // What the SDK throws reaches the end of the handler, and with it the next attempt, except after the last one.
    private bool GoesOn(ICatchClauseOperation handler, ILocalSymbol counter) =>
        (
            handler.ExceptionType is not { SpecialType: SpecialType.None } caught
            || Containers.FullName(caught) == "System.Exception"
            || exceptions.Contains(Containers.FullName(caught))
        )
        && (handler.Filter is null || AsksOnlyFor(handler.Filter, counter))
        && !handler.Handler.Descendants().Any(static operation => operation is IBranchOperation { BranchKind: not BranchKind.Continue })
        && handler
            .Handler.Descendants()
            .All(operation =>
                operation is not (IThrowOperation or IReturnOperation) || (AroundOf(operation) is { } asked && AsksOnlyFor(asked, counter))
            );

    private static IOperation? AroundOf(IOperation operation)
    {
        for (var around = operation.Parent; around is not null and not ICatchClauseOperation; around = around.Parent)
            if (around is IConditionalOperation { Condition: var condition })
                return condition;
        return null;
    }

    // `when (attempt < 3)`, `if (attempt == 2) throw;`
    private static bool AsksOnlyFor(IOperation condition, ILocalSymbol counter) =>
        condition
            is IBinaryOperation
            {
                LeftOperand: var left,
                OperatorKind: not (BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr)
            }
        && left.WithoutConversion() is ILocalReferenceOperation { Local: var local }
        && SymbolEqualityComparer.Default.Equals(local, counter);
}
