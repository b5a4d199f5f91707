using LlmHygiene.Analyzers.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Tracking;

/// <summary>
/// Follows a value backwards to where it can come from, through the whole compilation. Order of execution is not looked at:
/// every value that a variable can be given counts, so that what is absent from the result is absent on every path.
/// </summary>
internal sealed partial class ValueTracker
{
    // Far above what hand-written code needs; keeps generated giants and cyclic helpers from costing time.
    private const int MaxSteps = 500;

    // Several facts of one call ask where the same values come from: its client, its options.
    private readonly Dictionary<IOperation, TrackedValue> _traces = [];

    private readonly SourceScope _scope;
    private readonly SdkCatalog _catalog;
    private readonly bool _followCallers;
    private readonly bool _followReturns;
    private readonly bool _followMembers;

    private ValueTracker(SourceScope scope, SdkCatalog catalog, bool followCallers, bool followReturns = true, bool followMembers = true)
    {
        _scope = scope;
        _catalog = catalog;
        _followCallers = followCallers;
        _followReturns = followReturns;
        _followMembers = followMembers;
    }

    public SourceScope Scope => _scope;

    /// <summary>Follows a value wherever the compilation shows it.</summary>
    public static ValueTracker Whole(SourceScope scope, SdkCatalog catalog) => new(scope, catalog, followCallers: true);

    /// <summary>Ends at parameters: what comes in there is its callers' own.</summary>
    public static ValueTracker UpToParameters(SourceScope scope, SdkCatalog catalog) => new(scope, catalog, followCallers: false);

    /// <summary>Ends at parameters, fields, properties and methods: only what the same member shows counts.</summary>
    public static ValueTracker WithinMember(SourceScope scope, SdkCatalog catalog) =>
        new(scope, catalog, followCallers: false, followMembers: false);

    /// <summary>
    /// Ends at parameters and at calls of the user's own methods: the reader of a request follows those with the known arguments.
    /// </summary>
    public static ValueTracker ForHttp(SourceScope scope, SdkCatalog catalog) =>
        new(scope, catalog, followCallers: false, followReturns: false);

    public TrackedValue Trace(IOperation value)
    {
        if (!_traces.TryGetValue(value, out var known))
            _traces.Add(value, known = Find(value));
        return known;
    }

    /// <summary>The same for one element of a tuple; -1 for the whole value.</summary>
    public TrackedValue Trace(IOperation value, int element) => element < 0 ? Trace(value) : Find(value, element);

    private TrackedValue Find(IOperation value, int element = -1)
    {
        var walk = new Walk();
        Visit(value, walk, element);
        return new TrackedValue(walk.Origins, walk.Holders);
    }

    /// <summary>
    /// The same for one who asks only whether the value is always null, or one constant: ends at the first origin that is
    /// neither, which is mostly the next one, while to find all of them can mean to bind half of a project.
    /// </summary>
    public TrackedValue TraceConstant(IOperation value)
    {
        var walk = new Walk { SeeksConstant = true };
        Visit(value, walk);
        return new TrackedValue(walk.Origins, walk.Holders);
    }

    private sealed class Walk
    {
        public List<Origin> Origins { get; } = [];

        public HashSet<ISymbol> Holders { get; } = new(SymbolEqualityComparer.Default);

        public HashSet<(SyntaxNode, int)> Visited { get; } = [];

        public int Steps { get; set; }

        public bool SeeksConstant { get; init; }

        /// <summary>True when nothing that is still found can change the result.</summary>
        public bool IsDecided { get; private set; }

        public void Add(Origin origin)
        {
            Origins.Add(origin);
            IsDecided |= SeeksConstant && origin.Kind is not (OriginKind.Null or OriginKind.Constant);
        }
    }

    // 'element' is the position in a tuple that is asked for, or -1 for the whole value.
    private void Visit(IOperation? value, Walk walk, int element = -1)
    {
        if (value is null || walk.IsDecided)
            return;
        if (++walk.Steps > MaxSteps)
        {
            walk.Add(new(OriginKind.Other, value));
            return;
        }

        if (!walk.Visited.Add((value.Syntax, ((int)value.Kind * 64) + element)))
            return;

        if (value.ConstantValue is { HasValue: true, Value: var constant })
        {
            walk.Add(new(constant is null ? OriginKind.Null : OriginKind.Constant, value));
            return;
        }

        switch (value)
        {
            case IConversionOperation conversion:
                Visit(conversion.Operand, walk, element);
                break;
            case IAwaitOperation awaited:
                Visit(awaited.Operation, walk, element);
                break;
            case IParenthesizedOperation parenthesized:
                Visit(parenthesized.Operand, walk, element);
                break;
            case IConditionalOperation conditional:
                Visit(conditional.WhenTrue, walk, element);
                Visit(conditional.WhenFalse, walk, element);
                break;
            case ICoalesceOperation coalesce:
                Visit(coalesce.Value, walk, element);
                Visit(coalesce.WhenNull, walk, element);
                break;
            case ISwitchExpressionOperation choice:
                foreach (var arm in choice.Arms)
                    Visit(arm.Value, walk, element);
                break;
            case IThrowOperation:
                break;
            case ISimpleAssignmentOperation assignment:
                Visit(assignment.Value, walk, element);
                break;
            case ICoalesceAssignmentOperation assignment:
                Visit(assignment.Target, walk, element);
                Visit(assignment.Value, walk, element);
                break;
            case IConditionalAccessOperation access:
                Visit(access.WhenNotNull, walk, element);
                break;
            case IConditionalAccessInstanceOperation instance:
                Visit(ConditionalReceiver(instance), walk, element);
                break;
            case IDefaultValueOperation:
                walk.Add(new(OriginKind.Null, value));
                break;
            case ITupleOperation tuple when element >= 0 && element < tuple.Elements.Length:
                Visit(tuple.Elements[element], walk);
                break;
            case ILocalReferenceOperation local:
                VisitLocal(local, walk, element);
                break;
            case IParameterReferenceOperation parameter:
                if (!VisitQueryVariable(parameter, walk, element))
                    VisitParameter(parameter, walk, element);
                break;
            case IFieldReferenceOperation field:
                VisitField(field, walk, element);
                break;
            case IPropertyReferenceOperation property:
                if (!property.Property.ContainingType.IsAnonymousType || !VisitQueryVariable(property, walk, element))
                    VisitProperty(property, walk, element);
                break;
            case IInvocationOperation invocation:
                VisitInvocation(invocation, walk, element);
                break;
            case IObjectCreationOperation:
                walk.Add(new(OriginKind.Creation, value));
                break;
            default:
                walk.Add(new(OriginKind.Other, value));
                break;
        }
    }

    private static IOperation? ConditionalReceiver(IConditionalAccessInstanceOperation instance)
    {
        for (var parent = instance.Parent; parent is not null; parent = parent.Parent)
            if (parent is IConditionalAccessOperation access && access.Operation.Syntax == instance.Syntax)
                return access.Operation;
        return null;
    }

    private void VisitInvocation(IInvocationOperation invocation, Walk walk, int element)
    {
        var method = invocation.TargetMethod;
        switch (method.Name)
        {
            // Steps that hand the value through.
            case "ConfigureAwait" or "GetAwaiter" or "GetResult" or "AsTask" when invocation.Instance is { } task:
                Visit(task, walk, element);
                return;
            case "FromResult" when invocation.Arguments.Length == 1:
                Visit(invocation.Arguments[0].Value, walk, element);
                return;
        }

        if (invocation.Instance is { } original && _catalog.FindOptions(original.Type)?.Copies.Contains(method.Name) == true)
        {
            Visit(original, walk, element);
            return;
        }

        // What a prompt object makes carries its name and version, which its code would not tell.
        var isPrompt = _catalog.Known.IsPrompt(invocation.Instance?.Type);
        var definition = (method.ReducedFrom ?? method).OriginalDefinition;
        var isFollowed = _followReturns && _followMembers && !isPrompt && _scope.Contains(definition);
        if (!isFollowed || !VisitReturned(definition, walk, element))
            walk.Add(new(OriginKind.Invocation, invocation) { Element = element });
    }

    // What a method of this compilation returns; of one that can be overridden, what any of its bodies returns.
    private bool VisitReturned(IMethodSymbol method, Walk walk, int element)
    {
        var isFixed = !method.IsAbstract && !method.IsVirtual && !method.IsOverride;
        if (!isFixed && (_scope.IsOpen(method) || _scope.IsTooCommon(method)))
            return false;

        var any = false;
        foreach (var body in isFixed ? [method] : _scope.Implementations(method))
        {
            foreach (var returned in _scope.ReturnedValues(body))
            {
                any = true;
                Visit(returned, walk, element);
                if (walk.IsDecided)
                    return true;
            }
        }

        return any;
    }
}
