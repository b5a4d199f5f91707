using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Tracking;

// An object in a collection: what is taken out of the collection may be the object.
internal sealed partial class ObjectTracker
{
    // The collection that an item is put into where it is made, or by a call or an assignment; null for anything else.
    private static IOperation? CollectionAround(IOperation item)
    {
        switch (item.Parent)
        {
            case IArrayInitializerOperation { Parent: IArrayCreationOperation array }:
                return array;
            case { Syntax: CollectionExpressionSyntax } list:
                return list;
            case IArgumentOperation { Parent: IInvocationOperation call }
                when Items.PutIn(call) is { IsMany: false } put && put.Value == item:
                return MadeWith(call) ?? CallReceiver.Of(call);
            case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true } target } write
                when write.Value == item:
                return MadeWith(write) ?? target.Instance;
            case ISimpleAssignmentOperation { Target: IArrayElementReferenceOperation { ArrayReference: var array } } write
                when write.Value == item:
                return array;
            default:
                return null;
        }
    }

    // `new() { item }`, `new() { ["key"] = item }`
    private static IOperation? MadeWith(IOperation part) =>
        part.Parent is IObjectOrCollectionInitializerOperation { Parent: IObjectCreationOperation made } ? made : null;

    private void ReadCollection(IOperation collection, TrackedObject tracked, ObjectNames names)
    {
        if (LoopsOverOnlyItem(collection) is var (all, items))
        {
            if (names.Enter(all))
                items.ForEach(names.Add);
            return;
        }

        tracked.IsCertain = false;
        var value = collection.WithConversions();
        if (!Items.IsCollection(value.Type ?? collection.Type))
            tracked.MarkUnknown();
        else if (HolderOf(collection) is { } named)
            ReadNamed(named, collection, tracked, names);
        else if (HolderOf(value.Parent) is { } holder)
            ReadItems(holder, tracked, names);
        else
            ReadItemUse(collection, tracked, names);
    }

    // `List<ChatOptions> all = [options]; foreach (var one in all) …`: what loops over a collection of one item do, they do to that item.
    // Null where anything else is done to the collection.
    private (ISymbol All, List<ISymbol> Items)? LoopsOverOnlyItem(IOperation collection)
    {
        if (
            catalog.Level <= HygieneLevel.V0_1
            || !HasOneItem(collection)
            || !Items.IsCollection(collection.WithConversions().Type)
            || HolderOf(collection.WithConversions().Parent) is not ILocalSymbol all
            || collection.WithConversions().Parent is not IVariableInitializerOperation
            || values.Scope.Writes(all).Any()
        )
            return null;
        var items = new List<ISymbol>();
        foreach (var use in values.Scope.References(all))
        {
            if (
                use.WithConversions().Parent
                is not IForEachLoopOperation
                {
                    LoopControlVariable: IVariableDeclaratorOperation { Symbol: { RefKind: RefKind.None } item }
                }
            )
                return null;
            items.Add(item);
        }

        return (all, items);
    }

    private static bool HasOneItem(IOperation collection) =>
        collection switch
        {
            IArrayCreationOperation { Initializer.ElementValues.Length: 1 } => true,
            _ => collection.Syntax is CollectionExpressionSyntax { Elements: [ExpressionElementSyntax] },
        };

    // The collection may have other names where it comes from.
    private void ReadNamed(ISymbol name, IOperation collection, TrackedObject tracked, ObjectNames names)
    {
        var trace = values.Trace(collection);
        if (trace.Containers.Count > 0 || trace.Origins.Any(static origin => !IsMade(origin.Operation)))
            tracked.MarkUnknown();
        ReadItems(name, tracked, names);
        foreach (var holder in trace.Holders)
            ReadItems(holder, tracked, names);
    }

    private static bool IsMade(IOperation origin) =>
        origin is IObjectCreationOperation or IArrayCreationOperation || origin.Syntax is CollectionExpressionSyntax;

    // The variable that is named, or is given the collection.
    private static ISymbol? HolderOf(IOperation? operation) =>
        operation switch
        {
            ILocalReferenceOperation { Local: var local } => local,
            IParameterReferenceOperation { Parameter: var parameter } => parameter.OriginalDefinition,
            IFieldReferenceOperation { Field: var field } => field.OriginalDefinition,
            IPropertyReferenceOperation { Property: { IsIndexer: false } property } => property.OriginalDefinition,
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: { RefKind: RefKind.None } local } } => local,
            IFieldInitializerOperation { InitializedFields: [var field] } => field,
            IPropertyInitializerOperation { InitializedProperties: [var property] } => property,
            ISimpleAssignmentOperation { Target: var target } => HolderOf(target),
            _ => null,
        };

    private void ReadItems(ISymbol collection, TrackedObject tracked, ObjectNames names)
    {
        if (!names.Enter(collection))
            return;
        if (
            values.Scope.IsTooCommon(collection)
            || values.Scope.IsOpen(collection)
            || !values.Scope.Contains(collection)
            || collection is IPropertySymbol { GetMethod: { } getter } && ValueTracker.HasBody(getter)
            || collection is IPropertySymbol { IsAbstract: true } or { IsVirtual: true } or { IsOverride: true }
            || values.Scope.IsReflectedOn(collection)
        )
            tracked.MarkUnknown();
        else
            foreach (var use in values.Scope.References(collection))
                ReadItemUse(use, tracked, names);
    }

    // What is done to the items that are taken out. Others may be put in, which are other objects.
    private void ReadItemUse(IOperation use, TrackedObject tracked, ObjectNames names)
    {
        var value = use.WithConversions();
        tracked.IsCertain = false;
        switch (value.Parent)
        {
            case IArrayElementReferenceOperation
            or IImplicitIndexerReferenceOperation
            or IPropertyReferenceOperation { Property.IsIndexer: true }
                when Items.CollectionOf(value.Parent) is { } indexed && indexed == value.WithoutConversion():
                if (Items.IsByReference(value.Parent))
                    tracked.MarkUnknown();
                else
                    ReadUse(value.Parent, tracked, names);
                break;
            case { Syntax: SpreadElementSyntax, Parent: { Syntax: CollectionExpressionSyntax } all }:
                ReadCollection(all, tracked, names);
                break;
            case IPropertyReferenceOperation { Property.Name: "Count" or "Length" or "IsEmpty" or "Keys" }:
            case IExpressionStatementOperation or INameOfOperation or IBinaryOperation { OperatorMethod: null }:
            case IAssignmentOperation assignment when assignment.Target == value:
                break;
            case IForEachLoopOperation { LoopControlVariable: IVariableDeclaratorOperation { Symbol: { RefKind: RefKind.None } item } }
                when item.Type is not { Name: "KeyValuePair" }:
                names.Add(item);
                break;
            case IInvocationOperation call when call.Instance == value:
                ReadItemCall(call, tracked, names);
                break;
            case IArgumentOperation { Parent: IInvocationOperation call, Parameter.Ordinal: 0 } when CallReceiver.Of(call) is not null:
                ReadItemCall(call, tracked, names);
                break;
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: { RefKind: RefKind.None } alias } }:
                ReadItems(alias, tracked, names);
                break;
            default:
                tracked.MarkUnknown();
                break;
        }
    }

    private void ReadItemCall(IInvocationOperation call, TrackedObject tracked, ObjectNames names)
    {
        ReadFunctions(call, tracked, names);
        if (values.Scope.Contains(call.TargetMethod.AsDeclared()))
            tracked.MarkUnknown();
        else if (Items.CollectionOf(call) is not null)
            ReadUse(call, tracked, names);
        else if (call.Arguments.FirstOrDefault(static argument => Items.CollectionOfOut(argument) is not null) is { } taken)
            ReadTaken(taken.Value, tracked, names);
        else if (Items.SourceOf(call) is not null)
            ReadCollection(call, tracked, names);
        else if (Items.PutIn(call) is null && !Items.OnlyReads(call))
            tracked.MarkUnknown();
    }

    // `pool.Any(one => …)`: the function gets the items.
    private static void ReadFunctions(IInvocationOperation call, TrackedObject tracked, ObjectNames names)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter?.Type is not { TypeKind: TypeKind.Delegate } || argument.ArgumentKind == ArgumentKind.DefaultValue)
                continue;
            if (
                argument.Value.WithoutConversion() is IDelegateCreationOperation
                {
                    Target: IAnonymousFunctionOperation { Symbol.Parameters: var parameters }
                }
            )
                foreach (var parameter in parameters)
                    names.Add(parameter);
            else
                tracked.MarkUnknown();
        }
    }

    private static void ReadTaken(IOperation target, TrackedObject tracked, ObjectNames names)
    {
        if (target is IDeclarationExpressionOperation { Expression: var declared })
            target = declared;
        ReadTarget(target, tracked, names);
    }
}
