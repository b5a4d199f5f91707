using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Cancellation;

/// <summary>Whether a call can be cancelled.</summary>
internal enum CancellationState
{
    Passed,
    NotPassed,

    /// <summary>No overload of the method takes a token.</summary>
    Impossible,
}

internal static class CancellationResolver
{
    public static CancellationState Resolve(IInvocationOperation invocation, KnownTypes known)
    {
        foreach (var argument in invocation.Arguments)
        {
            if (
                IsToken(argument.Parameter?.Type, known)
                && argument.ArgumentKind != ArgumentKind.DefaultValue
                && !IsNoToken(argument.Value)
            )
                return CancellationState.Passed;
        }

        if (HasTokenOnStream(invocation))
            return CancellationState.Passed;
        var method = invocation.TargetMethod;
        return method
            .ContainingType.GetMembers(method.Name)
            .OfType<IMethodSymbol>()
            .Any(overload => overload.Parameters.Any(parameter => IsToken(parameter.Type, known)))
            ? CancellationState.NotPassed
            : CancellationState.Impossible;
    }

    private static bool IsToken(ITypeSymbol? type, KnownTypes known) =>
        SymbolEqualityComparer.Default.Equals(type, known.CancellationToken);

    // `default` and `CancellationToken.None`
    private static bool IsNoToken(IOperation value)
    {
        value = value.WithoutConversion();
        return value
            is IDefaultValueOperation
                or ILiteralOperation
                or IPropertyReferenceOperation { Property: { IsStatic: true, Name: "None", ContainingType.Name: "CancellationToken" } };
    }

    // `await foreach (var update in client.GetStreamingResponseAsync(…).WithCancellation(token))`
    private static bool HasTokenOnStream(IInvocationOperation call)
    {
        for (
            IOperation? parent = call.Parent;
            parent is IArgumentOperation or IInvocationOperation or IConversionOperation;
            parent = parent.Parent
        )
            if (parent is IInvocationOperation { TargetMethod.Name: "WithCancellation" })
                return true;
        return false;
    }
}
