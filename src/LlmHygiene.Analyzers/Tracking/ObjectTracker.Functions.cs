using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks.Tables;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Tracking;

// An object that a function hands to its callers: as what it returns, or in a parameter that is a reference.
internal sealed partial class ObjectTracker
{
    /// <summary>
    /// The parameter of the lambda or method that a delegate with one parameter runs; null where that is not known, or may be another one.
    /// </summary>
    public IParameterSymbol? ParameterOf(IOperation function)
    {
        if (ParameterOfCode(function) is { } written)
            return written;
        return catalog.Level > HygieneLevel.V0_1 && values.Trace(function).Origins is [{ Operation: var made }]
            ? ParameterOfCode(made.WithDelegate())
            : null;
    }

    private IParameterSymbol? ParameterOfCode(IOperation function) =>
        function.WithoutConversion() is not IDelegateCreationOperation { Target: var target } ? null
        : target is IAnonymousFunctionOperation { Symbol.Parameters: [var given] } ? given
        : catalog.Level > HygieneLevel.V0_1
        && target
            is IMethodReferenceOperation
            {
                Method: { Parameters: [_], IsExtensionMethod: false, IsAbstract: false, IsVirtual: false, IsOverride: false } method
            }
        && values.Scope.Contains(method.AsDeclared())
        && method.AsDeclared() is { IsExtern: false, PartialImplementationPart: null, Parameters: [{ RefKind: RefKind.None } declared] }
            ? declared
        : null;

    private void ReadReturned(IReturnOperation returned, TrackedObject tracked, ObjectNames names)
    {
        if (
            returned.SemanticModel?.GetEnclosingSymbol(returned.Syntax.SpanStart)
            is not IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } lambda
        )
        {
            names.AddOwnerOf(returned);
            return;
        }

        if (!names.Enter(lambda))
            return;
        tracked.IsCertain = false;
        if (values.Scope.CallsOfLambda(lambda) is { } calls)
            foreach (var call in calls)
                ReadUse(call, tracked, names);
        else if (
            values.Scope.DelegateOf(lambda) is { Parent: IArgumentOperation { Parent: IObjectCreationOperation lazy } }
            && lazy.Type is { MetadataName: "Lazy`1" }
        )
            ReadLazy(lazy, tracked, names);
        else if (
            values.Scope.DelegateOf(lambda) is { Parent: IArgumentOperation { Parent: IInvocationOperation run } }
            && Functions.RunBy(run) is not null
        )
            ReadUse(run, tracked, names);
        else
            tracked.MarkUnknown();
    }

    // `private readonly Lazy<ChatOptions> _options = new(() => options);`
    private void ReadLazy(IObjectCreationOperation lazy, TrackedObject tracked, ObjectNames names, bool isCertain = true)
    {
        var value = lazy.WithConversions();
        if (value.Parent is IPropertyReferenceOperation { Property: var property } read && ValueTracker.IsLazyValue(property))
            ReadUse(read, tracked, names);
        else if (HolderOf(value.Parent) is { } holder)
            ReadContainer(new Container(holder, Container.LazyValue), tracked, names, isCertain);
        else
            tracked.MarkUnknown();
    }

    // Whoever gets an object of the pool may have written to this one before, as may the policy where it gets the object back.
    private void ReadPool(IMethodSymbol create, TrackedObject tracked, ObjectNames names)
    {
        tracked.IsPooled = true;
        tracked.IsCertain = false;
        foreach (var call in values.Scope.InvocationsOf(ObjectPoolSdk.Get, ObjectPools.IsGet))
            if (SymbolEqualityComparer.Default.Equals(call.Type, create.ReturnType))
                ReadUse(call, tracked, names);
        foreach (var back in create.ContainingType.GetMembers(ObjectPoolSdk.Return).OfType<IMethodSymbol>())
            if (back.Parameters is [var parameter])
                names.Add(parameter);
        tracked.IsCertain = true;
    }

    // The method or local function that returns; null for any other function, and for one that can be overridden.
    private static IMethodSymbol? MethodOf(IReturnOperation returned) =>
        returned is { Kind: OperationKind.Return }
        && returned.SemanticModel?.GetEnclosingSymbol(returned.Syntax.SpanStart)
            is IMethodSymbol
            {
                MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction,
                IsAbstract: false,
                IsVirtual: false,
                IsOverride: false,
                IsAsync: false,
                ExplicitInterfaceImplementations.IsEmpty: true
            } method
            ? method.OriginalDefinition
            : null;

    // The variables of the callers that the parameter stands for.
    private void ReadReferences(IParameterSymbol parameter, TrackedObject tracked, ObjectNames names)
    {
        if (
            parameter.ContainingSymbol is not IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction } method
            // A deconstruction calls it without naming it.
            || method.Name == "Deconstruct"
            || values.Scope.IsTooCommon(method)
            || values.Scope.IsOpen(method)
            || values.Scope.IsReflectedOn(method)
        )
        {
            tracked.MarkUnknown();
            return;
        }

        tracked.IsCertain = false;
        foreach (var call in values.Scope.CallsOf(method))
            if (call.ArgumentFor(parameter) is { Value: var target })
                ReadTaken(target, tracked, names);
            else
                tracked.MarkUnknown();
    }
}
