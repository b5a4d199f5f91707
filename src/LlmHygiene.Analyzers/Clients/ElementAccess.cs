using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Clients;

/// <summary>Finds the collection that a value is taken out of: by an index, by a method, by <c>foreach</c>, by <c>out</c>.</summary>
internal static class ElementAccess
{
    private const int MaxHops = 20;

    /// <summary>Null for a value that is not taken out of a collection.</summary>
    public static IOperation? CollectionOf(IOperation value, SourceScope scope)
    {
        value = value.WithoutConversion();
        switch (value)
        {
            case IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } indexed } element
                when !scope.Contains(element.Property.OriginalDefinition):
                return indexed;
            case IArrayElementReferenceOperation { ArrayReference: var array }:
                return array;
            // `pair.Value` of an item of a dictionary
            case IPropertyReferenceOperation { Instance: { Type.Name: "KeyValuePair" } pair }:
                return CollectionOf(pair, scope);
            // `entry.Client` of an anonymous object that a query makes
            case IPropertyReferenceOperation { Property.ContainingType.IsAnonymousType: true, Instance: { } entry }:
                return CollectionOf(entry, scope);
            // `factories["small"]()`
            case IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke, Instance: { } invoked }:
                return CollectionOf(invoked, scope);
            case IInvocationOperation call
                when CallReceiver.Of(call) is { } receiver
                    && !scope.Contains(call.TargetMethod.AsDeclared())
                    && IsCollection(receiver.Type):
                return receiver;
            case IConditionalAccessInstanceOperation:
                return null;
            // `TryGetValue(key, out variable)`
            case { Parent: IArgumentOperation { Parameter.RefKind: RefKind.Out, Parent: IInvocationOperation filling } }:
                return ReceiverOfCollection(filling, scope);
            case ILocalReferenceOperation { Local.DeclaringSyntaxReferences: [var declaration] }:
                return OfVariable(declaration.GetSyntax(), scope);
            case IParameterReferenceOperation
            {
                Parameter: { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } function } parameter
            }:
                return OfLambda(function, parameter, scope);
            default:
                return null;
        }
    }

    private static IOperation? OfVariable(SyntaxNode declaration, SourceScope scope)
    {
        switch (declaration)
        {
            case ForEachStatementSyntax loop:
                return scope.OperationOf(loop.Expression);
            case SingleVariableDesignationSyntax designation
                when designation.FirstAncestorOrSelf<ForEachVariableStatementSyntax>() is { } loop
                    && loop.Variable.Span.Contains(designation.Span):
                return scope.OperationOf(loop.Expression);
            case SingleVariableDesignationSyntax
            {
                Parent: DeclarationExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } argument }
            } when argument.RefKindKeyword.IsKind(SyntaxKind.OutKeyword):
                return scope.OperationOf(call) is IInvocationOperation filling ? ReceiverOfCollection(filling, scope) : null;
            default:
                return null;
        }
    }

    private static IOperation? ReceiverOfCollection(IInvocationOperation call, SourceScope scope) =>
        CallReceiver.Of(call) is { } receiver && !scope.Contains(call.TargetMethod.OriginalDefinition) && IsCollection(receiver.Type)
            ? receiver
            : null;

    // `clients.Select(client => …)`, `Parallel.ForEachAsync(clients, (client, token) => …)`
    private static IOperation? OfLambda(IMethodSymbol function, IParameterSymbol parameter, SourceScope scope)
    {
        if (
            parameter.Ordinal != 0
            || function.DeclaringSyntaxReferences is not [var declaration]
            || declaration.GetSyntax()
                is not LambdaExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax syntax } }
            || scope.OperationOf(syntax) is not IInvocationOperation call
            || scope.Contains(call.TargetMethod.AsDeclared())
        )
            return null;
        var source = call.Instance ?? call.Arguments.FirstOrDefault(static argument => argument.Parameter?.Ordinal == 0)?.Value;
        return source?.WithoutConversion() is { } collection && IsCollection(collection.Type) ? collection : null;
    }

    /// <summary>The collection that a part or a query of it comes from: <c>clients.Values.Where(…)</c>.</summary>
    public static IOperation Source(IOperation collection, SourceScope scope)
    {
        collection = collection.WithoutConversion();
        for (var hops = 0; hops < MaxHops; hops++)
        {
            var next = collection switch
            {
                IPropertyReferenceOperation { Property: { IsIndexer: false, Name: "Values" }, Instance: { } whole } part
                    when !scope.Contains(part.Property.OriginalDefinition) => whole,
                IInvocationOperation { TargetMethod: { Name: var name, ContainingType.Name: "Enumerable" } } query
                    when CallReceiver.Of(query) is { } queried && IsPartOf(name) => queried,
                _ => null,
            };
            if (next is null)
                break;
            collection = next.WithoutConversion();
        }

        return collection;
    }

    private static bool IsPartOf(string query) =>
        query
            is "Where"
                or "OrderBy"
                or "OrderByDescending"
                or "ThenBy"
                or "Reverse"
                or "Skip"
                or "Take"
                or "Distinct"
                or "ToList"
                or "ToArray"
                or "AsEnumerable"
                or "Shuffle";

    public static bool IsCollection(ITypeSymbol? type) =>
        type switch
        {
            null or { SpecialType: SpecialType.System_String } => false,
            IArrayTypeSymbol => true,
            _ => type.SpecialType == SpecialType.System_Collections_IEnumerable
                || type.AllInterfaces.Any(static implemented => implemented.SpecialType == SpecialType.System_Collections_IEnumerable),
        };
}
