using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Prompt;

/// <summary>What a method of a query yields: what its selectors return, or the elements that it is given.</summary>
internal static class QueryResults
{
    // A method with one of these yields what the delegate returns. The first kind takes precedence.
    private static readonly ImmutableArray<ImmutableArray<string>> s_selectors = ImmutableArray.Create(
        ImmutableArray.Create("resultSelector"),
        ImmutableArray.Create("selector", "elementSelector", "converter", "func", "seed")
    );

    // What else becomes an element.
    private static readonly ImmutableArray<string> s_added = ImmutableArray.Create("element", "second", "defaultValue");

    // These only compare with the other elements.
    private static readonly ImmutableArray<string> s_comparing = ImmutableArray.Create("Except", "ExceptBy", "Intersect", "IntersectBy");

    /// <summary>
    /// True for a method that makes elements, one by one, of those of a collection, or hands them on: <c>Select</c>, <c>Where</c>.
    /// </summary>
    public static bool Is(IMethodSymbol method) =>
        method.ContainingNamespace?.ToDisplayString() == "System.Linq"
        || (method.Name == "ConvertAll" && method.ContainingType?.Name is "List" or "ImmutableList" or "Array");

    /// <summary>Delegates, whose results are yielded, collections, whose elements are yielded, and elements.</summary>
    public static IEnumerable<IOperation> Of(IInvocationOperation call)
    {
        foreach (var names in s_selectors)
            if (Arguments(call, names) is { Count: > 0 } selectors)
                return selectors;
        var source = call.Instance ?? call.Arguments.FirstOrDefault()?.Value;
        var added = s_comparing.Contains(call.TargetMethod.Name) ? [] : Arguments(call, s_added);
        return source is null || added.Contains(source) ? added : [source, .. added];
    }

    private static List<IOperation> Arguments(IInvocationOperation call, ImmutableArray<string> names) =>
        [
            .. call
                .Arguments.Where(argument =>
                    argument is { ArgumentKind: not ArgumentKind.DefaultValue, Parameter.Name: var name } && names.Contains(name)
                )
                .Select(argument => argument.Value),
        ];
}
