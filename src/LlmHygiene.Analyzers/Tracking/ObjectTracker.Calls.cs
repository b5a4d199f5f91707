using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Tables;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Tracking;

internal sealed partial class ObjectTracker
{
    // Methods of the framework that only read their arguments, for example to print them.
    private static readonly ImmutableHashSet<string> s_readingTypes = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "Console",
        "Debug",
        "Trace",
        "String",
        "Object",
        "GC",
        "ArgumentNullException",
        "LoggerExtensions"
    );

    private static readonly ImmutableHashSet<string> s_readingMethods = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "ToString",
        "GetType",
        "GetHashCode",
        "Equals",
        "ReferenceEquals",
        "ContainsKey",
        "ContainsName",
        "Contains",
        "TryGetValue",
        "GetValueOrDefault",
        "GetEnumerator",
        "Clone",
        "Any",
        "All",
        "Count",
        "First",
        "FirstOrDefault",
        "Select",
        "Where",
        "ToList",
        "ToArray",
        "ToDictionary",
        "AsReadOnly",
        "IndexOf"
    );

    private static readonly ImmutableHashSet<string> s_collectionMethods = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "Add",
        "TryAdd",
        "Remove",
        "Clear"
    );

    private void ReadReceiver(IInvocationOperation call, TrackedObject tracked, ObjectNames names)
    {
        var method = call.TargetMethod;
        if (values.Scope.Contains(method.OriginalDefinition))
            tracked.MarkUnknown();
        else if (ValueTracker.PassedThrough(call) is not null)
            ReadUse(call, tracked, names);
        else if (catalog.HoldsOptions(method.ContainingType, method.Name) && call.Arguments is [{ Value: var added }, ..])
            tracked.AddWrite(method.Name, added);
        else if (
            catalog.FindCall(method) is null
            && !s_readingMethods.Contains(method.Name)
            && !s_collectionMethods.Contains(method.Name)
            && !HttpClients.OnlySends(method)
            && catalog.FindOptions(method.ContainingType)?.Copies.Contains(method.Name) != true
        )
            tracked.MarkUnknown();
    }

    private void ReadArgument(IArgumentOperation argument, TrackedObject tracked, ObjectNames names)
    {
        var method = argument.Parent switch
        {
            IInvocationOperation invocation => invocation.TargetMethod,
            IObjectCreationOperation creation => creation.Constructor,
            _ => null,
        };
        if (method is null || argument.Parameter is not { } parameter)
        {
            tracked.MarkUnknown();
            return;
        }

        if (
            catalog.FindCall(method) is not null
            || catalog.FindClientSource(method)?.Options == parameter.Name
            || catalog.KeepsHttp(method, parameter.Name)
            || (parameter.Ordinal == 0 && HttpClients.OnlySends(method))
            || (tracked.IsPooled && ObjectPools.IsReturn(method))
            || isHandedOn?.Invoke(parameter.OriginalDefinition) == true
        )
            return;
        if (argument.Parent is IInvocationOperation bound && ConfigurationBinding.Is(method))
        {
            tracked.Bindings.Add(bound);
            return;
        }

        // `new ValueTask<T>(x)`
        if (
            argument
                is { Parent: IObjectCreationOperation { Type: { } made } task, Parameter.OriginalDefinition.Type: ITypeParameterSymbol }
            && made.IsTask()
        )
        {
            ReadUse(task, tracked, names);
            return;
        }

        if (
            catalog.Level > HygieneLevel.V0_1
            && argument.Parent is IObjectCreationOperation kept
            && ValueTracker.LazyOf(kept) == argument.Value
        )
        {
            ReadLazy(kept, tracked, names, tracked.IsCertain);
            return;
        }

        tracked.MarkHandedOn();
        if (IsReading(method))
            return;
        if (argument.Parent is IInvocationOperation call && ValueTracker.PassedThrough(call) == argument.Value)
        {
            ReadUse(call, tracked, names);
            return;
        }

        if (
            !parameter.IsParams
            && argument.Parent is IInvocationOperation invoked
            && values.Scope.LambdaOf(invoked) is { } lambda
            && parameter.Ordinal < lambda.Parameters.Length
        )
        {
            tracked.HandedOn.Add(argument);
            Enter(argument, lambda.Parameters[parameter.Ordinal], tracked, names);
            return;
        }

        var definition = method.AsDeclared();
        if (!values.Scope.Contains(definition) || !IsFollowed(definition, parameter))
        {
            tracked.MarkUnknown();
            return;
        }

        tracked.HandedOn.Add(argument);
        foreach (var body in Bodies(definition))
            Enter(argument, body.Parameters[parameter.Ordinal], tracked, names);
        if (definition.IsAbstract && !Bodies(definition).Any())
            tracked.MarkUnknown();
    }

    private static void Enter(IArgumentOperation argument, IParameterSymbol given, TrackedObject tracked, ObjectNames names)
    {
        names.Add(given);
        if (tracked.Way.Contains(given, SymbolEqualityComparer.Default))
            tracked.OnWay.Add(argument);
    }

    // The methods of the project that run. Whether the call may also reach other methods is checked before.
    private IEnumerable<IMethodSymbol> Bodies(IMethodSymbol method) =>
        method.IsAbstract || method.IsVirtual || method.IsOverride ? values.Scope.Implementations(method) : [method];

    private bool IsFollowed(IMethodSymbol method, IParameterSymbol parameter)
    {
        if (parameter.IsParams || method.Parameters.Length <= parameter.Ordinal)
            return false;
        if (method.IsAbstract || method.IsVirtual || method.IsOverride)
            return !values.Scope.IsOpen(method) && !values.Scope.IsTooCommon(method);
        return method switch
        {
            { IsExtern: true } => false,
            { MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction or MethodKind.ExplicitInterfaceImplementation } => true,
            // The parameters of a record become properties that the source does not name.
            { MethodKind: MethodKind.Constructor } => !method.ContainingType.IsRecord,
            _ => false,
        };
    }

    private bool IsReading(IMethodSymbol method) =>
        method.ContainingType is { } type
        && s_readingTypes.Contains(type.Name)
        && !values.Scope.Contains(type)
        && method.ReturnType.SpecialType != SpecialType.System_Object;
}
