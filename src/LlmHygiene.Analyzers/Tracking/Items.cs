using LlmHygiene.Analyzers.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Tracking;

/// <summary>
/// What the collections of .NET do with their items: which operations take one out, put one in, or pass all of them on. Everything else
/// that is done to a collection is unknown.
/// </summary>
internal static class Items
{
    /// <summary>True for a collection of .NET, whose items are only those that are put into it.</summary>
    public static bool IsCollection(ITypeSymbol? type) =>
        type is IArrayTypeSymbol { Rank: 1 }
        || (
            type is INamedTypeSymbol { DeclaringSyntaxReferences.Length: 0, Name: not "PriorityQueue", ContainingNamespace: { } space }
            && space.ToDisplayString()
                is "System.Collections.Generic"
                    or "System.Collections.Concurrent"
                    or "System.Collections.Immutable"
                    or "System.Collections.Frozen"
                    or "System.Collections.ObjectModel"
        );

    /// <summary>True for an item to which the code makes a reference: <c>ref var x = ref all[0]</c>, also in a choice.</summary>
    public static bool IsByReference(IOperation item) =>
        item.Syntax.Ancestors().TakeWhile(static node => node is ExpressionSyntax).Any(static node => node is RefExpressionSyntax);

    /// <summary>The collection that a value is taken out of; null for any other value.</summary>
    public static IOperation? CollectionOf(IOperation value)
    {
        var collection = value switch
        {
            IArrayElementReferenceOperation { ArrayReference: var array, Indices.Length: 1 } => array,
            IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } indexed } => indexed,
            IImplicitIndexerReferenceOperation { Instance: var indexed } => indexed,
            IInvocationOperation call
                when TakesOut(call.TargetMethod.Name) && IsOfFramework(call) && call.TargetMethod.Parameters.All(IsNoFunction) =>
                CallReceiver.Of(call),
            _ => null,
        };
        return collection?.WithoutConversion() is { } found && IsCollection(found.Type) && !YieldsPart(value) ? found : null;
    }

    // An item of a dictionary is a pair, and a range of an array is another array.
    private static bool YieldsPart(IOperation value) =>
        value.Type is null or { Name: "KeyValuePair" }
        || value is IArrayElementReferenceOperation { Indices: [{ Type.Name: "Range" }] }
        || value is IImplicitIndexerReferenceOperation { Argument.Type.Name: "Range" };

    private static bool IsNoFunction(IParameterSymbol parameter) => parameter.Type.TypeKind != TypeKind.Delegate;

    private static bool TakesOut(string method) =>
        method is "First" or "Last" or "Single" or "ElementAt" or "Dequeue" or "Peek" or "Pop" || TakesOutOrDefault(method);

    /// <summary>True for a method that yields the default of the type where there is no item.</summary>
    public static bool TakesOutOrDefault(string method) =>
        method is "FirstOrDefault" or "LastOrDefault" or "SingleOrDefault" or "ElementAtOrDefault";

    /// <summary>The collection from which a method takes the value of an <c>out</c> argument: <c>TryGetValue(key, out x)</c>.</summary>
    public static IOperation? CollectionOfOut(IArgumentOperation argument) =>
        argument is { Parameter.RefKind: RefKind.Out, Parent: IInvocationOperation { Instance: { } collection } call }
        && call.TargetMethod.Name is "TryGetValue" or "TryDequeue" or "TryPeek" or "TryPop" or "TryTake"
        && IsCollection(collection.WithoutConversion().Type)
            ? collection
            : null;

    /// <summary>The collection whose items a query or a copy has too; null for any other call.</summary>
    public static IOperation? SourceOf(IInvocationOperation call) =>
        (PassesOn(call.TargetMethod.Name) || CopiesValues(call)) && IsOfFramework(call) ? CallReceiver.Of(call) : null;

    // `all.ToFrozenDictionary()` of a dictionary has its values, and `all.ToDictionary(one => one.Name)` the items of a list.
    private static bool CopiesValues(IInvocationOperation call) =>
        call.TargetMethod is { Name: "ToDictionary" or "ToFrozenDictionary" or "ToImmutableDictionary" or "ToImmutableSortedDictionary" }
        && CallReceiver.Of(call)?.WithoutConversion().Type is { } source
        && IsCollection(source)
        && call.TargetMethod.Parameters.Count(static parameter => !IsNoFunction(parameter)) == (IsOfPairs(source) ? 0 : 1);

    private static bool IsOfPairs(ITypeSymbol collection) => collection is INamedTypeSymbol { TypeArguments.Length: > 1 };

    // Other methods of the same name may do anything.
    private static bool IsOfFramework(IInvocationOperation call) =>
        IsQuery(call)
        || call.TargetMethod is { OriginalDefinition.DeclaringSyntaxReferences.Length: 0, ContainingNamespace: { } space }
            && (
                space.ToDisplayString().StartsWith("System.Collections", StringComparison.Ordinal)
                || call.TargetMethod is { Name: "ToString", ContainingType.SpecialType: SpecialType.System_Object }
            );

    private static bool PassesOn(string method) =>
        method
            is "Where"
                or "OrderBy"
                or "OrderByDescending"
                or "ThenBy"
                or "ThenByDescending"
                or "Reverse"
                or "Skip"
                or "Take"
                or "Distinct"
                or "AsEnumerable"
                or "AsReadOnly"
                or "ToList"
                or "ToArray"
                or "ToHashSet"
                or "ToImmutableArray"
                or "ToImmutableList";

    /// <summary>The function that makes an item of each item: <c>all.Select(one => …)</c>; null for any other call.</summary>
    public static LambdaExpressionSyntax? SelectedBy(IInvocationOperation call) =>
        call.TargetMethod.Name == "Select" && IsQuery(call)
            ? call.Arguments[call.Arguments.Length - 1].Value.WithoutConversion()
                is IDelegateCreationOperation { Target.Syntax: LambdaExpressionSyntax lambda }
                ? lambda
                : null
            : null;

    /// <summary>The collection whose items a lambda of a query gets one by one; null for any other parameter.</summary>
    public static IOperation? CollectionOf(IParameterSymbol parameter, SourceScope scope) =>
        parameter is { Ordinal: 0, ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } lambda }
        && scope.DelegateOf(lambda) is { Parent: IArgumentOperation { Parent: IInvocationOperation call } }
        && IsQuery(call)
        && call.TargetMethod.Name is not ("Aggregate" or "Zip" or "Join" or "GroupJoin" or "SelectMany")
        && CallReceiver.Of(call)?.WithoutConversion() is { } collection
        && IsCollection(collection.Type)
        && collection.Type is not INamedTypeSymbol { TypeArguments.Length: > 1 }
            ? collection
            : null;

    /// <summary>The item that a call puts into the collection, or all items of another one; null for a call that puts none in.</summary>
    public static (IOperation Value, bool IsMany)? PutIn(IInvocationOperation call) =>
        !IsOfFramework(call)
            ? null
            : call switch
            {
                { TargetMethod.Name: "Add" or "TryAdd" or "Enqueue" or "Push" or "Insert" } when Last(call) is { } item => (item, false),
                { TargetMethod.Name: "AddRange" or "InsertRange" or "UnionWith" } when Last(call) is { } items => (items, true),
                _ => null,
            };

    private static IOperation? Last(IInvocationOperation call) =>
        call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == call.TargetMethod.Parameters.Length - 1)?.Value;

    /// <summary>True for a step of a query, which leaves the collection as it is.</summary>
    public static bool IsQuery(IInvocationOperation call) => call.TargetMethod.ContainingNamespace?.ToDisplayString() == "System.Linq";

    /// <summary>True for a call that neither puts an item in nor hands the collection on.</summary>
    public static bool OnlyReads(IInvocationOperation call) =>
        IsOfFramework(call)
        && (
            TakesOut(call.TargetMethod.Name)
            || PassesOn(call.TargetMethod.Name)
            || CopiesValues(call)
            || LeavesItems(call.TargetMethod.Name)
        );

    private static bool LeavesItems(string method) =>
        method
            is "TryGetValue"
                or "TryDequeue"
                or "TryPeek"
                or "TryPop"
                or "TryTake"
                or "Remove"
                or "RemoveAt"
                or "Clear"
                or "Contains"
                or "ContainsKey"
                or "Count"
                or "Any"
                or "IndexOf"
                or "GetEnumerator"
                or "ForEach"
                or "ToString";

    /// <summary>True for a type through which no item can be put in.</summary>
    public static bool IsReadOnly(ITypeSymbol? type) =>
        type is { Name: var name }
        && (
            name.StartsWith("IReadOnly", StringComparison.Ordinal)
            || name.StartsWith("ReadOnly", StringComparison.Ordinal)
            || name.StartsWith("Immutable", StringComparison.Ordinal)
            || name.StartsWith("Frozen", StringComparison.Ordinal)
            || name == "IEnumerable"
        );
}
