using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Clients;

/// <summary>One place where a service is registered: <c>AddChatClient(…)</c>, <c>AddSingleton&lt;IChatClient&gt;(…)</c>.</summary>
/// <param name="Key">Of a keyed service, where it is a constant.</param>
internal sealed record ServiceRegistration(IInvocationOperation Call, bool IsKeyed, object? Key);

/// <summary>Finds where a service that is injected, or asked of a service provider, is registered in this compilation.</summary>
internal static class ServiceRegistrations
{
    private static readonly string[] s_ownMethods =
    [
        "AddChatClient",
        "AddKeyedChatClient",
        "AddEmbeddingGenerator",
        "AddKeyedEmbeddingGenerator",
    ];

    private static readonly string[] s_genericMethods =
    [
        "AddSingleton",
        "AddScoped",
        "AddTransient",
        "TryAddSingleton",
        "TryAddScoped",
        "TryAddTransient",
        "AddKeyedSingleton",
        "AddKeyedScoped",
        "AddKeyedTransient",
    ];

    // Every call whose client is injected asks for the same ones.
    private static readonly ConditionalWeakTable<Compilation, ConcurrentDictionary<ISymbol, ServiceRegistration[]>> s_known = new();

    /// <summary>True for a property that Razor fills with a service.</summary>
    public static bool IsInjected(IPropertySymbol property) => InjectionOf(property) is not null;

    public static IEnumerable<ServiceRegistration> Of(ITypeSymbol service, IOperation requested, SourceScope scope)
    {
        var (isKeyed, key) = KeyOf(requested);
        var known = s_known.GetValue(scope.Compilation, static _ => new(SymbolEqualityComparer.Default));
        foreach (
            var registration in known.GetOrAdd(
                service,
                _ => Calls(service, scope).Where(call => Registers(call, service)).Select(Read).ToArray()
            )
        )
        {
            if (registration.IsKeyed != isKeyed)
                continue;
            if (key is null || registration.Key is null || Equals(key, registration.Key))
                yield return registration;
        }
    }

    /// <summary>True for <c>AddSingleton&lt;IChatClient&gt;(…)</c> and its kind.</summary>
    public static bool IsRegistration(IInvocationOperation call) => s_genericMethods.Contains(call.TargetMethod.Name);

    /// <summary>The operations whose value is the client, or null when the registration names a type and no value.</summary>
    public static IEnumerable<IOperation>? ClientsOf(ServiceRegistration registration, SourceScope scope)
    {
        foreach (var argument in registration.Call.Arguments)
        {
            if (argument.Parameter?.Type is not { } type || argument.Parameter.Name is "serviceKey" or "services" or "serviceCollection")
                continue;
            if (argument.Value.Syntax is LambdaExpressionSyntax lambda)
                return scope.ReturnedValues(lambda);
            if (type.TypeKind == TypeKind.Interface && argument.ArgumentKind == ArgumentKind.Explicit)
                return [argument.Value];
            if (type is INamedTypeSymbol { TypeKind: TypeKind.Class } && argument.ArgumentKind == ArgumentKind.Explicit)
                return [argument.Value];
        }

        return null;
    }

    private static IEnumerable<IInvocationOperation> Calls(ITypeSymbol service, SourceScope scope) =>
        s_ownMethods
            .SelectMany(name => scope.Invocations(name))
            .Concat(s_genericMethods.SelectMany(name => scope.Invocations(name, node => MayRegister(node, service.Name))));

    // `AddSingleton(services => …)` registers the type that the compiler infers, `AddSingleton(typeof(…))` no value.
    private static bool MayRegister(SimpleNameSyntax node, string name) =>
        node is GenericNameSyntax generic
            ? generic.TypeArgumentList.Arguments.Any(argument => argument.ToString().Contains(name))
            : TreeNames.Reference(node) is InvocationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } arguments }
                && arguments[0].Expression is not TypeOfExpressionSyntax;

    private static ServiceRegistration Read(IInvocationOperation call)
    {
        var key = call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == "serviceKey")?.Value;
        return new ServiceRegistration(call, key is not null, key is null ? null : Constant(key));
    }

    private static bool Registers(IInvocationOperation call, ITypeSymbol service)
    {
        var method = call.TargetMethod;
        if (method.Name.EndsWith("ChatClient", StringComparison.Ordinal))
            return service.Name == "IChatClient";
        if (method.Name.EndsWith("EmbeddingGenerator", StringComparison.Ordinal))
            return service.Name == "IEmbeddingGenerator";
        return method.TypeArguments.Length > 0 && SymbolEqualityComparer.Default.Equals(method.TypeArguments[0], service);
    }

    // `[FromKeyedServices("key")] IChatClient client`, and `GetRequiredKeyedService<IChatClient>("key")`.
    private static (bool IsKeyed, object? Key) KeyOf(IOperation requested)
    {
        switch (requested)
        {
            case IParameterReferenceOperation { Parameter: var parameter }:
                var attribute = parameter
                    .GetAttributes()
                    .FirstOrDefault(candidate => candidate.AttributeClass?.Name == "FromKeyedServicesAttribute");
                return (attribute is not null, attribute?.ConstructorArguments.FirstOrDefault().Value);
            case IInvocationOperation invocation when invocation.TargetMethod.Name.Contains("Keyed"):
                return (
                    true,
                    invocation.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == "serviceKey") is { } key
                        ? Constant(key.Value)
                        : null
                );
            // `[Inject(Key = "key")] IChatClient Client`
            case IPropertyReferenceOperation { Property: var property }:
                var injectedKey = InjectionOf(property)?.NamedArguments.FirstOrDefault(named => named.Key == "Key").Value.Value;
                return (injectedKey is not null, injectedKey);
            default:
                return (false, null);
        }
    }

    private static AttributeData? InjectionOf(IPropertySymbol property) =>
        property.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass?.Name is "InjectAttribute" or "RazorInjectAttribute");

    private static object? Constant(IOperation value)
    {
        value = value.WithoutConversion();
        return value.ConstantValue.HasValue ? value.ConstantValue.Value : null;
    }
}
