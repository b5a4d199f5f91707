using System.Collections.Immutable;
using LlmHygiene.Analyzers.Clients;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Model;

/// <summary>
/// The model that a client, adapter or pipeline was created with. A step that states a model decides; any other step has the model of the
/// client that it wraps.
/// </summary>
internal sealed partial class ClientModelResolver(ClientChain chain)
{
    // The fact of each step; null while the step is being resolved.
    private readonly Dictionary<ClientStep, ModelFact?> _facts = [];
    private readonly HashSet<SyntaxNode> _open = [];

    // The steps that are being resolved, and the requests among them whose registration leads back to a step on the way.
    private readonly List<ClientStep> _path = [];
    private readonly HashSet<ClientStep> _circular = [];

    private string? _method;
    private IOperation? _use;

    /// <param name="method">The name of the called method: a client of the project may treat each differently.</param>
    public ModelFact Resolve(IOperation? client, string? method = null)
    {
        (_method, _use) = (method, client);
        return client is null ? ModelFact.FlowsIn : Of(chain.Of(client)) ?? ModelFact.FlowsIn;
    }

    // Null for a client that is created from itself alone, such as the builder in `builder = builder.UseLogging();`.
    private ModelFact? Of(ClientOrigins client)
    {
        if (client.Value is IArrayCreationOperation)
            return JoinAll(client.Items);
        if (client.Row is { Services.IsEmpty: false })
            return FromContainer(client);
        if (client.Row is { IsComposite: true })
            return FromComposite(client);
        if (StatedByAll(client.SelectedModels) is { } selected)
            return selected;
        var facts = new List<ModelFact>();
        var outside = new List<ModelFact>();
        foreach (var step in client.Steps)
            if (Of(step) is { } fact)
                (IsSetOutside(step) ? outside : facts).Add(fact);
        // The project states a model; that code outside the project may set another client as well does not undo it.
        if (outside.Count > 0 && facts.Count > 0 && Join(facts) is { IsStated: true } shown)
            return WithoutProof(shown);
        facts.AddRange(outside);
        if (facts.Count == 0)
            return null;
        var joined = Join(facts);
        if (client.IsBuilder && ConfiguredBy(client.LaterSteps, client.Steps[0].Operation) is { } configured)
            joined =
                configured.IsStated ? configured
                : joined.IsStated ? WithoutProof(joined)
                : configured;
        return client.Row?.AlwaysHasModel == true && !joined.IsStated ? AtClient(client.Value) with { Service = joined.Service } : joined;
    }

    private ModelFact? Of(ClientStep step)
    {
        if (_facts.TryGetValue(step, out var known))
        {
            if (known is null && _path.IndexOf(step) is var start and >= 0)
                _circular.UnionWith(_path.Skip(start).Where(static one => one.Kind == ClientStepKind.Requested));
            return known;
        }

        _facts[step] = null;
        _path.Add(step);
        var fact = step.Kind switch
        {
            ClientStepKind.Made => FromMade(step),
            ClientStepKind.Requested => AlwaysOr(step, FromCollection(step) ?? FromRequest(step)),
            ClientStepKind.Unbound => FromUnboundStep(step),
            _ => AlwaysOr(step, FromCollection(step) ?? FromRecord(step) ?? ModelFact.FlowsIn),
        };
        _path.RemoveAt(_path.Count - 1);
        // No container makes a service of itself: the client comes from elsewhere.
        return _facts[step] = fact is not null && _circular.Remove(step) ? WithoutProof(fact) : fact;
    }

    private bool IsProof(ModelFact fact) =>
        fact is { State: ModelState.Absent } or { State: ModelState.AtClient, Id: not null }
        || (chain.Configuration.HasFiles && fact.State == ModelState.AtClient);

    // Something that is not seen may change which model runs, or state one where none is stated.
    private static ModelFact WithoutProof(ModelFact fact) =>
        fact.State == ModelState.Absent ? ModelFact.FlowsIn
        : fact.State == ModelState.AtClient ? fact.WithoutId()
        : fact;

    // Each origin of the client must state a model; the ID is known where all of them state the same one.
    private static ModelFact Join(List<ModelFact> facts)
    {
        if (facts.Count == 0)
            return ModelFact.FlowsIn;
        if (facts.Count == 1)
            return facts[0];
        if (facts.TrueForAll(static fact => fact.State == ModelState.Absent))
            return ModelFact.Absent;
        if (!facts.TrueForAll(static fact => fact.IsStated))
            return ModelFact.FlowsIn;
        var first = facts[0];
        var one = facts.TrueForAll(fact => fact.Id == first.Id) ? first : AtClient(first.Evidence);
        return one with
        {
            IsDeployment = facts.Exists(static fact => fact.IsDeployment),
            OlderLimit = facts.TrueForAll(fact => fact.OlderLimit == first.OlderLimit) ? first.OlderLimit : null,
            MayBeOther = facts.Exists(static fact => fact.MayBeOther),
            IsComplete = facts.TrueForAll(static fact => fact.IsComplete),
            Statements = [.. facts.SelectMany(static fact => fact.Statements)],
        };
    }

    private ModelFact JoinAll(IEnumerable<ClientOrigins> clients)
    {
        var facts = new List<ModelFact>();
        foreach (var client in clients)
            if (Of(client) is { } fact)
                facts.Add(fact);
        return Join(facts);
    }

    private ModelFact? FromMade(ClientStep step)
    {
        if (step.Row is not { } row)
            return FromMembers(step) ?? FromOwn(step) ?? FromUnknownStep(step);
        if (StatedBy(step.ArgumentOrDefault(row.Model)) is { } stated)
            return MadeBy(row.IsDeployment ? [step.Method!] : ActualFactories(step), stated);
        var configured = StatedBy(step.Configure?.Options) ?? StatedBy(step.Options);
        if (configured is { IsStated: true })
            return configured;
        // A method that registers a service may take a client from the container, or know its model from the address.
        if (row.Inner is null)
            return AlwaysOr(
                step,
                row.ModelMayFollow || !row.Services.IsEmpty || configured is not null ? ModelFact.FlowsIn : ModelFact.Absent
            );
        var inner = step.Inner is { } client ? Of(client) : ModelFact.FlowsIn;
        if (configured is null)
            return inner;
        // What the step sets is not seen: it may be another model.
        return inner is { IsStated: true } ? inner.WithoutId() : configured;
    }

    // `new ChatCompletionAgent { Kernel = kernel, Arguments = new(settings) }`
    private ModelFact? FromMembers(ClientStep step)
    {
        if (step.Created is not { Inner.IsEmpty: false })
            return null;
        var isUnknown = false;
        foreach (var settings in step.MemberOptions)
        {
            if (StatedBy(settings) is { IsStated: true } stated)
                return stated;
            isUnknown |= settings is { IsUnknown: true, IsUnknownOutsideOnly: false };
        }

        if (!step.InnerMembers.Any())
            return null;
        var inner = JoinAll(step.InnerMembers);
        return isUnknown ? WithoutProof(inner) : inner;
    }

    private ModelFact FromRequest(ClientStep step)
    {
        var services = chain.ServicesOf(step);
        return services is { IsEmpty: true, IsShown: true }
            ? ModelFact.FlowsIn with
            {
                Service = InjectedService.Of(step),
            }
            : FromServices(services);
    }

    /// <summary>The model of a client that this project registers and another requests; null where it registers none.</summary>
    public ModelFact? OfRegistered(ITypeSymbol service, string? key)
    {
        var services = chain.ServicesOf(service, key);
        return services.IsEmpty ? null : FromServices(services);
    }

    private ModelFact FromContainer(ClientOrigins container)
    {
        // A kernel that is registered with itself.
        if (!_open.Add(container.Value.Syntax))
            return ModelFact.FlowsIn;
        var services = chain.ServicesOf(container);
        var fact = FromServices(services);
        _open.Remove(container.Value.Syntax);
        // A kernel of the host.
        return services.IsEmpty && container.Steps is [{ Kind: ClientStepKind.Requested } request]
            ? fact with
            {
                Service = InjectedService.Of(request),
            }
            : fact;
    }

    private ModelFact FromServices(ClientServices services)
    {
        var facts = new List<ModelFact>();
        foreach (var registration in services.Registrations)
            if (FromRegistration(registration) is { } one)
                facts.Add(one);
        // A method that registers a model cannot be called without one, whatever keeps the call from binding.
        foreach (var builder in services.Unbound)
            facts.Add(AtClient(builder));
        var fact = Join(facts);
        // A registration that is not seen may come after the ones that are, or put something around them: which model responds is then not
        // known, and there may be one where none is stated.
        return services.IsShown ? fact
            : IsProof(fact) ? WithoutProof(fact)
            : fact with { IsComplete = false };
    }

    private ModelFact? FromRegistration(ClientRegistration registration)
    {
        if (registration.Own is { } own)
            return Of(own);
        var fact = JoinAll(registration.Clients);
        var configured = ConfiguredBy(registration.LaterSteps, registration.Call);
        if (configured is null)
            return fact;
        // What a step sets is not seen: it may be another model.
        return fact.IsStated && !configured.IsStated ? WithoutProof(fact) : configured;
    }

    // `.ConfigureOptions(o => o.ModelId ??= "…")`, in one of the steps that follow.
    private ModelFact? ConfiguredBy(IEnumerable<ClientStep> steps, IOperation start)
    {
        var found = new List<ModelFact>();
        foreach (var step in steps)
            if ((step.Row is null ? ModelFact.FlowsIn : StatedBy(step.Configure?.Options)) is { } fact)
                // A step under a condition states the model of some calls only.
                found.Add(
                    fact.IsStated && !StepOrder.IsAlways(step.Operation.Syntax, start.Syntax, _use?.Syntax) ? fact.WithoutId() : fact
                );
        if (found.Count < 2)
            return found.FirstOrDefault();
        // Which of several counts depends on their order.
        return found.Exists(static fact => fact.IsStated) ? WithoutProof(found.First(static fact => fact.IsStated)) : ModelFact.FlowsIn;
    }

    private ModelFact MadeBy(IReadOnlyList<IMethodSymbol> factories, ModelFact stated)
    {
        var limits = factories.Select(LimitName).Distinct().ToList();
        return stated with
        {
            IsDeployment = factories.Any(factory => chain.Catalog.FindClientSource(factory) is { IsDeployment: true }),
            OlderLimit = limits.Count == 1 ? limits[0] : null,
        };
    }

    private ClientLimitName? LimitName(IMethodSymbol factory) =>
        factory.ContainingType is var type
        && chain.Catalog.FindClientSource(factory) is { } row
        && SdkCatalog.OlderLimitOf(row, type) is { } older
            ? new ClientLimitName(older, type.ContainingAssembly.Name, SdkCatalog.ShortVersion(type))
            : null;

    // The declared type of a factory may be a base type of the actual client: an AzureOpenAIClient in an OpenAIClient.
    private List<IMethodSymbol> ActualFactories(ClientStep step)
    {
        var found = new List<IMethodSymbol>();
        if (step.Receiver is null)
            return found;
        foreach (var origin in chain.Values.Trace(step.Receiver).Origins)
            found.Add(
                origin
                    .Operation.WithoutConversion()
                    .Type?.GetMembers(step.Method!.Name)
                    .OfType<IMethodSymbol>()
                    .FirstOrDefault(actual => chain.Catalog.FindClientSource(actual) is { IsDeployment: true })
                    ?? step.Method!
            );
        return found;
    }

    private ModelFact AlwaysOr(ClientStep step, ModelFact otherwise) =>
        !otherwise.IsStated && (step.Row?.AlwaysHasModel == true || chain.Catalog.FindClient(step.Operation.Type)?.AlwaysHasModel == true)
            ? AtClient(step.Operation) with
            {
                Service = otherwise.Service,
            }
            : otherwise;

    private static ModelFact AtClient(IOperation? evidence) => new(ModelState.AtClient, Evidence: evidence);

    private ModelFact? StatedBy(IOperation? model)
    {
        if (model is null)
            return null;
        var trace = chain.Values.TraceConstant(model);
        // An empty name is none, as the default of a parameter that may be left out.
        return trace.IsAlwaysNullOrEmpty
            ? null
            : new ModelFact(ModelState.AtClient, trace.SingleConstant is { Length: > 0 } id ? id : null, Evidence: model)
            {
                IsComplete = true,
            };
    }

    private ModelFact? StatedByAll(IReadOnlyList<IOperation> models)
    {
        var facts = new List<ModelFact>();
        foreach (var model in models)
            if (StatedBy(model) is { } fact)
                facts.Add(fact);
        if (facts.Count == 0)
            return null;
        // One that is taken away again may be the last.
        return facts.Count == models.Count ? Join(facts) : Join(facts).WithoutId();
    }

    // `new ChatClientAgent(client, new() { ChatOptions = new() { ModelId = "…" } })`
    private ModelFact? StatedBy(CallOptions? settings)
    {
        if (settings is null)
            return null;
        if (StatedByAll(settings.ModelValues) is { } stated)
            return settings.MayBeReplaced || settings.ModelMayBeMissing ? stated.WithoutId() : stated;
        return settings.IsUnknown ? ModelFact.FlowsIn : null;
    }
}
