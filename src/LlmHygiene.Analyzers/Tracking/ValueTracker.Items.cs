using LlmHygiene.Analyzers.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Tracking;

// An item of a collection is any of the items, where all of them are known.
internal sealed partial class ValueTracker
{
    // False for a value that is not taken out of a collection whose items are all known.
    private bool VisitItem(IOperation? collection, Walk walk, bool mayBeNull = false)
    {
        if (collection is null || !_followMembers || _catalog.Level <= HygieneLevel.V0_1)
            return false;
        var inner = walk.Inner();
        Visit(collection, inner, Container.Item);
        walk.Steps = inner.Steps;
        if (inner.Origins.Count == 0 || inner.Origins.Any(static origin => !IsKnown(origin)))
            return false;
        walk.Take(inner);
        if (mayBeNull)
            walk.Add(new(OriginKind.Null, collection));
        return true;
    }

    private IOperation? ItemsOf(ForEachStatementSyntax loop) =>
        _scope.OperationOf(loop.Expression)?.WithoutConversion() is { } collection
        && loop.AwaitKeyword.RawKind == 0
        && Items.IsCollection(collection.Type)
        && collection.Type is not INamedTypeSymbol { TypeArguments.Length: > 1 }
            ? collection
            : null;

    private IOperation? CollectionOfOut(ArgumentSyntax argument) =>
        OperationOf(argument) is { } found ? Items.CollectionOfOut(found) : null;

    private IArgumentOperation? OperationOf(ArgumentSyntax argument) =>
        argument.Parent?.Parent is { } call && _scope.OperationOf(call) is IInvocationOperation invocation
            ? invocation.Arguments.FirstOrDefault(given => given.Syntax == argument)
            : null;

    private static bool IsKnown(Origin origin) => origin.Kind is OriginKind.Null or OriginKind.Constant or OriginKind.Creation;

    private static bool MayLackItem(IOperation value) =>
        value is IInvocationOperation { TargetMethod.Name: var method } && Items.TakesOutOrDefault(method);

    // The items of a value that makes or copies a collection; false for any other value.
    private bool VisitItems(IOperation value, Walk walk)
    {
        switch (value)
        {
            case IArrayCreationOperation { Initializer: { } initializer }:
                foreach (var item in initializer.ElementValues)
                    Visit(item, walk);
                return true;
            // Items that are not set yet are null.
            case IArrayCreationOperation:
                walk.Add(new(OriginKind.Null, value));
                return true;
            case not IConversionOperation when value.Syntax is CollectionExpressionSyntax || IsListOfArguments(value):
                foreach (var part in value.ChildOperations)
                    if (part.Syntax is not SpreadElementSyntax)
                        Visit(part, walk);
                    else if (part.ChildOperations.FirstOrDefault() is { } spread && Items.IsCollection(spread.WithoutConversion().Type))
                        Visit(spread, walk, Container.Item);
                    else
                        walk.Add(new(OriginKind.Other, part));
                return true;
            case IObjectCreationOperation creation when Items.IsCollection(creation.Type):
                VisitCreatedItems(creation, walk);
                return true;
            case IInvocationOperation call when Items.SourceOf(call) is { } source:
                Visit(source, walk, Container.Item);
                return true;
            case IInvocationOperation call when Items.SelectedBy(call) is { } selected:
                return VisitAll(_scope.ReturnedValues(selected), walk, Walk.Whole);
            case IInvocationOperation { TargetMethod: var method } when _followReturns && _scope.Contains(method.AsDeclared()):
                return !method.IsAbstract
                    && !method.IsVirtual
                    && !method.IsOverride
                    && VisitAll(_scope.YieldedValues(method.AsDeclared()), walk, Walk.Whole);
            default:
                return false;
        }
    }

    private static bool IsListOfArguments(IOperation value) =>
        value is not IArrayCreationOperation && value.Parent is IArgumentOperation { ArgumentKind: > ArgumentKind.DefaultValue };

    private void VisitCreatedItems(IObjectCreationOperation creation, Walk walk)
    {
        foreach (var argument in creation.Arguments)
        {
            if (Items.IsCollection(argument.Value.WithoutConversion().Type))
                Visit(argument.Value, walk, Container.Item);
            else if (
                argument.Value.WithoutConversion().Type is not { SpecialType: SpecialType.System_Int32 } and not { Name: "StringComparer" }
            )
                walk.Add(new(OriginKind.Other, argument));
        }

        foreach (var part in creation.Initializer?.Initializers.AsEnumerable() ?? [])
        {
            switch (part)
            {
                case IInvocationOperation added when Items.PutIn(added) is { IsMany: false, Value: var item }:
                    Visit(item, walk);
                    break;
                case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true }, Value: var item }:
                    Visit(item, walk);
                    break;
                default:
                    walk.Add(new(OriginKind.Other, part));
                    break;
            }
        }
    }

    // What is put into the collection that a variable holds, wherever it is named.
    private void VisitItemWrites(ISymbol symbol, IOperation usage, Walk walk)
    {
        if (_scope.IsTooCommon(symbol) || (_scope.IsOpen(symbol) && !Items.IsReadOnly(TypeOf(symbol))))
        {
            walk.Add(new(OriginKind.Other, usage));
            return;
        }

        foreach (var reference in _scope.References(symbol))
        {
            if (walk.IsDecided)
                return;
            if (!VisitItemUse(reference, walk))
                walk.Add(new(OriginKind.Other, reference));
        }
    }

    // False for a use through which an item may be put in unseen.
    private bool VisitItemUse(IOperation reference, Walk walk)
    {
        var use = reference.WithConversions();
        switch (use.Parent)
        {
            case IArrayElementReferenceOperation element when element.ArrayReference == use:
                return VisitItemWrite(element, walk);
            case IPropertyReferenceOperation { Property.IsIndexer: true } element when element.Instance == use:
                return VisitItemWrite(element, walk);
            case IImplicitIndexerReferenceOperation element when element.Instance == use:
                return VisitItemWrite(element, walk);
            case IPropertyReferenceOperation { Property.Name: "Count" or "Length" or "IsEmpty" or "Keys" }:
            case IExpressionStatementOperation or INameOfOperation:
            case IForEachLoopOperation { LoopControlVariable: IVariableDeclaratorOperation { Symbol.RefKind: RefKind.None } }:
            case IBinaryOperation { OperatorMethod: null }:
            case IAssignmentOperation assignment when assignment.Target == use:
            case { Syntax: SpreadElementSyntax }:
                return true;
            case IInvocationOperation call when call.Instance == use:
                return VisitItemCall(call, walk);
            case IArgumentOperation { Parent: IInvocationOperation call, Parameter.Ordinal: 0 } when CallReceiver.Of(call) is not null:
                return VisitItemCall(call, walk);
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: { RefKind: RefKind.None } alias } }:
                if (walk.Enter(alias, Container.Item))
                    VisitItemWrites(alias, reference, walk);
                return true;
            case IReturnOperation { ReturnedValue: { } returned }:
                return Items.IsReadOnly(returned.Type);
            default:
                return false;
        }
    }

    private bool VisitItemCall(IInvocationOperation call, Walk walk)
    {
        if (_scope.Contains(call.TargetMethod.AsDeclared()))
            return false;
        if (Items.PutIn(call) is not var (value, isMany))
            return Items.OnlyReads(call) || Items.IsQuery(call);
        Visit(value, walk, isMany ? Container.Item : Walk.Whole);
        return true;
    }

    private bool VisitItemWrite(IOperation element, Walk walk)
    {
        switch (element.Parent)
        {
            case ISimpleAssignmentOperation { IsRef: false } assignment when assignment.Target == element:
                Visit(assignment.Value, walk);
                return true;
            case ICoalesceAssignmentOperation assignment when assignment.Target == element:
                Visit(assignment.Value, walk);
                return true;
            case IAssignmentOperation assignment:
                return assignment.Target != element && element.Syntax.Parent is not RefExpressionSyntax;
            case ITupleOperation or IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } or IIncrementOrDecrementOperation:
                return false;
            default:
                return element.Syntax.Parent is not RefExpressionSyntax && !Items.IsByReference(element);
        }
    }

    private static ITypeSymbol? TypeOf(ISymbol symbol) =>
        symbol switch
        {
            ILocalSymbol local => local.Type,
            IParameterSymbol parameter => parameter.Type,
            IFieldSymbol field => field.Type,
            IPropertySymbol property => property.Type,
            _ => null,
        };
}
