using System.Collections.Immutable;
using LlmHygiene.Analyzers.Sdks.Rows;

namespace LlmHygiene.Analyzers.Sdks.Tables;

/// <summary>Microsoft.Extensions.DependencyInjection, and the attributes with which frameworks inject a service.</summary>
internal static class DependencyInjectionSdk
{
    private const string Namespace = "Microsoft.Extensions.DependencyInjection.";

    public static readonly ContainerRow Container = new()
    {
        Builders = ImmutableArray.Create(Namespace + "IServiceCollection", Namespace + "ServiceCollection"),
        Build = "BuildServiceProvider",
        Requests = ImmutableArray.Create("GetRequiredService", "GetService", "GetRequiredKeyedService", "GetKeyedService"),
        Registrations = ImmutableArray.Create(
            "AddSingleton",
            "AddScoped",
            "AddTransient",
            "TryAddSingleton",
            "TryAddScoped",
            "TryAddTransient",
            "AddKeyedSingleton",
            "AddKeyedScoped",
            "AddKeyedTransient"
        ),
        Key = "serviceKey",
        AssemblyPrefix = "Microsoft.Extensions.",
    };

    /// <summary>The lifetimes; the name of each method that registers a service contains one of them.</summary>
    public static readonly ImmutableArray<string> Lifetimes = ImmutableArray.Create("Singleton", "Scoped", "Transient");

    /// <summary>The first parameter of extension methods that register services.</summary>
    public static readonly ImmutableArray<string> CollectionParameters = ImmutableArray.Create("services", "serviceCollection");

    /// <summary>The type of a service provider.</summary>
    public const string Provider = "IServiceProvider";

    /// <summary>A part of the name of each method that requests a keyed service.</summary>
    public const string Keyed = "Keyed";

    /// <summary>The attribute of a parameter that receives a keyed service.</summary>
    public const string KeyAttribute = "FromKeyedServicesAttribute";

    /// <summary>The attributes of a property into which Razor injects a service.</summary>
    public static readonly ImmutableArray<string> InjectAttributes = ImmutableArray.Create("InjectAttribute", "RazorInjectAttribute");

    /// <summary>The property of these attributes with the key of the service.</summary>
    public const string InjectKey = "Key";
}
