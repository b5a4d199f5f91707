using LlmHygiene.Analyzers.Facts.Model;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Clients;

internal sealed partial class ClientModelResolver
{
    /// <summary>The model of the services that a container, such as a kernel, gives out.</summary>
    /// <param name="services">The service types that are asked for.</param>
    /// <param name="request">The call that asks for one of them by key, where there is one.</param>
    private ModelFact FromContainer(IOperation container, IReadOnlyCollection<string> services, IInvocationOperation? request, int depth)
    {
        var found = ServiceContainers.Of(container, values, catalog);
        var fact = FromSteps(found.Steps, services, request is null ? null : KeyOf(request), depth);
        // A registering method cannot be called without a model, whatever keeps the call from binding.
        if (!fact.IsStated && !found.Steps.Any(step => Registers(step, services)))
            fact = Join(
                found
                    .UnboundSteps.Where(step => catalog.ServicesRegisteredBy(step.Name).Any(services.Contains))
                    .Select(step => new ModelFact(ModelState.AtClient, Evidence: step.Builder))
                    .ToList()
            );
        // A registration that is not seen may come after the ones that are: which model answers is then not known, but there is one.
        return fact is { State: ModelState.AtClient, Id: not null } && !found.IsShown ? fact with { Id = null } : fact;
    }

    private ModelFact FromSteps(IEnumerable<IInvocationOperation> steps, IReadOnlyCollection<string> services, object? key, int depth)
    {
        var registrations = steps.Where(step => Registers(step, services)).ToList();
        if (key is not null && registrations.Where(step => KeyOf(step) is { } other && Equals(other, key)).ToList() is { Count: > 0 } keyed)
            registrations = keyed;
        return Join(registrations.Select(step => FromStep(step, depth)).OfType<ModelFact>().ToList());
    }

    private bool Registers(IInvocationOperation step, IReadOnlyCollection<string> services) =>
        catalog.FindClientSource(step.TargetMethod) is { } source
            ? source.Services.Any(services.Contains)
            : ServiceRegistrations.IsRegistration(step)
                && step.TargetMethod.TypeArguments is [var service, ..]
                && services.Contains(NameOf(service));

    private ModelFact? FromStep(IInvocationOperation step, int depth) =>
        catalog.FindClientSource(step.TargetMethod) is { Services.IsEmpty: false }
            ? FromSource(step.TargetMethod, step.Arguments, step.Instance, step, depth)
            : FromRegistration(new ServiceRegistration(step, IsKeyed: false, Key: null), depth);

    private static string NameOf(ITypeSymbol type) =>
        type.OriginalDefinition.ContainingNamespace is { IsGlobalNamespace: false } space
            ? $"{space.ToDisplayString()}.{type.OriginalDefinition.MetadataName}"
            : type.MetadataName;

    // `serviceId: "chat"` where a model is registered, `GetRequiredService<T>("chat")` where it is asked for.
    private static object? KeyOf(IInvocationOperation call)
    {
        var key = call
            .Arguments.FirstOrDefault(argument =>
                argument.Parameter?.Name is "serviceId" or "serviceKey" && argument.ArgumentKind != ArgumentKind.DefaultValue
            )
            ?.Value;
        while (key is IConversionOperation conversion)
            key = conversion.Operand;
        return key?.ConstantValue is { HasValue: true, Value: { } constant } ? constant : null;
    }

    // `kernel.GetRequiredService<T>()` and `kernel.Services.GetRequiredService<T>()`
    private IOperation? ContainerOf(IInvocationOperation requested)
    {
        var receiver = ServiceContainers.ReceiverOf(requested);
        if (receiver is IPropertyReferenceOperation { Property.Name: "Services", Instance: { } owner })
            receiver = owner;
        return catalog.FindClient(receiver?.Type) is { Services.IsEmpty: false } ? receiver : null;
    }

    // `new ChatCompletionAgent { Kernel = kernel, Arguments = new(settings) }`
    private ModelFact? FromMembers(IObjectCreationOperation creation, int depth)
    {
        if (catalog.FindClient(creation.Type) is not { Inner.IsEmpty: false } entry)
            return null;
        var tracked = objects.Track(creation);
        if (
            entry.Options.SelectMany(tracked.WritesTo).Select(StatedByOptions).FirstOrDefault(fact => fact is { IsStated: true }) is
            { } stated
        )
            return stated;
        var inner = entry.Inner.SelectMany(tracked.WritesTo).Select(value => Resolve(value, depth)).OfType<ModelFact>().ToList();
        return inner.Count == 0 ? null : Join(inner);
    }
}
