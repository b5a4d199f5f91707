using LlmHygiene.Analyzers.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Calls;

/// <summary>Delegating clients, middleware and client implementations: they pass on a call that other code makes.</summary>
internal static class Forwarders
{
    // Each local is searched for in the whole member. A value that is built from more locals than this counts as passed on.
    private const int MaxLocals = 20;

    public static bool IsForwarder(SdkCall call, SdkCatalog catalog) =>
        (
            IsInSdkItself(call)
            || IsInClientImplementation(call, catalog)
            || IsInMiddleware(call, catalog.Known)
            || IsInMarkedMethod(call, catalog)
        ) && PassesOwnParameterOn(call);

    // The source of an SDK itself: its overloads, helpers and conversations call each other.
    private static bool IsInSdkItself(SdkCall call) =>
        EnclosingSymbol(call)?.ContainingAssembly is { } assembly && call.Sdk.Assemblies.Contains(assembly.Name);

    private static bool IsInClientImplementation(SdkCall call, SdkCatalog catalog)
    {
        for (var type = EnclosingSymbol(call)?.ContainingType; type is not null; type = type.ContainingType)
            if (catalog.IsClientImplementation(type))
                return true;
        return false;
    }

    // A decorator or an overload of a marked method: its callers are judged. A call of an SDK inside it is still a call.
    private static bool IsInMarkedMethod(SdkCall call, SdkCatalog catalog)
    {
        if (call.Marked is null)
            return false;
        for (var symbol = EnclosingSymbol(call); symbol is IMethodSymbol method; symbol = symbol.ContainingSymbol)
            if (catalog.IsMarked(method))
                return true;
        return false;
    }

    private static ISymbol? EnclosingSymbol(SdkCall call) =>
        call.Invocation.SemanticModel?.GetEnclosingSymbol(call.Invocation.Syntax.SpanStart);

    private static bool IsInMiddleware(SdkCall call, KnownTypes known)
    {
        for (IOperation? operation = call.Invocation; operation is not null; operation = operation.Parent)
        {
            if (operation is not IAnonymousFunctionOperation)
                continue;
            for (
                var outer = operation.Parent;
                outer is IConversionOperation or IDelegateCreationOperation or IArgumentOperation;
                outer = outer.Parent
            )
            {
                if (
                    outer is IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "Use" } method } }
                    && known.IsPipelineBuilder(method.ContainingType)
                )
                    return true;
            }
        }

        return false;
    }

    private static bool PassesOwnParameterOn(SdkCall call)
    {
        foreach (var argument in call.Invocation.Arguments)
        {
            if (argument.Parameter?.Type is { Name: "CancellationToken" } || argument.Value == call.Client)
                continue;
            if (MentionsParameter(argument.Value, new(SymbolEqualityComparer.Default)))
                return true;
        }

        return false;
    }

    // A parameter may be copied, converted or completed before it is passed on: `var copy = options?.Clone() ?? new();`.
    private static bool MentionsParameter(IOperation value, HashSet<ISymbol> followed)
    {
        foreach (var operation in value.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IParameterReferenceOperation:
                    return true;
                case ILocalReferenceOperation { Local: var local }
                    when followed.Add(local)
                        && (
                            followed.Count > MaxLocals
                            || InitialValues(local, operation).Any(initial => MentionsParameter(initial, followed))
                        ):
                    return true;
            }
        }

        return false;
    }

    private static IEnumerable<IOperation> InitialValues(ILocalSymbol local, IOperation reference)
    {
        var root = reference;
        while (root.Parent is not null)
            root = root.Parent;
        foreach (var operation in root.Descendants())
        {
            switch (operation)
            {
                case IVariableDeclaratorOperation declarator
                    when SymbolEqualityComparer.Default.Equals(declarator.Symbol, local)
                        && declarator.GetVariableInitializer() is { } initializer:
                    yield return initializer.Value;
                    break;
                case ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } assignment
                    when SymbolEqualityComparer.Default.Equals(target.Local, local):
                    yield return assignment.Value;
                    break;
                case IForEachLoopOperation loop when loop.Locals.Contains(local, SymbolEqualityComparer.Default):
                    yield return loop.Collection;
                    break;
                // `messages.Add(Convert(item))`: the local is filled from another value.
                case IInvocationOperation { Instance: ILocalReferenceOperation receiver } filling
                    when SymbolEqualityComparer.Default.Equals(receiver.Local, local):
                    foreach (var argument in filling.Arguments)
                        yield return argument.Value;
                    break;
            }
        }
    }
}
