using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Clients;

/// <summary>What a step around a client does to the options of each call.</summary>
[Flags]
internal enum StepEffects
{
    None = 0,

    /// <summary>States a model where the call states none.</summary>
    FillsIn = 1,

    /// <summary>States a model whatever the call states.</summary>
    Overwrites = 2,

    /// <summary>Sends other options, or writes to their tags, or is not seen.</summary>
    ChangesOptions = 4,

    Unseen = Overwrites | ChangesOptions,
}

/// <summary>
/// The steps around a client that write the model of a call by themselves. With one that overwrites it, the model that the call states is
/// not the one that runs; with several, which one runs depends on their order.
/// </summary>
internal sealed class ModelOverrides(ClientChain chain)
{
    private const int MaxDepth = 4;

    // Where the values are kept that steps write, while somebody asks for them.
    private List<IOperation>? _written;

    /// <summary>True when a step, visible or not, may overwrite the model that the call states.</summary>
    public bool MayOverwrite(IOperation? client) => MayDo(StepEffects.Overwrites, client);

    /// <summary>True when a step, visible or not, may drop or write the tags of the call.</summary>
    public bool MayChangeTags(IOperation? client) => MayDo(StepEffects.ChangesOptions, client);

    private bool MayDo(StepEffects effect, IOperation? client) =>
        StepsAround(client) is { } steps && (steps.Exists(step => (EffectOf(step) & effect) != 0) || MayDoUnseen(effect, steps));

    /// <summary>True when several steps write the model, or one that is not visible may.</summary>
    public bool MayBeOther(IOperation? client) =>
        StepsAround(client) is { } steps
        && (steps.Where(step => EffectOf(step) != StepEffects.None).Skip(1).Any() || MayDoUnseen(StepEffects.Overwrites, steps));

    /// <summary>Every model that the steps write; null where one of them is not visible, or may drop what another writes.</summary>
    public IReadOnlyList<IOperation>? Written(IOperation? client)
    {
        if (StepsAround(client) is not { } steps || MayDoUnseen(StepEffects.Overwrites, steps))
            return null;
        _written = [];
        var isSeen = steps.TrueForAll(step => (EffectOf(step) & StepEffects.ChangesOptions) == 0);
        var written = _written;
        _written = null;
        return isSeen ? written : null;
    }

    /// <summary>The clients below all steps; null where the steps are not all visible.</summary>
    public IReadOnlyList<IOperation>? Innermost(IOperation? client) =>
        StepsAround(client) is { } steps && !steps.Exists(IsHidden)
            ?
            [
                .. steps
                    .Where(static step => step is { Kind: ClientStepKind.SdkClient } or { Row.Inner: null })
                    .Select(static step => step.Operation),
            ]
            : null;

    private List<ClientStep>? StepsAround(IOperation? client) =>
        client is not null && chain.Catalog.IsPipelineOrBuilder(client.Type) ? StepsOf(chain.Of(client), MaxDepth).ToList() : null;

    // A step is not known, or not visible, and a pipeline or client class of the project that is not among the visible steps may overwrite
    // the model: the call may go through it.
    private bool MayDoUnseen(StepEffects effect, List<ClientStep> steps)
    {
        var overwrites = chain.ModelOverwrites ??= FindAll();
        if (!overwrites.Values.Any(does => (does & effect) != 0))
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

        return overwrites.Any(place => (place.Value & effect) != 0 && !visible.Contains(place.Key));
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

    private IReadOnlyDictionary<SyntaxNode, StepEffects> FindAll()
    {
        var found = new Dictionary<SyntaxNode, StepEffects>();
        var scope = chain.Values.Scope;
        foreach (var name in PipelineSteps.ThatSeeOptions)
        foreach (var call in scope.Invocations(name))
            if (chain.Catalog.IsBuilder(call.Type))
                Add(call.Syntax, EffectOf(chain.StepOf(call, 0)));
        foreach (var type in scope.Compilation.GetSymbolsWithName(static _ => true, SymbolFilter.Type).OfType<INamedTypeSymbol>())
            if (
                type is { TypeKind: TypeKind.Class, IsStatic: false }
                && chain.Catalog.IsClientImplementation(type)
                && EffectOf(type, []) is var effect and not StepEffects.None
            )
                foreach (var declaration in type.DeclaringSyntaxReferences)
                    Add(declaration.GetSyntax(), effect);
        foreach (var constructor in chain.Catalog.ConfiguringConstructors)
        foreach (var (place, effect) in PlacesThatMake(constructor))
            Add(place, effect);
        return found;

        void Add(SyntaxNode place, StepEffects effect) =>
            found[place] = effect | (found.TryGetValue(place, out var other) ? other : StepEffects.None);
    }

    // `new ConfigureOptionsChatClient(inner, …)`: the step without a builder.
    private IEnumerable<(SyntaxNode Place, StepEffects Effect)> PlacesThatMake(IMethodSymbol constructor)
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
                .Select(creation => (creation.Syntax, EffectOf(chain.StepOf(creation, 0))))
                .Concat(unseen.Select(static place => ((SyntaxNode)place, StepEffects.Unseen)))
            : [(places[0], StepEffects.Unseen)];
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

    private StepEffects EffectOf(ClientStep step)
    {
        if (step.Configure is { Options: var set })
        {
            _written?.AddRange(set.ModelValues);
            return set.IsUnknown
                ? StepEffects.Unseen
                : (set.ModelValues.Any(IsFilledIn) ? StepEffects.FillsIn : StepEffects.None)
                    | (set.ModelValues.All(IsFilledIn) ? StepEffects.None : StepEffects.Overwrites)
                    | (set is { TagValues.Count: 0, TagUses.Count: 0 } ? StepEffects.None : StepEffects.ChangesOptions);
        }

        if (step.Row is not null || step.Kind != ClientStepKind.Made)
            return StepEffects.None;
        return step.Operation switch
        {
            IObjectCreationOperation { Type: INamedTypeSymbol type } => EffectOf(type, []),
            IInvocationOperation call => call
                .Arguments.Where(argument => argument.Value.WithoutConversion() != CallReceiver.Of(call))
                .Select(argument => EffectOf(argument.Value))
                .Aggregate(StepEffects.None, static (all, one) => all | one),
            _ => StepEffects.None,
        };
    }

    private static bool IsFilledIn(IOperation value) => value.Parent is ICoalesceAssignmentOperation;

    // `Use(inner => new Defaults(inner))`, `Use((messages, options, next, token) => …)`
    private StepEffects EffectOf(IOperation argument)
    {
        if (argument.Type is not { TypeKind: TypeKind.Delegate } || argument.WithoutConversion().ConstantValue.HasValue)
            return StepEffects.None;
        return argument.WithoutConversion() is IDelegateCreationOperation { Target: IAnonymousFunctionOperation function }
            ? EffectOf(function.Body.Descendants(), [])
            : StepEffects.Unseen;
    }

    private StepEffects EffectOf(INamedTypeSymbol type, HashSet<ISymbol> seen)
    {
        var scope = chain.Values.Scope;
        var effect = StepEffects.None;
        for (
            var current = type.OriginalDefinition;
            scope.Contains(current) && seen.Add(current);
            current = current.BaseType?.OriginalDefinition!
        )
        {
            foreach (var member in current.GetMembers().OfType<IMethodSymbol>())
            foreach (var declaration in member.DeclaringSyntaxReferences)
                if (scope.OperationOf(declaration.GetSyntax()) is { } body)
                    effect |= EffectOf(body.Descendants(), seen);
            if (current.BaseType is null)
                break;
        }

        return effect;
    }

    private StepEffects EffectOf(IEnumerable<IOperation> operations, HashSet<ISymbol> seen)
    {
        var effect = StepEffects.None;
        foreach (var operation in operations)
        {
            effect |= EffectOf(operation, seen);
            if ((effect & StepEffects.Unseen) == StepEffects.Unseen)
                break;
        }

        return effect;
    }

    private StepEffects EffectOf(IOperation operation, HashSet<ISymbol> seen)
    {
        switch (operation)
        {
            case IPropertyReferenceOperation { Instance: { } options, Property: var property } member
                when chain.Catalog.FindOptions(options.Type) is { } row:
                return row.Model == property.Name ? EffectOfModel(member)
                    : row.Tags == property.Name && !OnlyReads(member) ? StepEffects.ChangesOptions
                    : StepEffects.None;
            // Other options than the ones of the call.
            case IObjectCreationOperation { Type: var created } creation when chain.Catalog.FindOptions(created) is not null:
                return IsWhereNull(creation) ? StepEffects.None : StepEffects.Unseen;
            case IObjectCreationOperation { Type: INamedTypeSymbol type } when chain.Catalog.IsClientImplementation(type):
                return chain.StepOf(operation, 0) is { Row.ConfigureOptions: not null } step ? EffectOf(step) : EffectOf(type, seen);
            // A helper may write anything.
            case IInvocationOperation call
                when chain.Values.Scope.Contains(call.TargetMethod.OriginalDefinition)
                    && chain.Catalog.FindCall(call.TargetMethod) is null
                    && call.Arguments.Any(argument => chain.Catalog.FindOptions(argument.Value.WithoutConversion().Type) is not null):
                return StepEffects.Unseen;
            default:
                return StepEffects.None;
        }
    }

    private StepEffects EffectOfModel(IPropertyReferenceOperation member)
    {
        switch (member.Parent)
        {
            case ISimpleAssignmentOperation write when write.Target == member:
                _written?.Add(write.Value);
                return StepEffects.Overwrites;
            case ICoalesceAssignmentOperation write when write.Target == member:
                _written?.Add(write.Value);
                return StepEffects.FillsIn;
            // `+=`, `(options.ModelId, x) = …`
            case IAssignmentOperation write when write.Target == member:
            case ITupleOperation:
                return StepEffects.Unseen;
            default:
                return StepEffects.None;
        }
    }

    // `options.AdditionalProperties?.TryGetValue(key, out var value)`
    private static bool OnlyReads(IOperation tags)
    {
        var use = tags.Parent is IConditionalAccessOperation access && access.Operation == tags ? access.WhenNotNull : tags.Parent;
        return use is IInvocationOperation { TargetMethod.Name: "TryGetValue" or "ContainsKey", Instance: not null };
    }

    // `options ??= new()`, `options?.Clone() ?? new()`
    private static bool IsWhereNull(IOperation creation)
    {
        var value = creation;
        while (value.Parent is IConversionOperation)
            value = value.Parent;
        return value.Parent is ICoalesceAssignmentOperation || (value.Parent is ICoalesceOperation choice && choice.WhenNull == value);
    }
}
