using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Clients;

/// <summary>
/// The steps around a client that write the model of a call by themselves. With one that overwrites it, the model that the call states is
/// not the one that runs; with several, which one runs depends on their order.
/// </summary>
internal sealed class ModelOverrides(ClientChain chain)
{
    private const int MaxDepth = 4;

    private enum Effect
    {
        None,

        /// <summary>States a model where the call states none.</summary>
        FillsIn,

        Overwrites,
    }

    /// <summary>True when a step, visible or not, may overwrite what the call states.</summary>
    public bool MayOverwrite(IOperation? client) =>
        StepsAround(client) is { } steps && (steps.Exists(step => EffectOf(step) == Effect.Overwrites) || MayOverwriteUnseen(steps));

    /// <summary>True when several steps write the model, or one that is not visible may.</summary>
    public bool MayBeOther(IOperation? client) =>
        StepsAround(client) is { } steps && (steps.Where(step => EffectOf(step) != Effect.None).Skip(1).Any() || MayOverwriteUnseen(steps));

    private List<ClientStep>? StepsAround(IOperation? client) =>
        client is not null && chain.Catalog.IsPipelineOrBuilder(client.Type) ? StepsOf(chain.Of(client), MaxDepth).ToList() : null;

    // A step is not known, or not visible, and a pipeline or client class of the project that is not among the visible steps may overwrite
    // the model: the call may go through it.
    private bool MayOverwriteUnseen(List<ClientStep> steps)
    {
        var overwrites = chain.ModelOverwrites ??= FindAll();
        if (overwrites.Count == 0)
            return false;
        var shown = steps.FindAll(step => !IsHidden(step));
        if (shown.Count == steps.Count)
            return false;
        var visible = new HashSet<SyntaxNode>();
        foreach (var step in shown)
        {
            visible.Add(step.Operation.Syntax);
            foreach (var type in ClientsIn(step.Operation))
                visible.UnionWith(type.DeclaringSyntaxReferences.Select(static declaration => declaration.GetSyntax()));
        }

        return overwrites.Any(place => !visible.Contains(place));
    }

    private bool IsHidden(ClientStep step) =>
        step.Kind switch
        {
            ClientStepKind.SdkClient => false,
            ClientStepKind.Made => step.Row is null && !IsRead(step.Operation),
            ClientStepKind.Requested => IsParameterOfMethod(step.Operation)
                || chain.ServicesOf(step) is { IsEmpty: true } or { IsShown: false },
            _ => true,
        };

    // Only a constructor is certain to get its client from the container; whether the project calls it too, its services know.
    private static bool IsParameterOfMethod(IOperation requested) =>
        requested is IParameterReferenceOperation { Parameter.ContainingSymbol: not IMethodSymbol { MethodKind: MethodKind.Constructor } };

    // `new Defaults(inner)`, `.Use(inner => new Defaults(inner))`
    private IEnumerable<INamedTypeSymbol> ClientsIn(IOperation step)
    {
        var parts = step is IInvocationOperation { Arguments: var arguments }
            ? arguments.SelectMany(static argument => argument.Value.DescendantsAndSelf().OfType<IAnonymousFunctionOperation>())
            : [];
        foreach (var operation in parts.SelectMany(static part => part.Descendants()).Prepend(step))
            if (operation is IObjectCreationOperation { Type: INamedTypeSymbol type } && chain.Catalog.IsClientImplementation(type))
                yield return type.OriginalDefinition;
    }

    // A step of the project whose code is looked into: a client class of its own, or a lambda.
    private bool IsRead(IOperation step) =>
        step switch
        {
            IObjectCreationOperation { Type: INamedTypeSymbol type } => chain.Catalog.IsClientImplementation(type)
                && chain.Values.Scope.Contains(type.OriginalDefinition),
            IInvocationOperation call => chain.Catalog.IsBuilder(call.Type)
                && call.Arguments.All(static argument =>
                    argument.Value.Type is not { TypeKind: TypeKind.Delegate }
                    || argument.Value.WithoutConversion() is IDelegateCreationOperation { Target: IAnonymousFunctionOperation }
                    || argument.Value.ConstantValue.HasValue
                ),
            _ => false,
        };

    private IReadOnlyCollection<SyntaxNode> FindAll()
    {
        var found = new HashSet<SyntaxNode>();
        var scope = chain.Values.Scope;
        foreach (var name in PipelineSteps.ThatSeeOptions)
        foreach (var call in scope.Invocations(name))
            if (chain.Catalog.IsBuilder(call.Type) && EffectOf(chain.StepOf(call, 0)) == Effect.Overwrites)
                found.Add(call.Syntax);
        foreach (var type in scope.Compilation.GetSymbolsWithName(static _ => true, SymbolFilter.Type).OfType<INamedTypeSymbol>())
            if (
                type is { TypeKind: TypeKind.Class, IsStatic: false }
                && chain.Catalog.IsClientImplementation(type)
                && EffectOf(type, []) == Effect.Overwrites
            )
                found.UnionWith(type.DeclaringSyntaxReferences.Select(static declaration => declaration.GetSyntax()));
        foreach (var constructor in chain.Catalog.ConfiguringConstructors)
            found.UnionWith(PlacesThatMake(constructor));
        return found;
    }

    // `new ConfigureOptionsChatClient(inner, …)`: the step without a builder.
    private IEnumerable<SyntaxNode> PlacesThatMake(IMethodSymbol constructor)
    {
        var scope = chain.Values.Scope;
        var type = constructor.ContainingType.Name;
        var places = scope.Places(type).ToList();
        if (places.Count == 0)
            return [];
        // `ActivatorUtilities.CreateInstance<ConfigureOptionsChatClient>(…)`
        var unseen = places.Where(static place => place.Parent is TypeArgumentListSyntax or TypeOfExpressionSyntax);
        return scope.Creations(constructor) is { } creations
            ? creations
                .Where(creation => EffectOf(chain.StepOf(creation, 0)) == Effect.Overwrites)
                .Select(static creation => creation.Syntax)
                .Concat(unseen)
            : [places[0]];
    }

    private IEnumerable<ClientStep> StepsOf(ClientOrigins client, int depth)
    {
        foreach (var step in chain.Walk(client.Value, endsAtSdkClients: true, throughUnknown: true))
        {
            yield return step;
            if (step.Kind != ClientStepKind.Requested || depth == 0)
                continue;
            foreach (var registration in chain.ServicesOf(step).Registrations)
            {
                foreach (var later in registration.LaterSteps)
                    yield return later;
                foreach (var given in registration.Clients)
                foreach (var inner in StepsOf(given, depth - 1))
                    yield return inner;
            }
        }
    }

    private Effect EffectOf(ClientStep step)
    {
        if (step.Configure is { Options: var set })
            return set.IsUnknown || set.ModelValues.Any(static value => value.Parent is not ICoalesceAssignmentOperation)
                    ? Effect.Overwrites
                : set.ModelValues.Count > 0 ? Effect.FillsIn
                : Effect.None;
        if (step.Row is not null || step.Kind != ClientStepKind.Made)
            return Effect.None;
        return step.Operation switch
        {
            IObjectCreationOperation { Type: INamedTypeSymbol type } => EffectOf(type, []),
            IInvocationOperation call => call
                .Arguments.Where(argument => argument.Value.WithoutConversion() != CallReceiver.Of(call))
                .Select(argument => EffectOf(argument.Value))
                .DefaultIfEmpty()
                .Max(),
            _ => Effect.None,
        };
    }

    // `Use(inner => new Defaults(inner))`, `Use((messages, options, next, token) => …)`
    private Effect EffectOf(IOperation argument)
    {
        if (argument.Type is not { TypeKind: TypeKind.Delegate } || argument.WithoutConversion().ConstantValue.HasValue)
            return Effect.None;
        return argument.WithoutConversion() is IDelegateCreationOperation { Target: IAnonymousFunctionOperation function }
            ? EffectOf(function.Body.Descendants(), [])
            : Effect.Overwrites;
    }

    private Effect EffectOf(INamedTypeSymbol type, HashSet<ISymbol> seen)
    {
        var scope = chain.Values.Scope;
        var effect = Effect.None;
        for (
            var current = type.OriginalDefinition;
            scope.Contains(current) && seen.Add(current);
            current = current.BaseType?.OriginalDefinition!
        )
        {
            foreach (var member in current.GetMembers().OfType<IMethodSymbol>())
            foreach (var declaration in member.DeclaringSyntaxReferences)
                if (scope.OperationOf(declaration.GetSyntax()) is { } body)
                    effect = Max(effect, EffectOf(body.Descendants(), seen));
            if (current.BaseType is null)
                break;
        }

        return effect;
    }

    private Effect EffectOf(IEnumerable<IOperation> operations, HashSet<ISymbol> seen)
    {
        var effect = Effect.None;
        foreach (var operation in operations)
        {
            effect = Max(effect, EffectOf(operation, seen));
            if (effect == Effect.Overwrites)
                break;
        }

        return effect;
    }

    private Effect EffectOf(IOperation operation, HashSet<ISymbol> seen)
    {
        switch (operation)
        {
            case IAssignmentOperation { Target: IPropertyReferenceOperation { Instance: { } options, Property: var property } } write
                when chain.Catalog.FindOptions(options.Type)?.Model == property.Name:
                return write is ICoalesceAssignmentOperation ? Effect.FillsIn : Effect.Overwrites;
            // Other options than the ones of the call.
            case IObjectCreationOperation { Type: var created } creation when chain.Catalog.FindOptions(created) is not null:
                return IsWhereNull(creation) ? Effect.None : Effect.Overwrites;
            case IObjectCreationOperation { Type: INamedTypeSymbol type } when chain.Catalog.IsClientImplementation(type):
                return chain.StepOf(operation, 0) is { Row.ConfigureOptions: not null } step ? EffectOf(step) : EffectOf(type, seen);
            // A helper may write anything.
            case IInvocationOperation call
                when chain.Values.Scope.Contains(call.TargetMethod.OriginalDefinition)
                    && chain.Catalog.FindCall(call.TargetMethod) is null
                    && call.Arguments.Any(argument => chain.Catalog.FindOptions(argument.Value.WithoutConversion().Type) is not null):
                return Effect.Overwrites;
            default:
                return Effect.None;
        }
    }

    // `options ??= new()`, `options?.Clone() ?? new()`
    private static bool IsWhereNull(IOperation creation)
    {
        var value = creation;
        while (value.Parent is IConversionOperation)
            value = value.Parent;
        return value.Parent is ICoalesceAssignmentOperation || (value.Parent is ICoalesceOperation choice && choice.WhenNull == value);
    }

    private static Effect Max(Effect left, Effect right) => left > right ? left : right;
}
