using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Clients;

/// <summary>Uses of a collection, and of its elements, through which something can be put into it.</summary>
internal static class CollectedUses
{
    /// <summary>True for an element that is written in a way other than an assignment of its own.</summary>
    public static bool MayWrite(IOperation element)
    {
        var syntax = element.Syntax;
        while (syntax.Parent is ParenthesizedExpressionSyntax)
            syntax = syntax.Parent;
        return syntax.Parent is RefExpressionSyntax
            || element.Parent switch
            {
                IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } => true,
                // `all[0] += x`, `(all[0], y) = (x, z)`
                IAssignmentOperation assignment => assignment.Target == element,
                ITupleOperation tuple => IsTarget(tuple),
                // `all[0].Client = x`
                IMemberReferenceOperation member when member.Instance == element => member.Parent is IAssignmentOperation assignment
                    ? assignment.Target == member
                    : MayWrite(member),
                _ => false,
            };
    }

    private static bool IsTarget(ITupleOperation tuple)
    {
        IOperation outer = tuple;
        while (outer.Parent is ITupleOperation or IConversionOperation)
            outer = outer.Parent;
        return outer.Parent is IDeconstructionAssignmentOperation assignment && assignment.Target == outer;
    }

    /// <summary>True for a method that returns a place that can be written to: <c>all.AsSpan()[0] = x</c>.</summary>
    public static bool YieldsReference(IMethodSymbol method) =>
        method.ReturnsByRef
        || method.ReturnType
            is { IsRefLikeType: true, Name: not "ReadOnlySpan" }
                or { Name: "Memory" or "ArraySegment" or "LinkedListNode" };

    /// <summary>The variable that a pattern makes another name of the collection: <c>all is { } same</c>.</summary>
    public static ISymbol? NameIn(IPatternOperation pattern) =>
        pattern switch
        {
            IDeclarationPatternOperation { DeclaredSymbol: { } name } => name,
            IRecursivePatternOperation { DeclaredSymbol: { } name } => name,
            IListPatternOperation { DeclaredSymbol: { } name } => name,
            IBinaryPatternOperation both => NameIn(both.LeftPattern) ?? NameIn(both.RightPattern),
            _ => null,
        };
}
