using System.Collections.Concurrent;
using LlmHygiene.Analyzers.Clients.Configuration;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Clients;

/// <summary>
/// Where the services of one compilation are registered. Every call with an injected client needs the same registrations, so the
/// compilation session owns one instance.
/// </summary>
/// <param name="analyzedAssemblies">Referenced assemblies whose own registrations are read separately.</param>
internal sealed class ServiceGraph(SdkCatalog catalog, IReadOnlyCollection<string>? analyzedAssemblies = null)
{
    private const int MaxHops = 20;

    private readonly RetryableLazy<ConcurrentDictionary<ISymbol, ServiceRegistration[]>> _registrations = new();
    private readonly RetryableLazy<IReadOnlyList<IInvocationOperation>> _ofApplication = new();
    private readonly RetryableLazy<IReadOnlyList<IInvocationOperation>> _ofKernels = new();
    private readonly RetryableLazy<ConcurrentDictionary<ISymbol, RetryableLazy<object>>> _mayBeReplaced = new();
    private readonly RetryableLazy<ConcurrentDictionary<ISymbol, RetryableLazy<object>>> _mayBePassed = new();
    private readonly UnknownRegistrations _unknown = new(catalog, analyzedAssemblies ?? []);

    public SdkCatalog Catalog => catalog;

    /// <summary>
    /// Finds the prompt file of the project that has a name, where only one has; null where the project's files are not known.
    /// </summary>
    public Func<string, PromptReference?>? FindPromptFile { get; init; }

    /// <summary>
    /// The steps of pipelines and the client classes of the project that may overwrite the model of calls; null until somebody has looked.
    /// </summary>
    public IReadOnlyDictionary<SyntaxNode, StepEffects>? ModelOverwrites { get; set; }

    /// <summary>What the settings files of the project say.</summary>
    public ProjectConfiguration Configuration { get; init; } = ProjectConfiguration.None;

    /// <summary>The output limits that pipelines of the project set for calls that state none.</summary>
    public PipelineLimits PipelineLimits { get; } = new(catalog);

    /// <summary>Where a service that is injected, or requested from a service provider, is registered.</summary>
    public IReadOnlyList<ServiceRegistration> RegistrationsOf(ITypeSymbol service, IOperation requested, SourceScope scope)
    {
        var (isKeyed, key) = ServiceKey.OfRequest(requested);
        return RegistrationsOf(service, isKeyed, key, scope);
    }

    /// <param name="isKeyed">True for a service with a key.</param>
    /// <param name="key">The key; null where it is not known.</param>
    public IReadOnlyList<ServiceRegistration> RegistrationsOf(ITypeSymbol service, bool isKeyed, object? key, SourceScope scope)
    {
        var known = _registrations.Get(static () => new(SymbolEqualityComparer.Default));
        if (!known.TryGetValue(service, out var all))
            all = known.GetOrAdd(service, Find(service, scope));
        if (all.Length == 0)
            return all;
        var found = new List<ServiceRegistration>(all.Length);
        foreach (var registration in all)
            if (registration.IsKeyed == isKeyed && (key is null || registration.Key is null || Equals(key, registration.Key)))
                found.Add(registration);
        return found;
    }

    /// <summary>
    /// True where code that is not known may register the service too, replace it, or put something around it: then nothing is absent
    /// because of the registrations that are known.
    /// </summary>
    public bool MayBeReplaced(ITypeSymbol service, SourceScope scope)
    {
        var known = _mayBeReplaced.Get(static () => new(SymbolEqualityComparer.Default));
        // Several calls ask at the same time: one of them looks.
        return (bool)known.GetOrAdd(service, static _ => new()).Get(() => _unknown.MayRegister(service, scope));
    }

    /// <summary>True where code of the project may pass a parameter that a container fills otherwise.</summary>
    public bool MayBePassed(IParameterSymbol parameter, SourceScope scope)
    {
        var known = _mayBePassed.Get(static () => new(SymbolEqualityComparer.Default));
        // All parameters of one constructor are passed by the same code.
        return (bool)
            known.GetOrAdd(parameter.ContainingSymbol, static _ => new()).Get(() => ServiceParameters.MayBePassed(parameter, scope));
    }

    /// <summary>
    /// The SDK calls that register services in the application. Registrations on the builder of a separate kernel do not count.
    /// </summary>
    public IReadOnlyList<IInvocationOperation> OfApplication(SourceScope scope) =>
        _ofApplication.Get(() =>
        {
            // One tracker for all calls: the result must not depend on which call comes first.
            var values = ValueTracker.Whole(scope, catalog);
            var found = new List<IInvocationOperation>();
            foreach (var name in catalog.RegistrationNames)
            foreach (var call in scope.Invocations(name))
                if (catalog.FindClientSource(call.TargetMethod) is { Services.IsEmpty: false } && IsOfApplication(call, values))
                    found.Add(call);
            return found;
        });

    /// <summary>The calls that register the services of a kernel in the application: those of SDKs, and those of the framework.</summary>
    public IReadOnlyList<IInvocationOperation> OfKernels(SourceScope scope) =>
        _ofKernels.Get(() =>
        {
            var values = ValueTracker.Whole(scope, catalog);
            return [.. OfApplication(scope), .. Written(scope).Where(call => IsOfApplication(call, values))];
        });

    // `services.AddSingleton<IChatCompletionService>(_ => new OpenAIChatCompletionService(…))`, `services.AddChatClient(client)`
    private IEnumerable<IInvocationOperation> Written(SourceScope scope)
    {
        var services = new HashSet<string>(catalog.RegistrationNames.SelectMany(catalog.ServicesRegisteredBy), StringComparer.Ordinal);
        var names = services.Select(static service => service.Substring(service.LastIndexOf('.') + 1).Split('`')[0]).ToArray();
        return Containers
            .Registrations.SelectMany(name => scope.Invocations(name, node => Array.Exists(names, service => MayRegister(node, service))))
            .Where(call => call.TargetMethod.TypeArguments is [var registered, ..] && services.Contains(Containers.FullName(registered)))
            .Concat(services.SelectMany(catalog.PipelineRegistrationsOf).Distinct().SelectMany(name => scope.Invocations(name)));
    }

    /// <summary>True for a call that registers the service with its container.</summary>
    public bool Registers(IInvocationOperation call, string service) =>
        catalog.FindClientSource(call.TargetMethod) is { } source
            ? source.Services.Contains(service)
            : catalog.PipelineRegistrationsOf(service).Contains(call.TargetMethod.Name)
                || (
                    Containers.IsRegistration(call.TargetMethod)
                    && call.TargetMethod.TypeArguments is [var registered, ..]
                    && Containers.FullName(registered) == service
                );

    private ServiceRegistration[] Find(ITypeSymbol service, SourceScope scope)
    {
        var found = new List<ServiceRegistration>();
        foreach (var name in catalog.PipelineRegistrationsOf(Containers.FullName(service)))
        foreach (var call in scope.Invocations(name))
            found.Add(ServiceRegistration.Of(call));
        foreach (var name in Containers.Registrations)
        foreach (var call in scope.Invocations(name, node => MayRegister(node, service.Name)))
            if (call.TargetMethod.TypeArguments is [var registered, ..] && SymbolEqualityComparer.Default.Equals(registered, service))
                found.Add(ServiceRegistration.Of(call));
        return found.ToArray();
    }

    // `AddSingleton(services => …)` registers the type that the compiler infers, `AddSingleton(typeof(…))` registers no value.
    private static bool MayRegister(SimpleNameSyntax node, string name)
    {
        if (node is not GenericNameSyntax generic)
            return TreeNames.Reference(node) is InvocationExpressionSyntax { ArgumentList.Arguments: [var first, ..] }
                && first.Expression is not TypeOfExpressionSyntax;
        foreach (var argument in generic.TypeArgumentList.Arguments)
            if (argument.ToString().Contains(name))
                return true;
        return false;
    }

    // `Kernel.CreateBuilder().Services.AddX(…)` fills a separate kernel, `services.AddKernel().AddX(…)` does not.
    private static bool IsOfApplication(IInvocationOperation call, ValueTracker values)
    {
        var value = CallReceiver.Of(call);
        for (var hops = 0; value is not null && hops < MaxHops; hops++)
        {
            if (values.Trace(value).Origins is not [{ Operation: var origin }])
                return true;
            if (origin is IInvocationOperation made && Containers.IsOwnFactory(made.TargetMethod))
                return false;
            // `new KernelMemoryBuilder()` fills a container of its own, unless it is given the services of the application.
            if (origin is IObjectCreationOperation { Constructor: { } constructor } creation && Containers.IsOwnFactory(constructor))
                return !creation.Arguments.All(static argument => argument.ArgumentKind == ArgumentKind.DefaultValue);
            value = origin switch
            {
                IInvocationOperation step => CallReceiver.Of(step),
                IPropertyReferenceOperation services when Containers.IsServices(services.Property) => services.Instance,
                _ => null,
            };
        }

        return true;
    }
}
