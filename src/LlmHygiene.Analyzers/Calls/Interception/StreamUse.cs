using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Calls.Interception;

/// <summary>What code does with a stream that a call returns.</summary>
internal static class StreamUse
{
    /// <summary>
    /// True where the code is seen to read nothing but the chunks: in a loop, or through the interface of streams. Everything else might
    /// use other members of the class.
    /// </summary>
    public static bool IsOnlyEnumerated(IInvocationOperation call) => IsEnumerated(call, followLocals: true);

    private static bool IsEnumerated(IOperation value, bool followLocals)
    {
        var parent = value.Parent;
        switch (parent)
        {
            case IConversionOperation { Type: { } target } when StreamResult.IsInterface(target):
                return true;
            // The conversion of a loop's collection to its own type.
            case IConversionOperation { Conversion.IsIdentity: true }:
                return IsEnumerated(parent, followLocals);
            case IForEachLoopOperation loop when loop.Collection == value:
                return true;
            // What the compiler generates for a loop.
            case IInvocationOperation { TargetMethod.Name: "GetAsyncEnumerator" or "GetEnumerator" } call when call.Instance == value:
                return true;
            case IConditionalOperation choice when choice.Condition != value:
                return IsEnumerated(parent, followLocals);
            case IConditionalAccessOperation { WhenNotNull: var access } when access == value:
                return IsEnumerated(parent, followLocals);
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } when followLocals:
                return AreUsesEnumerated(local, value);
            case ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } when followLocals && IsAssigned(target):
                return AreUsesEnumerated(target.Local, value);
            default:
                return false;
        }
    }

    private static bool AreUsesEnumerated(ILocalSymbol local, IOperation from)
    {
        var root = from;
        while (root.Parent is not null)
            root = root.Parent;
        foreach (var operation in root.Descendants())
            if (
                operation is ILocalReferenceOperation reference
                && SymbolEqualityComparer.Default.Equals(reference.Local, local)
                && !IsAssigned(reference)
                && !IsEnumerated(reference, followLocals: false)
            )
                return false;
        return true;
    }

    // The assignment is a statement, so its value is not used.
    private static bool IsAssigned(ILocalReferenceOperation local) =>
        local.Parent is ISimpleAssignmentOperation { IsRef: false, Parent: IExpressionStatementOperation } assignment
        && assignment.Target == local;
}
