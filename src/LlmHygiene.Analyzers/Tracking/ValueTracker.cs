using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Tracking;

/// <summary>
/// Follows a value backwards to everything that it can come from, through the whole compilation. The order of execution is ignored: every
/// value that a variable can be given counts, so what is absent from the result is absent on every path.
/// </summary>
internal sealed partial class ValueTracker
{
    // Far above what hand-written code needs; limits the cost of huge generated code and cyclic helpers.
    private const int MaxSteps = 500;

    // Several facts of one call need the origins of the same values: its client, its options.
    private readonly Dictionary<IOperation, TrackedValue> _traces = [];

    private readonly SourceScope _scope;
    private readonly SdkCatalog _catalog;
    private readonly bool _followCallers;
    private readonly bool _followReturns;
    private readonly bool _followMembers;

    private ValueTracker? _upToReturns;

    private ValueTracker(SourceScope scope, SdkCatalog catalog, bool followCallers, bool followReturns = true, bool followMembers = true)
    {
        _scope = scope;
        _catalog = catalog;
        _followCallers = followCallers;
        _followReturns = followReturns;
        _followMembers = followMembers;
    }

    public SourceScope Scope => _scope;

    /// <summary>The same, but it ends at calls of methods of this compilation; the caller enters those with their arguments.</summary>
    public ValueTracker UpToReturns => _upToReturns ??= new(_scope, _catalog, _followCallers, followReturns: false, _followMembers);

    /// <summary>Follows a value wherever the compilation shows where it comes from.</summary>
    public static ValueTracker Whole(SourceScope scope, SdkCatalog catalog) => new(scope, catalog, followCallers: true);

    /// <summary>Ends at parameters: what callers pass is judged at the callers.</summary>
    public static ValueTracker UpToParameters(SourceScope scope, SdkCatalog catalog) => new(scope, catalog, followCallers: false);

    /// <summary>Ends at parameters, fields, properties and methods: only code of the same member counts.</summary>
    public static ValueTracker WithinMember(SourceScope scope, SdkCatalog catalog) =>
        new(scope, catalog, followCallers: false, followMembers: false);

    /// <summary>
    /// Ends at parameters and at calls of the user's own methods: the reader of a request enters those with the arguments of the call.
    /// </summary>
    public static ValueTracker ForHttp(SourceScope scope, SdkCatalog catalog) =>
        new(scope, catalog, followCallers: false, followReturns: false);

    public TrackedValue Trace(IOperation value)
    {
        if (!_traces.TryGetValue(value, out var known))
            _traces.Add(value, known = Find(value));
        return known;
    }

    /// <summary>The same for one element of a tuple, or <see cref="Walk.Whole"/>.</summary>
    public TrackedValue Trace(IOperation value, int element) => element == Walk.Whole ? Trace(value) : Find(value, element);

    private TrackedValue Find(IOperation value, int element = Walk.Whole)
    {
        var walk = new Walk();
        Visit(value, walk, element);
        return walk.Result;
    }

    /// <summary>
    /// The same for a caller that only needs to know whether the value is always null, or one constant. It ends at the first origin that is
    /// neither, which usually comes early; finding all origins can mean binding half of a project.
    /// </summary>
    public TrackedValue TraceConstant(IOperation value)
    {
        var walk = new Walk { SeeksConstant = true };
        Visit(value, walk);
        return walk.Result;
    }

    // A value that is written in the code. It is unknown where the compiler has no operation for it.
    private void Visit(ExpressionSyntax expression, IOperation usage, Walk walk, int element)
    {
        if (_scope.ValueOf(expression) is { } value)
            Visit(value, walk, element);
        else
            walk.Add(new(OriginKind.Other, usage));
    }

    // 'element' is the requested position in a tuple, or -1 for the whole value.
    private void Visit(IOperation value, Walk walk, int element = Walk.Whole)
    {
        if (walk.IsDecided)
            return;
        if (++walk.Steps > MaxSteps)
        {
            walk.Add(new(OriginKind.Other, value));
            return;
        }

        if (!walk.Visit(value, element))
            return;

        if (value.ConstantValue is { HasValue: true, Value: var constant })
        {
            walk.Add(new(constant is null ? OriginKind.Null : OriginKind.Constant, value));
            return;
        }

        if (element == Container.Item && VisitItems(value, walk))
            return;
        if (element == Walk.Whole && Items.CollectionOf(value) is { } collection && VisitItem(collection, walk, MayLackItem(value)))
            return;
        switch (value)
        {
            case IConversionOperation conversion:
                VisitConversion(conversion, walk, element);
                break;
            case IAwaitOperation awaited:
                Visit(awaited.Operation, walk, element);
                break;
            case IParenthesizedOperation parenthesized:
                Visit(parenthesized.Operand, walk, element);
                break;
            case IConditionalOperation conditional:
                Visit(conditional.WhenTrue, walk, element);
                if (conditional.WhenFalse is { } otherwise)
                    Visit(otherwise, walk, element);
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
                if (element == Walk.Whole && VariableOf(assignment.Target) is { } variable)
                    walk.AddHolder(variable);
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
                if (ConditionalReceiver(instance) is { } receiver)
                    Visit(receiver, walk, element);
                else
                    walk.Add(new(OriginKind.Other, value));
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
            case IObjectCreationOperation { Type: { } made } task when made.IsTask():
                VisitTask(task, walk, element);
                break;
            case IObjectCreationOperation when element == Walk.Whole:
                walk.Add(new(OriginKind.Creation, value));
                break;
            default:
                walk.Add(new(OriginKind.Other, value));
                break;
        }
    }

    // An operator of the project may return anything; operators of SDKs keep the value of their operand.
    private void VisitConversion(IConversionOperation conversion, Walk walk, int element)
    {
        if (conversion.OperatorMethod is { } own && _scope.Contains(own.OriginalDefinition))
        {
            if (!_followReturns || !_followMembers || !VisitReturned(own.OriginalDefinition, walk, element))
                walk.Add(new(OriginKind.Other, conversion));
        }
        else if (conversion is { Conversion: { IsNumeric: true, IsImplicit: false }, Operand.ConstantValue.HasValue: false })
        {
            // `(int)x` may be a different number than x.
            walk.Add(new(OriginKind.Other, conversion));
        }
        else
        {
            Visit(conversion.Operand, walk, element);
        }
    }

    // `new ValueTask<T>(x)` yields x; any other task yields what code that it runs returns.
    private void VisitTask(IObjectCreationOperation task, Walk walk, int element)
    {
        if (task.Arguments is [{ Value: var result, Parameter.OriginalDefinition.Type: ITypeParameterSymbol }])
            Visit(result, walk, element);
        else
            walk.Add(new(OriginKind.Other, task));
    }

    private static ISymbol? VariableOf(IOperation target) =>
        target switch
        {
            ILocalReferenceOperation local => local.Local,
            IParameterReferenceOperation parameter => parameter.Parameter.OriginalDefinition,
            IFieldReferenceOperation or IPropertyReferenceOperation => ((IMemberReferenceOperation)target).Member.OriginalDefinition,
            _ => null,
        };

    /// <summary>What is before the <c>?.</c> of a conditional access.</summary>
    public static IOperation? ConditionalReceiver(IConditionalAccessInstanceOperation instance)
    {
        for (var parent = instance.Parent; parent is not null; parent = parent.Parent)
            if (parent is IConditionalAccessOperation access && access.Operation.Syntax == instance.Syntax)
                return access.Operation;
        return null;
    }

    private void VisitInvocation(IInvocationOperation invocation, Walk walk, int element)
    {
        var method = invocation.TargetMethod;
        if (PassedThrough(invocation) is { } same)
        {
            Visit(same, walk, element);
            return;
        }

        if (_catalog.Level > HygieneLevel.V0_1 && Functions.RunBy(invocation) is { } run)
        {
            if (!VisitAll(_scope.ReturnedValues(run), walk, element))
                walk.Add(new(OriginKind.Invocation, invocation) { Element = element });
            return;
        }

        if (invocation.Instance is { } original && _catalog.FindOptions(original.Type)?.Copies.Contains(method.Name) == true)
        {
            var outer = walk.Copy;
            walk.Copy = invocation;
            Visit(original, walk, element);
            walk.Copy = outer;
            return;
        }

        if (!VisitPooled(invocation, walk, element) && !VisitAll(ReturnedBy(invocation), walk, element))
            walk.Add(new(OriginKind.Invocation, invocation) { Element = element });
    }

    /// <summary>The value that a step around a task passes through; null for any other call.</summary>
    public static IOperation? PassedThrough(IInvocationOperation invocation) =>
        invocation.TargetMethod.Name switch
        {
            // A method of the project that has one of these names does what its body says.
            _ when !invocation.TargetMethod.OriginalDefinition.DeclaringSyntaxReferences.IsEmpty => null,
            "ConfigureAwait" or "GetAwaiter" or "GetResult" or "AsTask" => invocation.Instance,
            "FromResult" when invocation.Arguments is [{ Value: var value }] => value,
            _ => null,
        };

    /// <summary>
    /// What a call of a method or lambda of this compilation returns, in its code; nothing where that is not known, or not followed.
    /// </summary>
    public IEnumerable<IOperation> ReturnedBy(IInvocationOperation invocation)
    {
        if (!_followReturns || !_followMembers)
            return [];
        if (_scope.LambdaOf(invocation) is { } lambda)
            return _scope.ReturnedValues(lambda);
        var definition = invocation.TargetMethod.AsDeclared();
        if (_scope.Contains(definition))
            Entered.Add(invocation);
        if (Runs(definition, invocation.Instance) is { } exact)
            return _catalog.Known.IsPrompt(invocation.Instance?.Type) ? [] : exact.SelectMany(_scope.ReturnedValues);
        // What a prompt object creates carries its name and version; the code of its method would not show them.
        return !_catalog.Known.IsPrompt(invocation.Instance?.Type) && _scope.Contains(definition) ? ReturnedBy(definition) : [];
    }

    // For a method that can be overridden, what any of its bodies returns.
    private IEnumerable<IOperation> ReturnedBy(IMethodSymbol method)
    {
        var isFixed = !method.IsAbstract && !method.IsVirtual && !method.IsOverride;
        if (!isFixed && (_scope.IsOpen(method) || _scope.IsTooCommon(method)))
            return [];
        return (isFixed ? [method] : _scope.Implementations(method)).SelectMany(_scope.ReturnedValues);
    }

    private bool VisitReturned(IMethodSymbol method, Walk walk, int element) => VisitAll(ReturnedBy(method), walk, element);

    // False where there is nothing to visit.
    private bool VisitAll(IEnumerable<IOperation> returned, Walk walk, int element)
    {
        var any = false;
        foreach (var value in returned)
        {
            any = true;
            Visit(value, walk, element);
            if (walk.IsDecided)
                break;
        }

        return any;
    }
}
