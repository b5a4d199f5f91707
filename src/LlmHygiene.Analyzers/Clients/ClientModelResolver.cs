using LlmHygiene.Analyzers.Facts.Model;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Clients;

/// <summary>Finds the model that a client, adapter or pipeline was made with. A wrapper is followed to the client inside it.</summary>
internal sealed partial class ClientModelResolver(ValueTracker values, ObjectTracker objects, OptionsReader options, SdkCatalog catalog)
{
    private const int MaxPipelineDepth = 40;

    // What is known of each origin; null while it is being looked at.
    private readonly Dictionary<SyntaxNode, ModelFact?> _facts = [];

    public ModelFact Resolve(IOperation? client) => Resolve(client, MaxPipelineDepth) ?? ModelFact.FlowsIn;

    // Null for a client that is made from itself alone, as the builder in `builder = builder.UseLogging();`.
    private ModelFact? Resolve(IOperation? client, int depth)
    {
        if (client is null || depth == 0)
            return ModelFact.FlowsIn;
        if (client is IArrayCreationOperation { Initializer.ElementValues: var several })
            return Join(several.Select(item => Resolve(item, depth - 1)).OfType<ModelFact>().ToList());
        if (catalog.FindClient(client.WithoutConversion().Type) is { Services: { IsEmpty: false } services })
            return FromContainer(client, services, request: null, depth - 1);

        var always = catalog.FindClient(client.WithoutConversion().Type)?.AlwaysHasModel == true;
        var trace = values.Trace(client);
        if (StatedByMember(client, trace) is { } selected)
            return selected;
        var origins = trace.Origins.Where(origin => origin.Kind != OriginKind.Null).ToList();
        var facts = origins.Select(origin => FromOrigin(origin, depth - 1)).OfType<ModelFact>().ToList();
        if (origins.Count > 0 && facts.Count == 0)
            return null;
        var joined = Join(facts);
        if (joined.State == ModelState.Absent && catalog.Known.IsPipelineBuilder(client.Type))
            joined = ConfiguredLater(trace.Holders) ?? joined;
        return always && !joined.IsStated ? new ModelFact(ModelState.AtClient, Evidence: client) : joined;
    }

    private static ModelFact Join(List<ModelFact> facts)
    {
        if (facts.Count == 0)
            return ModelFact.FlowsIn;
        if (facts.All(fact => fact.State == ModelState.Absent))
            return ModelFact.Absent;
        if (!facts.All(fact => fact.IsStated))
            return ModelFact.FlowsIn;
        return facts.All(fact => fact.Id == facts[0].Id)
            ? facts[0] with
            {
                IsDeployment = facts.Any(fact => fact.IsDeployment),
                Statements = [.. facts.SelectMany(fact => fact.Statements)],
            }
            : new ModelFact(ModelState.AtClient, Evidence: facts[0].Evidence);
    }

    private ModelFact? FromOrigin(Origin origin, int depth)
    {
        var place = origin.Operation.Syntax;
        if (_facts.TryGetValue(place, out var known))
            return known;
        _facts[place] = null;
        return _facts[place] = Find(origin, depth);
    }

    private ModelFact? Find(Origin origin, int depth) =>
        origin.Operation switch
        {
            IObjectCreationOperation { Constructor: { } constructor } creation => FromSource(
                constructor,
                creation.Arguments,
                null,
                creation,
                depth
            ),
            IInvocationOperation
            {
                TargetMethod:
                {
                    Name: "GetRequiredService" or "GetService" or "GetRequiredKeyedService" or "GetKeyedService",
                    TypeArguments: [var service]
                }
            } requested when ContainerOf(requested) is { } container => FromContainer(container, [NameOf(service)], requested, depth),
            IInvocationOperation
            {
                TargetMethod:
                {
                    Name: "GetRequiredService" or "GetService" or "GetRequiredKeyedService" or "GetKeyedService",
                    TypeArguments: [var service]
                }
            } requested => FromRegistrations(service, requested, depth),
            IInvocationOperation invocation => FromSource(
                invocation.TargetMethod,
                invocation.Arguments,
                invocation.Instance,
                invocation,
                depth
            ),
            IParameterReferenceOperation { Type: { } service } parameter => FromRegistrations(service, parameter, depth),
            IPropertyReferenceOperation { Property: var property, Type: { } service } injected
                when ServiceRegistrations.IsInjected(property) => FromRegistrations(service, injected, depth),
            IInvalidOperation unbound => FromUnboundStep(unbound, depth),
            _ => AlwaysOr(origin.Operation, ModelFact.FlowsIn),
        };

    // What is injected is made where the service is registered.
    private ModelFact FromRegistrations(ITypeSymbol service, IOperation requested, int depth)
    {
        if (catalog.FindClient(service) is null)
            return ModelFact.FlowsIn;
        var facts = ServiceRegistrations
            .Of(service, requested, values.Scope)
            .Select(registration => FromRegistration(registration, depth))
            .ToList();
        // An SDK may have a registering method of its own for its service.
        if (facts.Count == 0)
            return AlwaysOr(
                requested,
                FromSteps(
                    ServiceContainers.OfApplication(values, catalog),
                    [NameOf(service)],
                    requested is IInvocationOperation asked ? KeyOf(asked) : null,
                    depth
                )
            );
        return AlwaysOr(requested, Join(facts));
    }

    private ModelFact FromRegistration(ServiceRegistration registration, int depth)
    {
        var made =
            ServiceRegistrations
                .ClientsOf(registration, values.Scope)
                ?.Select(client => Resolve(client, depth))
                .OfType<ModelFact>()
                .ToList()
            ?? [];
        var fact = Join(made);

        // `AddChatClient(…).UseLogging().ConfigureOptions(…)`
        for (IOperation step = registration.Call; Next(step) is { } next; step = next)
        {
            var configured = catalog.FindClientSource(next.TargetMethod) is { } source
                ? ConfiguredBy(Argument(next.Arguments, source.ConfigureOptions))
                : ModelFact.FlowsIn;
            if (configured is { IsStated: true })
                return configured;
            if (configured is not null && !fact.IsStated)
                fact = configured;
        }

        return fact;
    }

    private static IInvocationOperation? Next(IOperation step) =>
        step.Parent switch
        {
            IInvocationOperation chained when chained.Instance == step => chained,
            IArgumentOperation { Parent: IInvocationOperation { TargetMethod.IsExtensionMethod: true } chained } argument
                when chained.Arguments[0] == argument => chained,
            _ => null,
        };

    private ModelFact? FromSource(
        IMethodSymbol method,
        IReadOnlyList<IArgumentOperation> arguments,
        IOperation? receiver,
        IOperation operation,
        int depth
    )
    {
        if (catalog.FindClientSource(method) is not { } source)
            return (operation is IObjectCreationOperation made ? FromMembers(made, depth) : null)
                ?? FromUnknownStep(method, arguments, receiver, operation, depth);

        if (
            Argument(arguments, source.Model) is { } model
            && StatedBy(model, source.IsDeployment || NamesDeployments(method, receiver)) is { } stated
        )
            return stated;
        var configured = ConfiguredBy(Argument(arguments, source.ConfigureOptions)) ?? StatedByOptions(Argument(arguments, source.Options));
        if (configured is { IsStated: true })
            return configured;
        // What registers a service may take a client from the container, or know its model by the address.
        if (source.Inner is null)
            return AlwaysOr(operation, source.ModelMayFollow || !source.Services.IsEmpty ? ModelFact.FlowsIn : ModelFact.Absent);
        var inner = Resolve(source.Inner == ClientSourceRow.Receiver ? receiver : Argument(arguments, source.Inner), depth);
        return configured is null || inner is { IsStated: true } ? inner : configured;
    }

    // A step that no table knows may fill in a model or not; it cannot take away the one that the inner client has.
    private ModelFact FromUnknownStep(
        IMethodSymbol method,
        IReadOnlyList<IArgumentOperation> arguments,
        IOperation? receiver,
        IOperation operation,
        int depth
    )
    {
        var inner =
            receiver is not null && SymbolEqualityComparer.Default.Equals(receiver.Type, method.ReturnType)
                ? receiver
                : arguments
                    .FirstOrDefault(argument =>
                        method.IsExtensionMethod && SymbolEqualityComparer.Default.Equals(argument.Value.Type, method.ReturnType)
                    )
                    ?.Value;
        var fact = inner is null ? ModelFact.FlowsIn : Resolve(inner, depth);
        return AlwaysOr(operation, fact is { IsStated: true } ? fact : ModelFact.FlowsIn);
    }

    // The declared type of a factory may be the base of the one that is there: an AzureOpenAIClient in an OpenAIClient.
    private bool NamesDeployments(IMethodSymbol method, IOperation? receiver) =>
        receiver is not null
        && values
            .Trace(receiver)
            .Origins.Any(origin =>
                origin.Operation.WithoutConversion().Type is { } type
                && type.GetMembers(method.Name)
                    .OfType<IMethodSymbol>()
                    .Any(actual => catalog.FindClientSource(actual) is { IsDeployment: true })
            );

    private ModelFact AlwaysOr(IOperation operation, ModelFact otherwise) =>
        catalog.FindClient(operation.Type)?.AlwaysHasModel == true ? new ModelFact(ModelState.AtClient, Evidence: operation) : otherwise;

    private ModelFact? StatedBy(IOperation? model, bool isDeployment)
    {
        if (model is null)
            return null;
        var trace = values.TraceConstant(model);
        // An empty name is the default of a parameter that may be left out.
        return trace.IsAlwaysNull || trace.SingleConstant is ""
            ? null
            : new ModelFact(ModelState.AtClient, trace.SingleConstant is { Length: > 0 } id ? id : null, isDeployment, model);
    }

    // `client.SelectedModel = "…"`, wherever the type writes it.
    private ModelFact? StatedByMember(IOperation client, TrackedValue trace)
    {
        var member = trace
            .Origins.Select(origin => origin.Operation.Type)
            .Append(client.WithoutConversion().Type)
            .Select(type => catalog.FindClient(type)?.Model)
            .FirstOrDefault(name => name is not null);
        if (member is null)
            return null;
        var facts = objects
            .Track(client)
            .WritesTo(member)
            .Select(value => StatedBy(value, isDeployment: false))
            .OfType<ModelFact>()
            .ToList();
        return facts.Count == 0 ? null : Join(facts);
    }

    // `new ChatClientAgent(client, new() { ChatOptions = new() { ModelId = "…" } })`
    private ModelFact? StatedByOptions(IOperation? value)
    {
        var settings = options.Read(value);
        return settings.ModelValues.Select(model => StatedBy(model, isDeployment: false)).FirstOrDefault(fact => fact is not null)
            ?? (settings.IsUnknown ? ModelFact.FlowsIn : null);
    }

    // `ConfigureOptions(o => o.ModelId ??= "…")`
    private ModelFact? ConfiguredBy(IOperation? configure)
    {
        if (configure is null)
            return null;
        var lambda = configure.DescendantsAndSelf().OfType<IAnonymousFunctionOperation>().FirstOrDefault();
        if (lambda is null || lambda.Symbol.Parameters.Length != 1)
            return ModelFact.FlowsIn;

        var parameter = lambda.Symbol.Parameters[0];
        var model = catalog.FindOptions(parameter.Type)?.Model;
        foreach (var operation in lambda.Body.Descendants())
        {
            if (
                operation is not IParameterReferenceOperation reference
                || !SymbolEqualityComparer.Default.Equals(reference.Parameter, parameter)
            )
                continue;
            var outer = reference.Parent;
            while (outer is IConversionOperation)
                outer = outer.Parent;
            switch (outer)
            {
                case IPropertyReferenceOperation { Parent: IAssignmentOperation assignment } property
                    when property.Property.Name == model && assignment.Target == property:
                    if (StatedBy(assignment.Value, isDeployment: false) is { } stated)
                        return stated;
                    break;
                case IArgumentOperation:
                    return ModelFact.FlowsIn;
            }
        }

        return null;
    }

    // A builder in a variable can be configured by statements of its own: `builder.ConfigureOptions(…);`.
    private ModelFact? ConfiguredLater(IReadOnlyCollection<ISymbol> holders)
    {
        if (holders.Any(values.Scope.IsTooCommon))
            return ModelFact.FlowsIn;
        ModelFact? found = null;
        foreach (var reference in holders.SelectMany(values.Scope.References))
        {
            var step = reference.Parent is IArgumentOperation { Parent: IInvocationOperation byArgument }
                ? byArgument
                : reference.Parent as IInvocationOperation;
            if (step is null)
                continue;
            var fact = catalog.FindClientSource(step.TargetMethod) is { } source
                ? ConfiguredBy(Argument(step.Arguments, source.ConfigureOptions))
                : ModelFact.FlowsIn;
            if (fact is { IsStated: true })
                return fact;
            found ??= fact;
        }

        return found;
    }

    private static IOperation? Argument(IReadOnlyList<IArgumentOperation> arguments, string? name) =>
        name is null ? null : arguments.FirstOrDefault(argument => argument.Parameter?.Name == name)?.Value;
}
