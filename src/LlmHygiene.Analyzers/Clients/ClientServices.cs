using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Clients;

/// <summary>The places where the services that a container provides are registered.</summary>
/// <param name="unbound">The builders of calls that do not bind, and whose names are those of methods that register such a service.</param>
/// <param name="mayBeReplaced">Looks for registrations that are not known; null where there are none.</param>
internal sealed class ClientServices(
    IReadOnlyList<ClientRegistration> registrations,
    IReadOnlyList<IOperation> unbound,
    Func<bool>? mayBeReplaced = null
)
{
    public static readonly ClientServices None = new([], []);

    private bool? _isShown;

    public IReadOnlyList<ClientRegistration> Registrations => registrations;

    public IReadOnlyList<IOperation> Unbound => unbound;

    /// <summary>
    /// False when registrations that are not visible may follow these. It is asked for last, and only where it can change something: the
    /// whole project is searched.
    /// </summary>
    public bool IsShown => _isShown ??= mayBeReplaced?.Invoke() != true;

    public bool IsEmpty => Registrations.Count == 0 && Unbound.Count == 0;

    public static ClientServices OfContainer(
        IOperation container,
        IReadOnlyCollection<string> services,
        IInvocationOperation? request,
        ClientChain chain,
        ServiceGraph graph,
        int depth
    )
    {
        var contents = ContainerContents.Of(container, chain.Values, graph);
        var calls = contents.Registering(services);
        var unbound = new List<IOperation>();
        if (calls.Count == 0)
            foreach (var (name, builder) in contents.UnboundCalls)
                if (chain.Catalog.ServicesRegisteredBy(name).Any(services.Contains))
                    unbound.Add(builder);
        return new ClientServices(
            Keyed(calls, request is null ? null : ServiceKey.OfCall(request), chain, depth),
            unbound,
            () => !contents.IsShown || contents.OfApplication.Exists(MayBeReplaced)
        );

        // Where nothing is registered, another project may do that.
        bool MayBeReplaced(IOperation requested)
        {
            var scope = chain.Values.Scope;
            return calls.Count == 0
                || requested.Type is not { } type
                || (type.Name != DependencyInjectionSdk.Provider && MayBeAnother(requested, type, scope))
                || services.Any(service =>
                    scope.Compilation.GetTypeByMetadataName(service) is { } registered && graph.MayBeReplaced(registered, scope)
                );
        }

        bool MayBeAnother(IOperation requested, ITypeSymbol type, SourceScope scope) =>
            chain.Catalog.FindClient(type) is not { Services.IsEmpty: false }
            || (
                requested is IParameterReferenceOperation { Parameter: var parameter }
                && (!ServiceParameters.MayBeService(parameter, scope) || graph.MayBePassed(parameter, scope))
            )
            || graph.MayBeReplaced(type, scope);
    }

    public static ClientServices OfRequest(ClientStep step, ClientChain chain, ServiceGraph graph)
    {
        var services = Requested(step, chain, graph);
        return services.IsEmpty || step.Operation is not IParameterReferenceOperation { Parameter: var parameter }
            ? services
            : new(services.Registrations, services.Unbound, () => !services.IsShown || graph.MayBePassed(parameter, chain.Values.Scope));
    }

    private static ClientServices Requested(ClientStep step, ClientChain chain, ServiceGraph graph)
    {
        if (step.Service is not { } service)
            return None;
        var depth = step.Depth + 1;
        var request = step.Operation as IInvocationOperation;
        if (request is not null && ContainerOf(request, chain.Catalog) is { } container)
            return OfContainer(container, [Containers.FullName(service)], request, chain, graph, depth);
        if (chain.Catalog.FindClient(service) is null)
            return None;
        var (isKeyed, key) = ServiceKey.OfRequest(step.Operation);
        return OfApplication(service, isKeyed, key, request is null ? null : ServiceKey.OfCall(request), chain, graph, depth);
    }

    /// <summary>The registrations of a service that another project gets from the container of this one.</summary>
    public static ClientServices OfOtherProject(ITypeSymbol service, string? key, ClientChain chain, ServiceGraph graph)
    {
        if (chain.Catalog.FindClient(service) is not { } row)
            return None;
        if (row.Services.IsEmpty)
            return OfApplication(service, key is not null, key, key, chain, graph, depth: 0);
        var calls = ContainerContents.Registering(graph.OfKernels(chain.Values.Scope), row.Services, graph);
        return new ClientServices(Keyed(calls, key, chain, depth: 0), []);
    }

    private static ClientServices OfApplication(
        ITypeSymbol service,
        bool isKeyed,
        object? key,
        object? keyOfSdk,
        ClientChain chain,
        ServiceGraph graph,
        int depth
    )
    {
        var scope = chain.Values.Scope;
        var found = graph.RegistrationsOf(service, isKeyed, key, scope);
        if (found.Count > 0)
        {
            var registrations = new List<ClientRegistration>(found.Count);
            foreach (var registration in found)
                registrations.Add(new ClientRegistration(chain, registration.Call, depth));
            return new ClientServices(registrations, [], () => graph.MayBeReplaced(service, scope));
        }

        // An SDK may have its own method for registering its service.
        var calls = ContainerContents.Registering(graph.OfApplication(scope), [Containers.FullName(service)], graph);
        return new ClientServices(
            Keyed(calls, keyOfSdk, chain, depth),
            [],
            calls.Count == 0 ? null : () => graph.MayBeReplaced(service, scope)
        );
    }

    // The registrations with the requested key, where there are any.
    private static List<ClientRegistration> Keyed(IReadOnlyList<IInvocationOperation> calls, object? key, ClientChain chain, int depth)
    {
        var all = new List<ClientRegistration>(calls.Count);
        var keyed = new List<ClientRegistration>();
        foreach (var call in calls)
        {
            var registration = new ClientRegistration(chain, call, depth);
            all.Add(registration);
            if (key is not null && Equals(key, ServiceKey.OfCall(call)))
                keyed.Add(registration);
        }

        return keyed.Count > 0 ? keyed : all;
    }

    // `kernel.GetRequiredService<T>()` and `kernel.Services.GetRequiredService<T>()`
    private static IOperation? ContainerOf(IInvocationOperation request, SdkCatalog catalog)
    {
        var receiver = CallReceiver.Of(request);
        if (receiver is IPropertyReferenceOperation { Instance: { } owner } services && Containers.IsServices(services.Property))
            receiver = owner;
        return catalog.FindClient(receiver?.Type) is { Services.IsEmpty: false } ? receiver : null;
    }
}
