using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Prompt;

/// <summary>What a method of a query yields: what its selectors return, or the elements that it is given.</summary>
internal static class QueryResults
{
    // A method with one of these parameters yields what its argument returns. The first line takes precedence.
    private static readonly ImmutableArray<ImmutableArray<string>> s_selectors = ImmutableArray.Create(
        ImmutableArray.Create("resultSelector"),
        ImmutableArray.Create("selector", "elementSelector", "converter", "func", "seed")
    );

    // Parameters whose arguments are yielded as well.
    private static readonly ImmutableArray<string> s_added = ImmutableArray.Create("element", "second", "defaultValue");

    // These methods only compare with the elements of their second argument.
    private static readonly ImmutableArray<string> s_comparing = ImmutableArray.Create("Except", "ExceptBy", "Intersect", "IntersectBy");

    /// <summary>
    /// True for a method that creates its elements from those of a collection, or passes them on: <c>Select</c>, <c>Where</c>.
    /// </summary>
    public static bool Is(IMethodSymbol method) =>
        method.ContainingNamespace?.ToDisplayString() == "System.Linq"
        || (method.Name == "ConvertAll" && method.ContainingType?.Name is "List" or "ImmutableList" or "Array");

    /// <summary>Delegates whose results are yielded, collections whose elements are yielded, and single elements.</summary>
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
