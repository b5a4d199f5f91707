using LlmHygiene.Analyzers.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Clients;

/// <summary>The places where the services that a container provides are registered.</summary>
/// <param name="Unbound">The builders of calls that do not bind, and whose names are those of methods that register such a service.</param>
/// <param name="IsShown">False when registrations that are not visible may follow these.</param>
internal sealed record ClientServices(
    IReadOnlyList<ClientRegistration> Registrations,
    IReadOnlyList<IOperation> Unbound,
    bool IsShown = true
)
{
    public static readonly ClientServices None = new([], []);

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
        return new ClientServices(Keyed(calls, request, chain, depth), unbound, contents.IsShown);
    }

    public static ClientServices OfRequest(ClientStep step, ClientChain chain, ServiceGraph graph)
    {
        if (step.Service is not { } service)
            return None;
        var depth = step.Depth + 1;
        var request = step.Operation as IInvocationOperation;
        if (request is not null && ContainerOf(request, chain.Catalog) is { } container)
            return OfContainer(container, [Containers.FullName(service)], request, chain, graph, depth);
        if (chain.Catalog.FindClient(service) is null)
            return None;
        var scope = chain.Values.Scope;
        var found = graph.RegistrationsOf(service, step.Operation, scope);
        if (found.Count > 0)
        {
            var registrations = new List<ClientRegistration>(found.Count);
            foreach (var registration in found)
                registrations.Add(new ClientRegistration(chain, registration.Call, depth));
            return new ClientServices(registrations, [], !graph.MayBeReplaced(service, scope));
        }

        // An SDK may have its own method for registering its service.
        var calls = ContainerContents.Registering(graph.OfApplication(scope), [Containers.FullName(service)], graph);
        return new ClientServices(Keyed(calls, request, chain, depth), [], calls.Count == 0 || !graph.MayBeReplaced(service, scope));
    }

    // The registrations with the requested key, where there are any.
    private static List<ClientRegistration> Keyed(
        IReadOnlyList<IInvocationOperation> calls,
        IInvocationOperation? request,
        ClientChain chain,
        int depth
    )
    {
        var all = new List<ClientRegistration>(calls.Count);
        var keyed = new List<ClientRegistration>();
        var key = request is null ? null : ServiceKey.OfCall(request);
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
        var receiver = ServiceGraph.ReceiverOf(request);
        if (receiver is IPropertyReferenceOperation { Instance: { } owner } services && Containers.IsServices(services.Property))
            receiver = owner;
        return catalog.FindClient(receiver?.Type) is { Services.IsEmpty: false } ? receiver : null;
    }
}
