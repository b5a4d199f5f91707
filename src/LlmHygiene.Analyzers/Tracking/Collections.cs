using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Tracking;

/// <summary>
/// Collection expressions. The oldest supported Roslyn has no operation of its own for them and for spreads, but it has their
/// children.
/// </summary>
internal static class Collections
{
    /// <summary>
    /// True for <c>[a, b]</c>, and for what the compiler makes of <c>f(a, b)</c> where the parameter of f is a span or list of them.
    /// </summary>
    public static bool IsCollectionExpression(IOperation value) =>
        value.Syntax is CollectionExpressionSyntax || value.Parent is IArgumentOperation { ArgumentKind: > ArgumentKind.DefaultValue };

    /// <summary>The elements, and of a spread what it spreads.</summary>
    public static IEnumerable<IOperation> ElementsOf(IOperation collection) =>
        collection.ChildOperations.SelectMany(child =>
            child.Syntax is SpreadElementSyntax ? child.ChildOperations.AsEnumerable() : [child]
        );
}
