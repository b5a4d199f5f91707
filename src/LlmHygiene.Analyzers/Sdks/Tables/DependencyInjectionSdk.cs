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

    /// <summary>
    /// Names that only methods of the framework have, unless the project declares one itself. None of them registers a client, but for the
    /// registrations above.
    /// </summary>
    public static readonly ImmutableArray<string> FrameworkMethods = ImmutableArray.Create(
        "AddAntiforgery",
        "AddAuthentication",
        "AddAuthorization",
        "AddControllers",
        "AddControllersWithViews",
        "AddCors",
        "AddDbContext",
        "AddDbContextFactory",
        "AddDistributedMemoryCache",
        "AddEndpointsApiExplorer",
        "AddHostedService",
        "AddHttpClient",
        "AddHttpContextAccessor",
        "AddLogging",
        "AddMemoryCache",
        "AddMvc",
        "AddOpenApi",
        "AddOptions",
        "AddProblemDetails",
        "AddRazorComponents",
        "AddRazorPages",
        "AddServerSideBlazor",
        "AddSession",
        "AddSignalR",
        "AddSwaggerGen",
        "BuildServiceProvider",
        "Configure",
        "PostConfigure"
    );

    /// <summary>
    /// The methods that can be given a factory or an object: with one, the container makes no object of the registered type itself.
    /// </summary>
    public static readonly ImmutableArray<string> TakingFactories = Container.Registrations.AddRange(
        ImmutableArray.Create("TryAddKeyedSingleton", "TryAddKeyedScoped", "TryAddKeyedTransient", "AddHostedService")
    );

    /// <summary>The methods that return a service as it is registered.</summary>
    public static readonly ImmutableArray<string> AllRequests = Container.Requests.AddRange(
        ImmutableArray.Create("GetServices", "GetKeyedServices")
    );

    /// <summary>The method that makes a logger for a type, and no object of that type.</summary>
    public const string CreateLogger = "CreateLogger";

    /// <summary>The lifetimes; the name of each method that registers a service contains one of them.</summary>
    public static readonly ImmutableArray<string> Lifetimes = ImmutableArray.Create("Singleton", "Scoped", "Transient");

    /// <summary>The first parameter of extension methods that register services.</summary>
    public static readonly ImmutableArray<string> CollectionParameters = ImmutableArray.Create("services", "serviceCollection");

    /// <summary>The type of one registration, by which services are registered and replaced without a type argument.</summary>
    public const string Descriptor = "ServiceDescriptor";

    /// <summary>The type of a collection of services, as parameters and variables name it.</summary>
    public const string Collection = "IServiceCollection";

    /// <summary>The class that implements it.</summary>
    public const string OwnCollection = "ServiceCollection";

    /// <summary>The member of builders of applications with their collection of services.</summary>
    public const string Services = "Services";

    /// <summary>The methods that make a builder of an application.</summary>
    public static readonly ImmutableArray<string> BuilderFactories = ImmutableArray.Create(
        "CreateBuilder",
        "CreateSlimBuilder",
        "CreateEmptyBuilder",
        "CreateApplicationBuilder",
        "CreateEmptyApplicationBuilder",
        "CreateDefault"
    );

    /// <summary>What the names of base classes begin with that pass everything on.</summary>
    public const string Delegating = "Delegating";

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
