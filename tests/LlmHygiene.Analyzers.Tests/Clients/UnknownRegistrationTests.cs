using LlmHygiene.Analyzers.Rules.Telemetry;
using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Clients;

/// <summary>A service that code which is not known may register, replace or decorate: nothing about its calls is absent.</summary>
public class UnknownRegistrationTests
{
    private static readonly StubSdk s_scrutor = new(
        "Scrutor",
        """
        namespace Microsoft.Extensions.DependencyInjection
        {
            public static class Scrutor
            {
                public static IServiceCollection Decorate<TService, TDecorator>(this IServiceCollection services)
                    where TDecorator : TService => services;
                public static IServiceCollection Decorate<TService>(this IServiceCollection services,
                    Func<TService, IServiceProvider, TService> decorator) => services;
                public static IServiceCollection Decorate(this IServiceCollection services, Type serviceType,
                    Type decoratorType) => services;
                public static IServiceCollection Scan(this IServiceCollection services, Action<object> scan) => services;
                public static IServiceCollection AddOther(this IServiceCollection services, string name) => services;
            }
        }
        """
    );

    private static readonly StubSdk s_company = new(
        "Company.AI",
        """
        using Microsoft.Extensions.AI;
        namespace Microsoft.Extensions.DependencyInjection
        {
            public static class CompanyAI
            {
                public static IServiceCollection AddCompanyAI(this IServiceCollection services) => services;
                public static IChatClient Unused => null;
            }
        }
        """
    );

    private static string Model(string statement, string more = "") =>
        Assert
            .Single(
                StubSdk.Inventory(
                    $$"""
                    #pragma warning disable OPENAI001
                    using Microsoft.Extensions.DependencyInjection;
                    using Microsoft.Extensions.DependencyInjection.Extensions;
                    static class Startup
                    {
                        public static void Add(IServiceCollection services, Type type, ServiceDescriptor descriptor,
                            Func<IServiceProvider, IChatClient> make)
                        {
                            services.AddSingleton<IChatClient>(_ => new OpenAI.OpenAIClient("k").GetResponsesClient().AsIChatClient());
                            {{statement}}
                        }
                    }
                    class Svc(IChatClient client) { public Task Ask(string q) => client.GetResponseAsync(q); }
                    class Other { }
                    {{more}}
                    """,
                    TestReferences.All,
                    s_scrutor,
                    s_company
                )
            )
            .Split("; ")
            .Single(part => part.StartsWith("model=", StringComparison.Ordinal))["model=".Length..];

    private const string Setter = "class Setter(IChatClient inner) : DelegatingChatClient(inner) { }";

    [Theory]
    [InlineData("services.Decorate<IChatClient, Setter>();")]
    [InlineData("services.Decorate<IChatClient>((inner, _) => new Setter(inner));")]
    [InlineData("services.Decorate((IChatClient inner, IServiceProvider _) => (IChatClient)new Setter(inner));")]
    [InlineData("services.Decorate(typeof(IChatClient), typeof(Setter));")]
    [InlineData("services.Scan(_ => { });")]
    [InlineData("services.AddOther(\"x\").Decorate<IChatClient, Setter>();")]
    [InlineData("services.Replace(ServiceDescriptor.Singleton<IChatClient>(_ => make(_)));")]
    [InlineData("services.Replace(ServiceDescriptor.Singleton(make));")]
    [InlineData("services.Replace(new ServiceDescriptor(typeof(IChatClient), _ => make(_), ServiceLifetime.Scoped));")]
    [InlineData("services.Add(new(typeof(IChatClient), _ => make(_), ServiceLifetime.Scoped));")]
    [InlineData("services.Add(ServiceDescriptor.Describe(typeof(IChatClient), _ => make(_), ServiceLifetime.Scoped));")]
    [InlineData("services.Add(new ServiceDescriptor(descriptor.ServiceType, _ => make(_), ServiceLifetime.Scoped));")]
    [InlineData("services.Add(ServiceDescriptor.Singleton(type, _ => make(_)));")]
    [InlineData("services.AddSingleton(typeof(IChatClient), _ => make(_));")]
    [InlineData("services.AddSingleton(type, _ => make(_));")]
    [InlineData("services.RemoveAll<IChatClient>();")]
    [InlineData("services.Remove(services.First(d => d.ServiceType == typeof(IChatClient)));")]
    [InlineData("services.AddCompanyAI();")]
    public void Code_that_may_register_the_service_makes_its_model_unknown(string statement) =>
        Assert.Equal("FlowsIn", Model(statement, Setter));

    [Theory]
    [InlineData(
        "services.AddClient(make);",
        "static class Own { public static void AddClient<T>(this IServiceCollection s, Func<IServiceProvider, T> f) where T "
            + ": class => s.AddSingleton<T>(f); }"
    )]
    [InlineData(
        "services.AddClient(make);",
        "static class Own { public static void AddClient<T>(this IServiceCollection s, Func<IServiceProvider, T> f) where T "
            + ": class => s.AddSingleton(f); }"
    )]
    [InlineData(
        "services.AddClient<IChatClient>();",
        "static class Own { public static void AddClient<T>(this IServiceCollection s) => s.Add(new "
            + "ServiceDescriptor(typeof(T), _ => null!, 0)); }"
    )]
    [InlineData(
        "services.Wrap(typeof(IChatClient));",
        "static class Own { public static void Wrap(this IServiceCollection s, Type t) => s.AddSingleton(t, _ => null!); }"
    )]
    public void An_own_method_that_may_register_the_service_makes_its_model_unknown(string statement, string own) =>
        Assert.Equal("FlowsIn", Model(statement, own));

    [Theory]
    [InlineData("services.AddSingleton<Other>();")]
    [InlineData("services.AddSingleton(new Other());")]
    [InlineData("services.AddSingleton(typeof(Other), _ => new Other());")]
    [InlineData("services.AddSingleton<Other>(p => { p.GetRequiredService<IChatClient>(); return new Other(); });")]
    [InlineData("services.Replace(ServiceDescriptor.Singleton<Other>(_ => new Other()));")]
    [InlineData("services.Add(new ServiceDescriptor(typeof(Other), new Other()));")]
    [InlineData("services.Decorate<Other, Other>();")]
    [InlineData("services.AddOther(\"x\");")]
    [InlineData("services.Scan(_ => { });")]
    [InlineData("services.TryAddSingleton<Other>();")]
    [InlineData("services.AddChatClient(new OpenAI.OpenAIClient(\"k\").GetResponsesClient().AsIChatClient());")]
    [InlineData(
        "services.Configure();",
        "static class Own { public static void Configure(this IServiceCollection s) => s.AddScoped<Other>(); }"
    )]
    [InlineData(
        "services.AddThing<Other>();",
        "static class Own { public static void AddThing<T>(this IServiceCollection s) where T : class => s.AddScoped<T>(); }"
    )]
    public void Registrations_of_other_services_change_nothing(string statement, string more = "") =>
        Assert.Equal("Absent", Model(statement, more));

    // The lambda does not name the type of its parameter.
    [Theory]
    [InlineData("services.AddCompanyAI();", "FlowsIn")]
    [InlineData("services.AddSingleton(new object()).AddCompanyAI();", "FlowsIn")]
    [InlineData("services.AddSingleton(new object());", "Absent")]
    [InlineData("services.AddOther(\"x\");", "Absent")]
    public void A_collection_of_services_in_a_lambda(string statement, string expected) =>
        Assert.Contains(
            $"model={expected};",
            Assert.Single(
                StubSdk.Inventory(
                    $$"""
                    #pragma warning disable OPENAI001
                    using Microsoft.Extensions.DependencyInjection;
                    using Microsoft.Extensions.Hosting;
                    static class Startup
                    {
                        public static void Add(IHostBuilder host) =>
                            host.ConfigureServices((context, services) =>
                            {
                                services.AddSingleton<IChatClient>(_ => new OpenAI.OpenAIClient("k").GetResponsesClient().AsIChatClient());
                                {{statement}}
                            });
                    }
                    class Svc(IChatClient client) { public Task Ask(string q) => client.GetResponseAsync(q); }
                    """,
                    TestReferences.All,
                    s_scrutor,
                    s_company
                )
            ),
            StringComparison.Ordinal
        );

    [Fact]
    public void A_decorator_may_change_the_model_that_is_registered() =>
        Assert.Equal(
            ["AtClient"],
            StubSdk
                .Inventory(
                    """
                    using Microsoft.Extensions.DependencyInjection;
                    static class Startup
                    {
                        public static void Add(IServiceCollection services)
                        {
                            services.AddChatClient(new OpenAI.Chat.ChatClient("m", "k").AsIChatClient());
                            services.Decorate<IChatClient>((inner, _) => inner);
                        }
                    }
                    class Svc(IChatClient client) { public Task Ask(string q) => client.GetResponseAsync(q); }
                    """,
                    TestReferences.All,
                    s_scrutor
                )
                .Select(entry => entry.Split("; ")[2]["model=".Length..])
        );

    [Theory]
    [InlineData("", true)]
    [InlineData("services.Replace(ServiceDescriptor.Singleton<IChatClient>(client));", false)]
    public async Task A_pipeline_that_may_be_replaced_is_not_said_to_lack_telemetry(string statement, bool isReported)
    {
        var found = await RuleTest.DiagnosticsAsync<TelemetryAnalyzer>(
            [
                $$"""
                using Microsoft.Extensions.DependencyInjection.Extensions;
                static class Startup
                {
                    public static void Add(IServiceCollection services)
                    {
                        var client = new OpenAI.Chat.ChatClient("m", "k").AsIChatClient();
                        services.AddChatClient(client).UseFunctionInvocation();
                        {{statement}}
                    }
                }
                """,
            ],
            only: "LLMH3002"
        );
        Assert.Equal(isReported ? 1 : 0, found.Length);
    }
}
