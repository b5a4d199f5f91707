using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Http;

/// <summary>A call through which a method of the project was entered: its parameters have the arguments of that call as values.</summary>
internal sealed record CallFrame(IMethodSymbol Method, IInvocationOperation Call, CallFrame? Outer);

/// <summary>The code of an operation, and the calls through which it was reached.</summary>
internal sealed record FramedSyntax(SyntaxNode Syntax, CallFrame? Frame);

/// <summary>An operation, and the calls through which it was reached.</summary>
internal sealed record FramedOperation(IOperation Operation, CallFrame? Frame)
{
    /// <summary>The position in the tuple that the operation yields; -1 for the whole value.</summary>
    public int Element { get; init; } = -1;

    /// <summary>What a walk remembers the operation by.</summary>
    public FramedSyntax Key => new(Operation.Syntax, Frame);

    public FramedOperation With(IOperation operation) => new(operation, Frame);

    /// <summary>The argument for the parameter; null where no call entered the method.</summary>
    public FramedOperation? ArgumentOf(IParameterSymbol parameter)
    {
        // A local function sees the parameters of the methods around it.
        for (var frame = Frame; frame is not null; frame = frame.Outer)
        {
            if (!SymbolEqualityComparer.Default.Equals(frame.Method.OriginalDefinition, parameter.ContainingSymbol?.OriginalDefinition))
                continue;
            return frame.Call.ArgumentFor(parameter) is { } argument ? new FramedOperation(argument.Value, frame.Outer) : null;
        }

        return null;
    }
}

/// <summary>
/// Follows values as <see cref="ValueTracker"/> does, but enters methods of the project with the arguments of the current call: a helper
/// that is called with several addresses has one address for each caller.
/// </summary>
internal sealed class PlaceTracker(ValueTracker values)
{
    private const int MaxDepth = 10;
    private const int MaxSteps = 1500;
    private const int MaxCallers = 20;

    private int _steps;

    public SourceScope Scope => values.Scope;

    /// <summary>The method parameters that were reached, and that no call on the way supplies.</summary>
    public HashSet<IParameterSymbol> Open { get; } = new(SymbolEqualityComparer.Default);

    public TrackedValue Trace(IOperation value) => values.Trace(value);

    /// <summary>Where the value can come from. What cannot be followed further is its own origin.</summary>
    public IReadOnlyList<FramedOperation> Follow(FramedOperation place)
    {
        var found = new List<FramedOperation>();
        Follow(place, MaxDepth, found);
        return found;
    }

    private void Follow(FramedOperation place, int depth, List<FramedOperation> found)
    {
        if (++_steps > MaxSteps || depth == 0)
        {
            found.Add(place);
            return;
        }

        foreach (var origin in values.Trace(place.Operation, place.Element).Origins)
        {
            var next = Next(place.With(origin.Operation));
            if (next.Count == 0)
                found.Add(place.With(origin.Operation));
            foreach (var one in next)
                Follow(one with { Element = origin.Element }, depth - 1, found);
        }
    }

    private IReadOnlyList<FramedOperation> Next(FramedOperation origin) =>
        origin.Operation switch
        {
            IParameterReferenceOperation reference => Given(origin, reference.Parameter.OriginalDefinition),
            IInvocationOperation invocation => Returned(origin, invocation).ToList(),
            IInvalidOperation unbound => Returned(unbound).ToList(),
            _ => [],
        };

    /// <summary>What a method of the project returns at a call that does not bind, because the type of an argument is missing.</summary>
    public IEnumerable<FramedOperation> Returned(IInvalidOperation unbound) =>
        Scope.OnlyCandidate(unbound) is { } method ? Scope.ReturnedValues(method).Select(value => new FramedOperation(value, null)) : [];

    /// <summary>What a method of the project, a local function or a delegate returns at this call; empty for any other.</summary>
    public IEnumerable<FramedOperation> Returned(FramedOperation origin, IInvocationOperation invocation)
    {
        var method = invocation.TargetMethod;
        if (method.MethodKind == MethodKind.DelegateInvoke)
            return invocation.Instance is { } target ? Follow(origin.With(target)).SelectMany(ReturnedByDelegate) : [];

        var definition = method.AsDeclared();
        var isFixed = definition is { IsAbstract: false, IsVirtual: false, IsOverride: false };
        if (!Scope.Contains(definition) || (definition.IsAbstract && Scope.IsTooCommon(definition)))
            return [];
        var bodies = isFixed || Scope.IsTooCommon(definition) ? [definition] : Scope.Implementations(definition);
        return bodies.SelectMany(body =>
            Scope.ReturnedValues(body).Select(value => new FramedOperation(value, new CallFrame(body, invocation, origin.Frame)))
        );
    }

    private IEnumerable<FramedOperation> ReturnedByDelegate(FramedOperation made)
    {
        var target = made.Operation.WithoutConversion() is IDelegateCreationOperation creation
            ? creation.Target
            : made.Operation.WithoutConversion();
        return target switch
        {
            IMethodReferenceOperation { Method: var method } when Scope.Contains(method) => Scope.ReturnedValues(method).Select(made.With),
            IAnonymousFunctionOperation { Syntax: Microsoft.CodeAnalysis.CSharp.Syntax.LambdaExpressionSyntax lambda } => Scope
                .ReturnedValues(lambda)
                .Select(made.With),
            _ => [],
        };
    }

    private IReadOnlyList<FramedOperation> Given(FramedOperation origin, IParameterSymbol parameter)
    {
        if (origin.ArgumentOf(parameter) is { } argument)
            return [argument];
        if (parameter.ContainingSymbol is not IMethodSymbol method)
            return [];
        if (method.MethodKind is MethodKind.Ordinary or MethodKind.LocalFunction)
            Open.Add(parameter);
        return method.MethodKind == MethodKind.Constructor ? GivenToConstructor(parameter, method).ToList() : [];
    }

    // A field that a constructor sets can have any of the constructor's arguments as its value, or its default.
    private IEnumerable<FramedOperation> GivenToConstructor(IParameterSymbol parameter, IMethodSymbol constructor)
    {
        foreach (var declaration in parameter.DeclaringSyntaxReferences)
        {
            if (
                declaration.GetSyntax() is Microsoft.CodeAnalysis.CSharp.Syntax.ParameterSyntax { Default.Value: { } value }
                && Scope.OperationOf(value) is { } operation
            )
                yield return new FramedOperation(operation, null);
        }

        if (Scope.IsTooCommon(constructor.ContainingType))
            yield break;
        foreach (var creation in (Scope.Creations(constructor) ?? []).OfType<IObjectCreationOperation>().Take(MaxCallers))
        {
            if (creation.ArgumentFor(parameter) is { ArgumentKind: not ArgumentKind.DefaultValue } given)
                yield return new FramedOperation(given.Value, null);
        }
    }
}
