using LlmHygiene.Analyzers.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Calls;

/// <summary>Code that binds to an SDK method and does not call it.</summary>
internal static class LookAlikes
{
    /// <summary>A lambda that becomes an expression tree is data. Mocks are set up this way.</summary>
    public static bool IsInExpressionTree(IInvocationOperation invocation, KnownTypes known)
    {
        if (known.ExpressionTree is null)
            return false;
        for (IOperation? operation = invocation; operation is not null; operation = operation.Parent)
        {
            if (
                operation is IAnonymousFunctionOperation { Parent: var target }
                && SymbolEqualityComparer.Default.Equals(target?.Type?.OriginalDefinition, known.ExpressionTree)
            )
                return true;
        }

        return false;
    }
}
