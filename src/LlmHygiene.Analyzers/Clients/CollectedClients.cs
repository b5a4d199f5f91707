using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Clients;

/// <summary>
/// The clients that a collection holds: in its initializer, and what is put into it wherever it is named. A client may be an item, an
/// element of a tuple, or what a delegate or a <c>Lazy&lt;T&gt;</c> makes.
/// </summary>
internal sealed class CollectedClients
{
    private const int MaxUses = 300;
    private const int MaxDepth = 8;

    private readonly SdkCatalog _catalog;
    private readonly ValueTracker _tracker;
    private readonly List<IOperation> _values = [];
    private readonly HashSet<ISymbol> _holders = new(SymbolEqualityComparer.Default);
    private readonly HashSet<SyntaxNode> _seen = [];
    private int _uses;

    private CollectedClients(SdkCatalog catalog, ValueTracker tracker)
    {
        _catalog = catalog;
        _tracker = tracker;
    }

    private SourceScope Scope => _tracker.Scope;

    public IReadOnlyList<IOperation> Values => _values;

    /// <summary>False where the collection is used in a way that may put other clients into it.</summary>
    public bool IsShown { get; private set; } = true;

    /// <summary>True where code outside the compilation can put clients into it too.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Null for a value that is not taken out of a collection.</summary>
    public static CollectedClients? Of(IOperation value, SdkCatalog catalog, ValueTracker tracker)
    {
        if (ElementAccess.CollectionOf(value, tracker.Scope) is not { } collection)
            return null;
        var found = new CollectedClients(catalog, tracker);
        // `cache.GetOrAdd(key, _ => Make())` puts in what it takes out.
        if (value is IInvocationOperation call)
            found.AddArguments(call);
        found.Collect(collection, MaxDepth);
        return found;
    }

    /// <summary>Those of the collection that an argument passes; null where it passes none that can hold clients.</summary>
    public static CollectedClients? In(IArgumentOperation argument, SdkCatalog catalog, ValueTracker tracker)
    {
        var found = new CollectedClients(catalog, tracker);
        var type = argument.Value.WithoutConversion().Type ?? argument.Parameter?.Type;
        if (!ElementAccess.IsCollection(type) || !found.MayHoldClients(type))
            return null;
        if (argument.ArgumentKind > ArgumentKind.DefaultValue)
            foreach (var item in Collections.ElementsOf(argument.Value))
                found.AddValue(item);
        else
            found.Collect(argument.Value, MaxDepth);
        return found;
    }

    private void Collect(IOperation collection, int depth)
    {
        collection = ElementAccess.Source(collection, _tracker.Scope);
        if (depth == 0)
        {
            IsShown = false;
            return;
        }

        var trace = _tracker.Trace(collection);
        foreach (var origin in trace.Origins)
            if (_seen.Add(origin.Operation.Syntax))
                AddOrigin(origin, depth);
        foreach (var holder in trace.Holders)
            FollowHolder(holder);
    }

    private void AddOrigin(Origin origin, int depth)
    {
        var made = origin.Operation.WithoutConversion();
        switch (made)
        {
            case var _ when origin.Kind == OriginKind.Null:
                break;
            case IObjectCreationOperation creation:
                foreach (var argument in creation.Arguments)
                    if (ElementAccess.IsCollection(argument.Value.WithoutConversion().Type))
                        Collect(argument.Value, depth - 1);
                AddInitializer(creation.Initializer);
                break;
            case IArrayCreationOperation { Initializer: var initializer }:
                foreach (var item in initializer?.ElementValues.AsEnumerable() ?? [])
                    AddValue(item);
                break;
            case { Syntax: CollectionExpressionSyntax { Elements: var elements } }:
                foreach (var element in elements)
                    AddElement(element, depth);
                break;
            // `models.Select(m => Make(m)).ToList()`, `names.ToDictionary(n => n, n => Make(n))`
            case IInvocationOperation call when CallReceiver.Of(call) is { } receiver && !Scope.Contains(call.TargetMethod):
                var before = _values.Count;
                AddArguments(call);
                if (_values.Count == before)
                    Collect(receiver, depth - 1);
                break;
            case IMemberReferenceOperation { Member: var member } when Scope.Contains(member.OriginalDefinition):
                IsOpen = true;
                break;
            default:
                IsShown = false;
                break;
        }
    }

    private void AddElement(CollectionElementSyntax element, int depth)
    {
        var value = element switch
        {
            ExpressionElementSyntax item => Scope.OperationOf(item.Expression),
            SpreadElementSyntax spread => Scope.OperationOf(spread.Expression),
            _ => null,
        };
        if (value is null)
            IsShown = false;
        else if (element is SpreadElementSyntax)
            Collect(value, depth - 1);
        else
            AddValue(value);
    }

    // `{ a, b }`, `{ { "small", a } }`, `{ ["small"] = a }`
    private void AddInitializer(IObjectOrCollectionInitializerOperation? initializer)
    {
        foreach (var part in initializer?.Initializers.AsEnumerable() ?? [])
        {
            if (part is IInvocationOperation add)
                AddArguments(add);
            else if (part is IAssignmentOperation { Value: var value })
                AddValue(value);
            else
                IsShown = false;
        }
    }

    private void FollowHolder(ISymbol holder)
    {
        if (!_holders.Add(holder))
            return;
        IsOpen |= Scope.IsOpen(holder);
        if (Scope.IsTooCommon(holder))
            IsShown = false;
        else
            foreach (var reference in Scope.References(holder))
                FollowUse(reference);
    }

    private void FollowUse(IOperation use)
    {
        if (++_uses > MaxUses)
        {
            IsShown = false;
            return;
        }

        var operation = use.WithConversions();
        switch (operation.Parent)
        {
            case IPropertyReferenceOperation { Property.IsIndexer: true } element when element.Instance == operation:
                AddWrite(element);
                break;
            case IArrayElementReferenceOperation element when element.ArrayReference == operation:
                AddWrite(element);
                break;
            case IInvocationOperation call when call.Instance == operation:
                AddArguments(call);
                break;
            case IArgumentOperation { Parameter.Ordinal: 0, Parent: IInvocationOperation { TargetMethod.IsExtensionMethod: true } call }
                when !Scope.Contains(call.TargetMethod.AsDeclared()):
                AddArguments(call);
                break;
            case IConditionalAccessOperation access when access.Operation == operation:
                foreach (var inner in access.WhenNotNull.DescendantsAndSelf())
                    if (inner is IInvocationOperation { Instance: IConditionalAccessInstanceOperation } call)
                        AddArguments(call);
                break;
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } }:
                FollowHolder(local);
                break;
            case IAssignmentOperation assignment when assignment.Target == operation:
                break;
            case IAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } }:
                FollowHolder(local);
                break;
            case IAssignmentOperation { Target: IFieldReferenceOperation { Field: var field } }:
                FollowHolder(field.OriginalDefinition);
                break;
            case IReturnOperation { ReturnedValue: var returned } when IsReadOnly(use, returned):
                break;
            case IIsPatternOperation { Pattern: var pattern }:
                if (CollectedUses.NameIn(pattern) is { } name)
                    FollowHolder(name);
                break;
            case IMemberReferenceOperation { Member.Name: var member, Type: var type }:
                IsShown &= member == "Values" || !MayHoldClients(type);
                break;
            case { Syntax: SpreadElementSyntax }:
            case IArgumentOperation { Parameter.Type: var taken } when Items.IsReadOnly(taken):
                break;
            case IForEachLoopOperation loop when !loop.Locals.Any(static local => local.RefKind == RefKind.Ref):
            case IBinaryOperation { OperatorMethod: null }:
                break;
            default:
                IsShown = false;
                break;
        }
    }

    // `public IReadOnlyList<IChatClient> Clients => _clients;`
    private static bool IsReadOnly(IOperation use, IOperation? returned) =>
        returned?.Type is { Name: var name }
        && returned != use
        && (name.StartsWith("IReadOnly", StringComparison.Ordinal) || name == "IEnumerable");

    private void AddWrite(IOperation element)
    {
        if (element.Parent is ISimpleAssignmentOperation { IsRef: false } or ICoalesceAssignmentOperation)
        {
            if (element.Parent is IAssignmentOperation assignment && assignment.Target == element)
                AddValue(assignment.Value);
        }
        else
        {
            IsShown &= !CollectedUses.MayWrite(element);
        }
    }

    private void AddArguments(IInvocationOperation call)
    {
        IsShown &= !CollectedUses.YieldsReference(call.TargetMethod);
        foreach (var argument in call.Arguments)
        {
            if (argument.ArgumentKind == ArgumentKind.DefaultValue)
                continue;
            var value = argument.Value.WithoutConversion();
            if (argument.Parameter?.Ordinal == 0 && call.TargetMethod.IsExtensionMethod)
                continue;
            if (ElementAccess.IsCollection(value.Type) && MayHoldClients(value.Type))
                Collect(value, MaxDepth / 2);
            else
                AddValue(argument.Value);
        }
    }

    private bool MayHoldClients(ITypeSymbol? type) =>
        type switch
        {
            IArrayTypeSymbol { ElementType: var element } => IsClient(element) || MayHoldClients(element),
            // What a delegate is given stays out of the collection.
            INamedTypeSymbol { DelegateInvokeMethod.ReturnType: var result } => IsClient(result) || MayHoldClients(result),
            INamedTypeSymbol { TypeArguments: var arguments } => arguments.Any(IsClient) || arguments.Any(MayHoldClients),
            _ => false,
        };

    private void AddValue(IOperation value)
    {
        // `(IChatClient)anything` is a client, of which nothing more is known.
        var isConverted = IsClient(value.Type);
        value = value.WithoutConversion();
        switch (value)
        {
            case ITupleOperation { Elements: var elements }:
                foreach (var element in elements)
                    AddValue(element);
                break;
            case IAnonymousObjectCreationOperation { Initializers: var members }:
                foreach (var member in members.OfType<ISimpleAssignmentOperation>())
                    AddValue(member.Value);
                break;
            case var _ when isConverted || IsClient(value.Type):
                if (_seen.Add(value.Syntax))
                    _values.Add(value);
                break;
            case { Syntax: LambdaExpressionSyntax lambda }:
                foreach (var returned in Scope.ReturnedValues(lambda))
                    AddValue(returned);
                break;
            case IAwaitOperation { Operation: var awaited }:
                AddValue(awaited);
                break;
            // `new Lazy<IChatClient>(() => …)`, `new KeyValuePair<string, IChatClient>("small", client)`, `new Entry(client, 2m)`
            case IObjectCreationOperation creation:
                foreach (var argument in creation.Arguments)
                    AddValue(argument.Value);
                AddInitializer(creation.Initializer);
                break;
            case IInvocationOperation when IsTaskOfClient(value.Type):
                if (_seen.Add(value.Syntax))
                    _values.Add(value);
                break;
            default:
                IsShown &= !MayHoldClients(value.Type) && !MayBeAnything(value.Type);
                break;
        }
    }

    private static bool MayBeAnything(ITypeSymbol? type) =>
        type is { TypeKind: TypeKind.Dynamic or TypeKind.TypeParameter } or { SpecialType: SpecialType.System_Object };

    private bool IsTaskOfClient(ITypeSymbol? type) => type is INamedTypeSymbol { TypeArguments: [var result] } && IsClient(result);

    private bool IsClient(ITypeSymbol? type) =>
        type switch
        {
            null => false,
            INamedTypeSymbol { IsTupleType: true } tuple => tuple.TupleElements.Any(element => IsClient(element.Type)),
            _ => _catalog.IsClient(type),
        };
}
