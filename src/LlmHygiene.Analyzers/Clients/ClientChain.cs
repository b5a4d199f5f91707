using LlmHygiene.Analyzers.Clients.Configuration;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Clients;

/// <summary>
/// The chain from a client through its pipeline, container and factories to where it is created. The model, limit, telemetry and
/// instructions that a call gets from its client are read from the steps of this chain. It is followed only as far as needed.
/// </summary>
internal sealed class ClientChain(ValueTracker values, ObjectTracker objects, OptionsReader options, ServiceGraph services)
{
    // Above the depth of any hand-written pipeline.
    private const int MaxDepth = 40;
    private const int MaxSteps = 400;

    private readonly Dictionary<SyntaxNode, ClientStep> _steps = [];
    private readonly Dictionary<SyntaxNode, ClientServices> _services = [];

    public SdkCatalog Catalog => services.Catalog;

    public ValueTracker Values => values;

    public ObjectTracker Objects => objects;

    public OptionsReader Options => options;

    /// <summary>The code of the project that may overwrite the model of calls; null until somebody has looked.</summary>
    public IReadOnlyDictionary<SyntaxNode, StepEffects>? ModelOverwrites
    {
        get => services.ModelOverwrites;
        set => services.ModelOverwrites = value;
    }

    /// <summary>What the settings files of the project say.</summary>
    public ProjectConfiguration Configuration => services.Configuration;

    /// <summary>The prompt file of the project that has this name, where only one has.</summary>
    public PromptReference? FindPromptFile(string name) => services.FindPromptFile?.Invoke(name);

    /// <param name="function">What the kernel function that the call runs was created from.</param>
    /// <param name="operation">What the call asks the model to do; null for any.</param>
    public static ClientChain Of(
        ValueTracker values,
        ServiceGraph services,
        KernelFunctionPrompt? function = null,
        LlmOperation? operation = null
    )
    {
        var objects = new ObjectTracker(values, services.Catalog);
        return new ClientChain(values, objects, new OptionsReader(objects, services.Catalog, function, operation), services);
    }

    /// <summary>The same chain as another tracker sees it; options are read as before.</summary>
    public ClientChain With(ValueTracker others) => new(others, new ObjectTracker(others, Catalog), options, services);

    public ClientOrigins Of(IOperation client) => Of(client, 0);

    internal ClientOrigins Of(IOperation client, int depth) => new(this, client, depth);

    /// <summary>
    /// Every step of the chain once, outermost first. The steps that separate statements add to a builder come last. Where the chain is not
    /// visible to its end, one of the steps is <see cref="ClientStepKind.Unseen"/>.
    /// </summary>
    /// <param name="endsAtSdkClients">False to continue to where the client of the SDK itself comes from.</param>
    /// <param name="throughUnknown">True to continue from a step that no table knows to all its inputs.</param>
    public IEnumerable<ClientStep> Walk(IOperation client, bool endsAtSdkClients = false, bool throughUnknown = false)
    {
        var seen = new HashSet<SyntaxNode>();
        var open = new Stack<ClientStep>();
        var builders = new List<ClientOrigins>();
        var hasEnd = false;
        Open(Of(client));
        while (open.Count > 0)
        {
            var step = open.Pop();
            if (step.Kind is not (ClientStepKind.Unseen or ClientStepKind.SdkClient) && !seen.Add(step.Operation.Syntax))
                continue;
            yield return step;
            if (step.Inner is { } inner)
            {
                if (endsAtSdkClients && inner.IsSdkClient)
                    open.Push(new ClientStep(this, ClientStepKind.SdkClient, inner.Value, inner.Depth));
                else
                    Open(inner);
                continue;
            }

            hasEnd = true;
            if (step.Row?.Inner is not null)
                yield return new ClientStep(this, ClientStepKind.Unseen, step.Operation, step.Depth);
            if (throughUnknown)
                foreach (var given in step.Given)
                    Open(given);
        }

        // `a = b.UseX(); b = a.UseY();` has no start.
        if (!hasEnd)
            yield return new ClientStep(this, ClientStepKind.Unseen, client, 0);
        foreach (var builder in builders)
        foreach (var step in builder.LaterSteps)
            yield return step;

        void Open(ClientOrigins origins)
        {
            var steps = origins.Steps;
            for (var i = steps.Count - 1; i >= 0; i--)
                open.Push(steps[i]);
            if (origins.IsBuilder)
                builders.Add(origins);
        }
    }

    internal IReadOnlyList<ClientStep> StepsOf(IReadOnlyList<Origin> origins, IOperation value, int depth)
    {
        var steps = new List<ClientStep>(origins.Count);
        if (depth < MaxDepth)
            foreach (var origin in origins)
                if (origin.Kind != OriginKind.Null)
                    steps.Add(StepOf(origin.Operation.WithoutConversion(), depth));
        if (steps.Count == 0)
            steps.Add(new ClientStep(this, ClientStepKind.Unseen, value, depth));
        return steps;
    }

    internal ClientStep StepOf(IOperation made, int depth)
    {
        if (_steps.TryGetValue(made.Syntax, out var known))
            return known;
        if (_steps.Count >= MaxSteps)
            return new ClientStep(this, ClientStepKind.Unseen, made, depth);
        var step = new ClientStep(this, KindOf(made), made, depth);
        _steps.Add(made.Syntax, step);
        return step;
    }

    private ClientStepKind KindOf(IOperation made) =>
        made switch
        {
            IInvocationOperation { TargetMethod: { TypeArguments.Length: 1 } method } when Containers.IsRequest(method) =>
                ClientStepKind.Requested,
            IInvocationOperation or IObjectCreationOperation { Constructor: not null } => ClientStepKind.Made,
            IParameterReferenceOperation { Type: not null, Parameter: var parameter }
                when ServiceParameters.MayBeService(parameter, values.Scope) => ClientStepKind.Requested,
            IPropertyReferenceOperation { Property: var property, Type: not null } when InjectedProperty.Is(property) =>
                ClientStepKind.Requested,
            IInvalidOperation => ClientStepKind.Unbound,
            _ => ClientStepKind.Other,
        };

    /// <summary>The steps that are added to a builder in a variable, wherever the variable is used; unseen where it is passed on.</summary>
    internal IEnumerable<ClientStep> StepsOnVariable(ISymbol variable, IOperation holding, int depth)
    {
        if (values.Scope.IsTooCommon(variable))
        {
            yield return new ClientStep(this, ClientStepKind.Unseen, holding, depth);
            yield break;
        }

        foreach (var reference in values.Scope.References(variable))
        {
            var builder = reference.WithConversions();
            if (builder.Parent is IAssignmentOperation assignment && assignment.Target == builder)
                continue;
            if (CallReceiver.NextOf(builder) is null)
                yield return new ClientStep(this, ClientStepKind.Unseen, builder, depth);
            foreach (var step in StepsAfter(builder, depth, out _))
                yield return step;
        }
    }

    /// <summary>The steps that follow in the same expression, up to where the client is built: <c>builder.UseA().UseB()</c>.</summary>
    /// <param name="last">The operation whose value the last step yields.</param>
    internal List<ClientStep> StepsAfter(IOperation first, int depth, out IOperation last)
    {
        var steps = new List<ClientStep>();
        last = first;
        for (
            var next = CallReceiver.NextOf(first);
            next is not null && Catalog.FindPipeline(next.TargetMethod) is null;
            next = CallReceiver.NextOf(next)
        )
        {
            steps.Add(new ClientStep(this, ClientStepKind.Made, next, depth));
            last = next;
            if (Catalog.IsBuilder(next.Type))
                continue;
            steps.Add(new ClientStep(this, ClientStepKind.Unseen, next, depth));
            break;
        }

        return steps;
    }

    /// <summary>The services that a container, such as a kernel, uses for its own calls.</summary>
    public ClientServices ServicesOf(ClientOrigins container)
    {
        if (container.Depth >= MaxDepth || container.Row is not { } row)
            return ClientServices.None;
        // The model and the limit of a call ask for the same.
        if (!_services.TryGetValue(container.Value.Syntax, out var known))
        {
            known = ClientServices.OfContainer(container.Value, row.Services, request: null, this, services, container.Depth);
            _services[container.Value.Syntax] = known;
        }

        return known;
    }

    /// <summary>The service that a step requests.</summary>
    public ClientServices ServicesOf(ClientStep request) => ClientServices.OfRequest(request, this, services);

    /// <summary>The services that this project registers and another project requests.</summary>
    public ClientServices ServicesOf(ITypeSymbol service, string? key) => ClientServices.OfOtherProject(service, key, this, services);

    /// <summary>What the container of the application gives whoever asks for a type, as far as it is visible.</summary>
    public IEnumerable<IOperation> RegisteredValues(ITypeSymbol type, IOperation requested) =>
        services
            .RegistrationsOf(type, requested, values.Scope)
            .SelectMany(registration => ServiceRegistration.ValuesOf(registration.Call, values.Scope));

    /// <summary>True where code that is not known may register the service too.</summary>
    public bool MayBeReplaced(ITypeSymbol service) => services.MayBeReplaced(service, values.Scope);

    /// <summary>A call that registers a client.</summary>
    public ClientRegistration Registration(IInvocationOperation call) => new(this, call, 0);
}
