using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Loops;

/// <summary>
/// What the body of a loop does with variables that are declared outside the loop. Only they can carry state from one iteration to the
/// next.
/// </summary>
internal sealed class LoopUses
{
    private const int MaxHops = 20;

    private readonly ILoopOperation _loop;
    private readonly SdkCatalog _catalog;
    private readonly Dictionary<ISymbol, Uses> _outer = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, List<IOperation>> _inner = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, HashSet<string>> _indices = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _withChangedElements = new(SymbolEqualityComparer.Default);
    private bool _isCarriedElsewhere;

    [Flags]
    private enum Uses
    {
        Read = 1,

        /// <summary>Assigned a value.</summary>
        Written = 2,

        /// <summary>Added to, without reading the current value.</summary>
        AddedTo = 4,
    }

    public LoopUses(ILoopOperation loop, IReadOnlyList<IOperation> body, SdkCatalog catalog)
    {
        _loop = loop;
        _catalog = catalog;
        foreach (var operation in body)
        {
            if (operation is IVariableDeclaratorOperation declarator && declarator.GetVariableInitializer() is { } initializer)
                Add(declarator.Symbol, initializer.Value);
            if (
                operation is ISimpleAssignmentOperation { Target: ILocalReferenceOperation target, Value: var value }
                && IsInner(target.Local)
            )
                Add(target.Local, value);
            if (operation is IInvocationOperation { Instance: ILocalReferenceOperation filled } filling && IsInner(filled.Local))
                foreach (var argument in filling.Arguments)
                    Add(filled.Local, argument.Value);
            if (SymbolOf(operation) is not { } symbol || IsInner(symbol))
                continue;
            _outer[symbol] = (_outer.TryGetValue(symbol, out var known) ? known : 0) | UseOf(operation);
            if (ElementOf(operation) is { } element)
                AddElement(symbol, element);
        }
    }

    /// <summary>True when an iteration may see the effects of an earlier one.</summary>
    public bool CarriesState =>
        _isCarriedElsewhere
        || _outer.Values.Any(static uses => (uses & Uses.Written) != 0 || uses == (Uses.Read | Uses.AddedTo))
        || _withChangedElements.Any(holder => _indices[holder].Count > 1);

    /// <summary>
    /// Adds what the methods of the project do that the loop calls, and the files and items that are read and written in the loop or there.
    /// </summary>
    public void AddCallees(IReadOnlyList<LoopCallee> callees, IReadOnlyList<IOperation> body, ILocalSymbol item)
    {
        var files = new LoopFiles(value => Mention(item, value));
        var items = new LoopItems(item, IsInner);
        foreach (var operation in body)
            Add(operation, callee: null);
        foreach (var callee in callees)
        foreach (var operation in callee.Body)
        {
            Add(operation, callee);
            if (SymbolOf(operation) is { } symbol && IsOutside(symbol, callee))
                _outer[symbol] = (_outer.TryGetValue(symbol, out var known) ? known : 0) | UseOf(operation);
        }

        _isCarriedElsewhere = files.CarryState || items.CarryState;

        void Add(IOperation operation, LoopCallee? callee)
        {
            files.Add(operation, callee);
            items.Add(operation, callee);
        }
    }

    // A member of the object that the method is called on, unless that is an item; and what a local function uses from around it.
    private bool IsOutside(ISymbol symbol, LoopCallee callee) =>
        symbol is ILocalSymbol or IParameterSymbol
            ? !IsInner(symbol) && !symbol.DeclaringSyntaxReferences.Any(declared => declared.IsWithin(callee.Declaration))
            : callee.Call is not IInvocationOperation { Instance: { } receiver } || !BeginsInner(receiver.WithoutConversion());

    /// <summary>True when the call, or its client, depends on the item of the loop.</summary>
    public bool DependOn(ILocalSymbol item, SdkCall call) => Mention(item, call.Invocation);

    private bool Mention(ILocalSymbol item, IOperation mentioning)
    {
        var followed = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        return Mentions(mentioning, MaxHops);

        bool Mentions(IOperation value, int hops) =>
            hops > 0
            && value
                .DescendantsAndSelf()
                .Any(operation =>
                    operation is ILocalReferenceOperation { Local: var local }
                    && (
                        SymbolEqualityComparer.Default.Equals(local, item)
                        || (
                            followed.Add(local)
                            && _inner.TryGetValue(local, out var values)
                            && values.Any(initial => Mentions(initial, hops - 1))
                        )
                    )
                );
    }

    /// <summary>
    /// True when an argument is an object from outside the loop that may keep state: a history, a thread, a conversation.
    /// </summary>
    public bool PassesStateTo(SdkCall call) =>
        call.Invocation.Arguments.Any(argument =>
            argument.ArgumentKind != ArgumentKind.DefaultValue && argument.Value != call.Client && IsState(argument.Value, MaxHops)
        );

    private bool IsState(IOperation argument, int hops)
    {
        var value = argument.WithoutConversion();
        if (hops == 0)
            return true;
        switch (value)
        {
            case ILocalReferenceOperation { Local: var local } when IsInner(local):
                return _inner.TryGetValue(local, out var values)
                    && values.Any(initial =>
                        initial.WithoutConversion() is ILocalReferenceOperation or IParameterReferenceOperation or IMemberReferenceOperation
                        && IsState(initial, hops - 1)
                    );
            case IFieldReferenceOperation
            {
                Field: { IsReadOnly: false, IsConst: false, IsStatic: false },
                Instance: IInstanceReferenceOperation
            } field:
                return !IsHarmless(field.Type, isReadOnly: false);
            case ILocalReferenceOperation or IParameterReferenceOperation or IMemberReferenceOperation:
                return !BeginsInner(value) && !IsHarmless(value.Type, isReadOnly: true);
            default:
                return false;
        }
    }

    // `item.History`: each item has its own.
    private bool BeginsInner(IOperation value)
    {
        while (value is IMemberReferenceOperation { Instance: { } instance })
            value = instance.WithoutConversion();
        return value is ILocalReferenceOperation { Local: var local } && IsInner(local);
    }

    private bool IsHarmless(ITypeSymbol? type, bool isReadOnly) =>
        type
            is null
                or { IsValueType: true }
                or { SpecialType: SpecialType.System_String }
                or { TypeKind: TypeKind.Delegate or TypeKind.Enum }
        || (
            isReadOnly
            && (
                _catalog.FindOptions(type) is not null
                || _catalog.FindClient(type) is not null
                || type is INamedTypeSymbol named && _catalog.IsClientImplementation(named)
            )
        );

    private void Add(ISymbol local, IOperation value)
    {
        if (!_inner.TryGetValue(local, out var values))
            _inner.Add(local, values = []);
        values.Add(value);
    }

    private bool IsInner(ISymbol symbol) =>
        symbol.DeclaringSyntaxReferences is [var declared, ..]
        && symbol is ILocalSymbol or IParameterSymbol
        && declared.SyntaxTree == _loop.Syntax.SyntaxTree
        && _loop.Syntax.Span.Contains(declared.Span);

    // A member counts as the variable or field at the start of its path.
    private static ISymbol? SymbolOf(IOperation operation) =>
        operation switch
        {
            ILocalReferenceOperation local => local.Local,
            IParameterReferenceOperation parameter => parameter.Parameter,
            IMemberReferenceOperation
            {
                Instance: null or IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance },
                Member: IFieldSymbol or IPropertySymbol
            } member => member.Member,
            _ => null,
        };

    private Uses UseOf(IOperation reference)
    {
        var operation = reference.WithConversions();
        switch (operation.Parent)
        {
            // `total += n`, `count++`: a sum does not depend on the order.
            case ICompoundAssignmentOperation compound when compound.Target == operation:
                return Uses.AddedTo;
            case IIncrementOrDecrementOperation { Parent: IExpressionStatementOperation }:
                return Uses.AddedTo;
            case IIncrementOrDecrementOperation:
                return Uses.AddedTo | Uses.Read;
            case IAssignmentOperation assignment when assignment.Target == operation:
                return Uses.Written;
            case ITupleOperation { Parent: IDeconstructionAssignmentOperation deconstruction } tuple when deconstruction.Target == tuple:
                return Uses.Written;
            case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out }:
                return Uses.Written;
            case IInvocationOperation call when call.Instance == operation && MayChange(call):
                return Uses.AddedTo;
            // `answers[i] = x`, `results[key].Add(x)`: each iteration has its own element.
            case { } element when element == ElementOf(operation):
                return UseOfElement(element);
            // `state.Summary = x`, `state.Notes.Summary = x`: an assignment to a member changes the whole object.
            case IMemberReferenceOperation member when member.Instance == operation:
                return UseOf(member);
            default:
                return Uses.Read;
        }
    }

    private static IOperation? ElementOf(IOperation holder)
    {
        holder = holder.WithConversions();
        return holder.Parent switch
        {
            IPropertyReferenceOperation { Property.IsIndexer: true } element when element.Instance == holder => element,
            IArrayElementReferenceOperation element when element.ArrayReference == holder => element,
            _ => null,
        };
    }

    // `items[i].Summary = f(items[i - 1].Summary)`: a changed item may be read by another iteration.
    private void AddElement(ISymbol holder, IOperation element)
    {
        if (!_indices.TryGetValue(holder, out var known))
            _indices.Add(holder, known = new(StringComparer.Ordinal));
        var indices = element is IArrayElementReferenceOperation array
            ? array.Indices
            : ((IPropertyReferenceOperation)element).Arguments.CastArray<IOperation>();
        known.Add(string.Join(",", indices.Select(static index => index.Syntax.ToString())));
        if (element.Parent is IMemberReferenceOperation && UseOf(element) != Uses.Read)
            _withChangedElements.Add(holder);
    }

    // `items[i].Summary = x` changes the item, not its collection.
    private Uses UseOfElement(IOperation element) =>
        element.Parent is IMemberReferenceOperation ? Uses.Read
        : UseOf(element) is var use && use == Uses.Written ? Uses.AddedTo
        : use;

    // `answers.Add(x)`, `await memory.RememberAsync(x)`: a call whose result is not used is made for its effect.
    private bool MayChange(IInvocationOperation call)
    {
        IOperation value = call;
        while (value.Parent is IAwaitOperation or IInvocationOperation { TargetMethod.Name: "ConfigureAwait" })
            value = value.Parent;
        return value.Parent is IExpressionStatementOperation && !IsHarmless(call.Instance?.Type, isReadOnly: true);
    }
}
