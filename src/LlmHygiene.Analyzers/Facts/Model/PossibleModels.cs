using LlmHygiene.Analyzers.Clients;
using LlmHygiene.Analyzers.Clients.Configuration;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Model;

/// <summary>A model that a call runs on in some case: a fallback, an element of a list, one of several.</summary>
internal sealed record PossibleModel(string Id, SyntaxNode Place);

/// <summary>Finds the constants among the values that the model of a call can have.</summary>
internal sealed class PossibleModels(ValueTracker values)
{
    private const int MaxDepth = 6;
    private const int MaxNamed = 12;

    private readonly List<PossibleModel> _found = [];
    private readonly HashSet<SyntaxNode> _seen = [];

    public static IReadOnlyList<PossibleModel> Of(ModelFact model, ValueTracker values)
    {
        var search = new PossibleModels(values);
        foreach (var statement in model.Statements)
            search.Add(statement, MaxDepth);
        return search._found;
    }

    /// <summary>All models that the call can run on; empty where a value is not known, or where they are too many to name.</summary>
    public static IReadOnlyList<string> AllOf(IReadOnlyList<IOperation> statements, ValueTracker values)
    {
        var found = new List<string>();
        foreach (var statement in statements)
        {
            if (values.Trace(statement).Constants is not { Count: > 0 } constants)
                return [];
            found.AddRange(constants.Except(found));
        }

        found.Sort(StringComparer.Ordinal);
        return found.Count <= MaxNamed && found.TrueForAll(static id => id.Length > 0) ? found : [];
    }

    private void Add(IOperation value, int depth)
    {
        if (depth == 0)
            return;
        foreach (var origin in values.Trace(value).Origins)
        {
            if (origin.Kind == OriginKind.Constant)
                AddConstant(origin.Operation);
            else if (ConfigurationReader.FallbackOf(origin.Operation) is { } fallback)
                Add(fallback, depth - 1);
            else if (origin.Kind != OriginKind.Null && ElementAccess.CollectionOf(origin.Operation, values.Scope) is { } collection)
                AddElements(ElementAccess.Source(collection, values.Scope), depth - 1);
        }
    }

    private void AddConstant(IOperation constant)
    {
        if (
            constant.ConstantValue is { HasValue: true, Value: string { Length: > 0 } id }
            && WrittenPlace.Of(constant, values.Scope) is var place
            && _seen.Add(place)
        )
            _found.Add(new PossibleModel(id, place));
    }

    private void AddElements(IOperation collection, int depth)
    {
        if (depth == 0)
            return;
        foreach (var origin in values.Trace(collection).Origins)
        foreach (var element in ElementsOf(origin.Operation.WithoutConversion()))
            if (ElementAccess.IsCollection(element.WithoutConversion().Type))
                AddElements(element, depth - 1);
            else
                Add(element, depth - 1);
    }

    private static IEnumerable<IOperation> ElementsOf(IOperation made) =>
        made switch
        {
            IArrayCreationOperation { Initializer: { } items } => items.ElementValues,
            IArrayInitializerOperation items => items.ElementValues,
            IObjectCreationOperation creation => creation
                .Arguments.Select(static argument => argument.Value)
                .Where(static value => ElementAccess.IsCollection(value.WithoutConversion().Type))
                .Concat((creation.Initializer?.Initializers.AsEnumerable() ?? []).Select(ItemOf).OfType<IOperation>()),
            _ when Collections.IsCollectionExpression(made) => Collections.ElementsOf(made),
            // `ImmutableArray.Create("…", "…")`
            IInvocationOperation { Instance: null, TargetMethod.IsExtensionMethod: false, Type: var type } call
                when ElementAccess.IsCollection(type) => call.Arguments.Select(static argument => argument.Value),
            _ => [],
        };

    // `{ "a", "b" }`, `{ ["fast"] = "a" }`, `{ { "fast", "a" } }`
    private static IOperation? ItemOf(IOperation part) =>
        part switch
        {
            ISimpleAssignmentOperation { Value: var value } => value,
            IInvocationOperation { Arguments: [.., { Value: var last }] } => last,
            _ => null,
        };
}
