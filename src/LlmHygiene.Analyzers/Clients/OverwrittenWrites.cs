using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Clients;

/// <summary>
/// Writes that another write replaces in every case: <c>new ChatOptions { ModelId = "a" }</c> and then <c>options.ModelId = "b";</c> in the
/// block of the call. Only one object, on a way without a choice, and straight-line code prove that; every other write counts.
/// </summary>
internal sealed partial class OverwrittenWrites
{
    private const int MaxSteps = 12;
    private const int MaxHelpers = 3;

    private readonly SourceScope _scope;
    private readonly IObjectCreationOperation _creation;

    // The variables that the object passes through.
    private readonly HashSet<ISymbol> _way = new(SymbolEqualityComparer.Default);

    // The functions that it passes through, and the node in each by which it gets on to the call.
    private readonly Dictionary<SyntaxNode, (SyntaxNode Node, int Level)> _functions = [];

    private OverwrittenWrites(SourceScope scope, IObjectCreationOperation creation) => (_scope, _creation) = (scope, creation);

    /// <param name="options">The argument of the call that the object is.</param>
    public static IEnumerable<IOperation> Without(
        IReadOnlyList<IOperation> writes,
        TrackedObject tracked,
        IOperation options,
        IInvocationOperation call,
        SourceScope scope
    )
    {
        if (writes.Count < 2 || tracked is not { Creations: [var creation], Invocations.Count: 0, Bindings.Count: 0 })
            return writes;
        var order = new OverwrittenWrites(scope, creation);
        return order.Follow(options, call.Syntax) ? order.Remaining(writes) : writes;
    }

    /// <summary>
    /// The same without <c>options.ModelId ??= "b"</c>, where the options are made with another value, and never lose it.
    /// </summary>
    public static IEnumerable<IOperation> WithoutUnused(IEnumerable<IOperation> writes, TrackedObject tracked)
    {
        var all = writes.ToList();
        var filled = all.Where(static write => write.Parent is ICoalesceAssignmentOperation assignment && assignment.Value == write)
            .ToList();
        var others = all.Except(filled).ToList();
        return
            filled.Count > 0
            && tracked is { Creations: [var creation], MayBeNull: false, Invocations.Count: 0, Bindings.Count: 0 }
            && others.TrueForAll(static write => write.WithoutConversion().ConstantValue is { HasValue: true, Value: not (null or "") })
            && others.Exists(write => write.Syntax.IsWithin(creation.Syntax))
            ? others
            : all;
    }

    private IEnumerable<IOperation> Remaining(IReadOnlyList<IOperation> writes)
    {
        var places = writes.Select(PlaceOf).ToList();
        var last = places.Where((place, i) => place is { IsAlways: true } && Replaces(writes[i]) && IsAfterCreation(place)).ToList();
        return writes.Where((write, i) => !last.Exists(replacing => replacing != places[i] && IsBefore(write, places[i], replacing!)));
    }

    // `options.MaxOutputTokens += 5` needs what was written before, and `??=` may keep it.
    private static bool Replaces(IOperation write) => write.Parent is not ICoalesceAssignmentOperation && !IsComputed(write);

    // A field may have held another object before.
    private bool IsAfterCreation(Place place) =>
        place.Function != Functions.Around(_creation.Syntax) || place.Node.SpanStart >= _creation.Syntax.Span.End;

    private bool IsBefore(IOperation write, Place? place, Place replacing)
    {
        if (write.Syntax.IsWithin(_creation.Syntax))
            return true;
        if (place is null || !_functions.TryGetValue(place.Function, out var own))
            return false;
        if (place.Function == replacing.Function)
            return place.Node.Span.End <= replacing.Node.SpanStart;
        return own.Level > _functions[replacing.Function].Level && place.Node.Span.End <= own.Node.SpanStart;
    }

    /// <param name="Node">The statement in a function on the way that writes, or that calls what writes.</param>
    private sealed record Place(SyntaxNode Function, SyntaxNode Node, bool IsAlways);

    private Place? PlaceOf(IOperation written)
    {
        var assignment = written is IAssignmentOperation or IIncrementOrDecrementOperation ? written : written.WithConversions().Parent;
        var target = assignment switch
        {
            ISimpleAssignmentOperation or ICoalesceAssignmentOperation or ICompoundAssignmentOperation => (
                (IAssignmentOperation)assignment
            ).Target,
            IIncrementOrDecrementOperation change => change.Target,
            _ => null,
        };
        var isAlways = true;
        var node = assignment?.Syntax ?? written.Syntax;
        // `(o.ModelId, o.MaxOutputTokens) = ("a", 5);`
        if (
            assignment is ITupleOperation { Elements: var values } given
            && DeconstructedBy(given) is { Target: ITupleOperation targets } all
        )
        {
            var index = values.IndexOf(written.WithConversions());
            target = index >= 0 && index < targets.Elements.Length ? targets.Elements[index] : null;
            node = all.Syntax;
        }

        var variable = target is IMemberReferenceOperation { Instance: { } receiver } ? VariableOf(receiver.WithoutConversion()) : null;
        for (var depth = 0; depth <= MaxHelpers; depth++)
        {
            if (Functions.Around(node) is not { } function)
                return null;
            if (_functions.TryGetValue(function, out var through))
                return new Place(function, node, isAlways && IsOnWay(variable) && RunsBefore(node, through.Node, function));
            isAlways = isAlways && RunsInEveryCase(node, function);
            if (OnlyCallOf(function) is not { } site)
                return null;
            if (variable is not null && !_way.Contains(variable))
                variable = GivenFor(variable, site, function);
            node = site.Syntax;
        }

        return null;
    }

    private static IDeconstructionAssignmentOperation? DeconstructedBy(ITupleOperation values) =>
        values.WithConversions().Parent is IDeconstructionAssignmentOperation all && all.Value == values.WithConversions() ? all : null;

    // A variable of the way, or another name of one: `var same = o;`. A field may have held another object when it got its other name.
    private bool IsOnWay(ISymbol? variable)
    {
        for (var i = 0; i < MaxSteps && variable is not null; i++)
        {
            if (_way.Contains(variable))
                return i == 0 || variable is ILocalSymbol or IParameterSymbol;
            variable =
                variable is ILocalSymbol { RefKind: RefKind.None, DeclaringSyntaxReferences: [var declared] }
                && declared.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: var initial }
                && !_scope.Writes(variable).Any()
                && _scope.ValueOf(initial) is { } value
                    ? VariableOf(value.WithoutConversion())
                    : null;
        }

        return false;
    }

    // What a helper writes to is what its caller gives it.
    private ISymbol? GivenFor(ISymbol variable, IOperation site, SyntaxNode function) =>
        variable is IParameterSymbol { RefKind: RefKind.None, ContainingSymbol.DeclaringSyntaxReferences: [var declared] } parameter
        && declared.GetSyntax() == function
        && !_scope.Writes(parameter).Any()
        && site.ArgumentFor(parameter) is { Value: var given }
            ? VariableOf(given.WithoutConversion())
            : null;

    // A statement of the block around the node through which the object gets on.
    private static bool RunsBefore(SyntaxNode node, SyntaxNode through, SyntaxNode function) =>
        Functions.RunsBefore(node, through) && !Functions.HasJumps(function);

    // A statement of the body itself, with nothing before it that may leave the function.
    private static bool RunsInEveryCase(SyntaxNode node, SyntaxNode function)
    {
        if (function.ChildNodes().OfType<ArrowExpressionClauseSyntax>().Any(arrow => arrow.Expression == node))
            return true;
        if (function is LambdaExpressionSyntax { ExpressionBody: { } body })
            return body == node;
        return node.Parent is ExpressionStatementSyntax { Parent: BlockSyntax block } statement
            && block.Parent == function
            && !Functions.HasJumps(function)
            && !function
                .DescendantNodes()
                .TakeWhile(other => other.SpanStart < statement.SpanStart)
                .Any(static other =>
                    other
                        is ReturnStatementSyntax
                            or ThrowStatementSyntax
                            or ThrowExpressionSyntax
                            or AwaitExpressionSyntax
                            or YieldStatementSyntax
                );
    }

    private IOperation? OnlyCallOf(SyntaxNode function)
    {
        var symbol = _scope.FunctionOf(function);
        if (symbol is null or { IsAbstract: true } or { IsVirtual: true } or { IsOverride: true } || _scope.IsTooCommon(symbol))
            return null;
        IReadOnlyList<IOperation>? calls =
            symbol.MethodKind == MethodKind.AnonymousFunction ? _scope.CallsOfLambda(symbol)
            : symbol.MethodKind is MethodKind.Ordinary or MethodKind.LocalFunction
            && !_scope.IsOpen(symbol)
            && !_scope.IsReflectedOn(symbol)
                ? _scope.CallsOf(symbol).Take(2).ToList()
            : null;
        return calls is [IInvocationOperation only] ? only : null;
    }

    private IOperation? OnlyCreationBy(IMethodSymbol constructor) =>
        !_scope.IsTooCommon(constructor)
        && !_scope.IsOpen(constructor)
        && !_scope.IsMadeElsewhere(constructor.ContainingType)
        && _scope.Creations(constructor) is [IObjectCreationOperation only]
            ? only
            : null;

    // The way back from the call to the creation; false where the code chooses, or where a part of the way is not seen.
    private bool Follow(IOperation value, SyntaxNode through)
    {
        for (var step = 0; step < MaxSteps; step++)
        {
            if (Functions.Around(through) is not { } function)
                return false;
            if (!_functions.ContainsKey(function))
                _functions.Add(function, (through, _functions.Count));
            value = value.WithoutConversion();
            switch (value)
            {
                case IObjectCreationOperation creation:
                    return creation.Syntax == _creation.Syntax;
                case IParenthesizedOperation { Operand: var inner }:
                    value = inner;
                    continue;
                case ILocalReferenceOperation { Local: { RefKind: RefKind.None } local } when OnlyValueOf(local, through) is { } given:
                    _way.Add(local);
                    value = given;
                    continue;
                case IFieldReferenceOperation { Field: var field }
                    when VariableOf(value) is not null && OnlyValueOf(field.OriginalDefinition, through) is { } given:
                    _way.Add(field.OriginalDefinition);
                    value = given;
                    continue;
                case IPropertyReferenceOperation { Property: { IsIndexer: false } property }
                    when VariableOf(value) is not null && OnlyValueOf(property.OriginalDefinition, through) is { } given:
                    _way.Add(property.OriginalDefinition);
                    value = given;
                    continue;
                case IParameterReferenceOperation { Parameter: { RefKind: RefKind.None, ContainingSymbol: IMethodSymbol owner } parameter }
                    when !_scope.Writes(parameter).Any()
                        && owner.DeclaringSyntaxReferences is [var declared]
                        && declared.GetSyntax() == function
                        && OnlyCallOf(function) is { } site
                        && site.ArgumentFor(parameter) is { } passed:
                    _way.Add(parameter);
                    value = passed.Value;
                    through = site.Syntax;
                    continue;
                // `class Desk(ChatOptions options)`
                case IParameterReferenceOperation
                {
                    Parameter:
                    { RefKind: RefKind.None, ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } owner } parameter
                } when !_scope.Writes(parameter).Any() && OnlyCreationBy(owner) is { } made && made.ArgumentFor(parameter) is { } handed:
                    _way.Add(parameter);
                    value = handed.Value;
                    through = made.Syntax;
                    continue;
                default:
                    return false;
            }
        }

        return false;
    }

    // What a variable is given, where that is done once, and in the same run of the function as the use.
    private IOperation? OnlyValueOf(ISymbol variable, SyntaxNode through)
    {
        if (_scope.IsTooCommon(variable) || !_scope.Contains(variable) && variable is not ILocalSymbol)
            return null;
        var initial = variable
            .DeclaringSyntaxReferences.Select(static declared => declared.GetSyntax())
            .Select(static declared =>
                declared switch
                {
                    VariableDeclaratorSyntax { Initializer.Value: var value } => value,
                    PropertyDeclarationSyntax { Initializer.Value: var value } => value,
                    _ => null,
                }
            )
            .FirstOrDefault(static value => value is not null);
        var writes = _scope.Writes(variable).Take(2).ToList();
        if (initial is not null)
            return variable is ILocalSymbol && writes.Count == 0 && Functions.Around(initial) == Functions.Around(through)
                ? _scope.ValueOf(initial)
                : null;
        return
            writes is [{ Parent: ISimpleAssignmentOperation { IsRef: false } assignment } target]
            && assignment.Target.Syntax == target.Syntax
            && Functions.Around(assignment.Syntax) is { } function
            && function == Functions.Around(through)
            && RunsBefore(assignment.Syntax, through, function)
            && (
                variable is not IPropertySymbol property
                || property is { IsAbstract: false, IsVirtual: false, IsOverride: false } && !ValueTracker.HasOwnAccessor(property)
            )
            ? assignment.Value
            : null;
    }

    private static ISymbol? VariableOf(IOperation value) =>
        value switch
        {
            ILocalReferenceOperation { Local: var local } => local,
            IParameterReferenceOperation { Parameter: var parameter } => parameter,
            IFieldReferenceOperation { Field: var field, Instance: null or IInstanceReferenceOperation } => field.OriginalDefinition,
            IPropertyReferenceOperation { Property: var property, Instance: null or IInstanceReferenceOperation } =>
                property.OriginalDefinition,
            _ => null,
        };
}
