using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Facts;

/// <summary>A model stated in another type or file of the compilation.</summary>
public class WholeCompilationTests
{
    private const string Call = "class Assistant(IChatClient client) { public Task Ask(string text) => client.GetResponseAsync(text); }";

    private const string Usings =
        "using OpenAI; using OpenAI.Chat; using OpenAI.Responses; using Microsoft.Extensions.DependencyInjection;\n#pragma "
        + "warning disable OPENAI001\n";

    private static Task<string> ModelAsync(params string[] sources) =>
        FactTest.FactAsync("model", [.. sources.Select(source => Usings + source)]);

    [Theory]
    [InlineData("new Assistant(new ChatClient(\"m\", \"k\").AsIChatClient())", "AtClient(m)")]
    [InlineData("new Assistant(new ResponsesClient(\"k\").AsIChatClient())", "Absent")]
    [InlineData("new Assistant(Factory.Create(\"m\"))", "AtClient(m)")]
    [InlineData("new Assistant(Factory.Client)", "AtClient(shared)")]
    [InlineData("Unknown.Make<Assistant>()", "FlowsIn")]
    public async Task The_object_is_created_elsewhere(string creation, string expected) =>
        Assert.Equal(
            expected,
            await ModelAsync(
                Call,
                $$"""
                static class Program2 { static readonly Assistant Shared = {{creation}}; }
                static class Factory
                {
                    public static IChatClient Create(string model) => new OpenAIClient("k").GetChatClient(model).AsIChatClient();
                    public static IChatClient Client { get; } = new ChatClient("shared", "k").AsIChatClient();
                }
                static class Unknown { public static T Make<T>() => throw new NotSupportedException(); }
                """
            )
        );

    [Theory]
    [InlineData("services.AddChatClient(new ChatClient(\"m\", \"k\").AsIChatClient());", "AtClient(m)")]
    [InlineData(
        "services.AddChatClient(_ => new OpenAIClient(\"k\").GetChatClient(\"m\").AsIChatClient()).UseOpenTelemetry();",
        "AtClient(m)"
    )]
    [InlineData("services.AddSingleton<IChatClient>(_ => { return new ChatClient(\"m\", \"k\").AsIChatClient(); });", "AtClient(m)")]
    [InlineData("services.AddSingleton<IChatClient>(new ChatClient(\"m\", \"k\").AsIChatClient());", "AtClient(m)")]
    [InlineData("services.AddScoped<IChatClient>(_ => Build());", "AtClient(built)")]
    [InlineData("services.AddChatClient(new ResponsesClient(\"k\").AsIChatClient());", "Absent")]
    [InlineData(
        "services.AddChatClient(new ResponsesClient(\"k\").AsIChatClient()).ConfigureOptions(o => o.ModelId ??= \"m\");",
        "AtClient(m)"
    )]
    [InlineData("services.AddChatClient(new ResponsesClient(\"k\").AsIChatClient()).UseLogging().UseFunctionInvocation();", "Absent")]
    [InlineData("services.AddChatClient(new ResponsesClient(\"k\").AsIChatClient()).Use(inner => inner);", "FlowsIn")]
    [InlineData("services.AddKeyedChatClient(\"other\", new ChatClient(\"m\", \"k\").AsIChatClient());", "FlowsIn")]
    [InlineData("services.AddSingleton<IChatClient, Mine>();", "FlowsIn")]
    [InlineData("services.AddSingleton<Assistant>();", "FlowsIn")]
    [InlineData("services.AddTransient(_ => Build());", "AtClient(built)")]
    [InlineData("services.AddSingleton(Build());", "AtClient(built)")]
    [InlineData("services.AddSingleton(_ => Build()); services.AddSingleton(_ => new Uri(\"https://localhost\"));", "AtClient(built)")]
    [InlineData("services.AddSingleton(new Uri(\"https://localhost\"));", "FlowsIn")]
    [InlineData("services.AddSingleton(typeof(IChatClient), typeof(Mine));", "FlowsIn")]
    public async Task The_client_is_registered_as_a_service(string registration, string expected) =>
        Assert.Equal(
            expected,
            await ModelAsync(
                Call,
                $$"""
                static class Startup
                {
                    public static void Configure(IServiceCollection services) { {{registration}} }
                    private static IChatClient Build() => new ChatClient("built", "k").AsIChatClient();
                }
                class Mine : DelegatingChatClient { public Mine() : base(null!) { } }
                """
            )
        );

    [Theory]
    [InlineData("services.AddImageGenerator(new OpenAI.Images.ImageClient(\"m\", \"k\").AsIImageGenerator());", "AtClient(m)")]
    [InlineData("services.AddImageGenerator(Unseen);", "FlowsIn")]
    [InlineData("", "FlowsIn")]
    public async Task Every_service_that_begins_a_pipeline_is_found_where_it_is_registered(string registration, string expected) =>
        Assert.Equal(
            expected,
            await ModelAsync(
                """
                #pragma warning disable MEAI001
                class Painter(IImageGenerator images)
                {
                    public Task Paint(string text) => images.GenerateAsync(new ImageGenerationRequest(text));
                }
                """,
                $$"""
                #pragma warning disable MEAI001
                static class Startup
                {
                    public static void Configure(IServiceCollection services) { {{registration}} }
                    private static IImageGenerator Unseen(IServiceProvider services) => throw new NotSupportedException();
                }
                """
            )
        );

    [Fact]
    public async Task A_keyed_service_is_found_by_its_key() =>
        Assert.Equal(
            "AtClient(small)",
            await ModelAsync(
                """
                class Assistant([FromKeyedServices("small")] IChatClient client)
                {
                    public Task Ask(string text) => client.GetResponseAsync(text);
                }
                """,
                """
                static class Startup
                {
                    public static void Configure(IServiceCollection services)
                    {
                        services.AddKeyedChatClient("small", new ChatClient("small", "k").AsIChatClient());
                        services.AddKeyedChatClient("large", new ChatClient("large", "k").AsIChatClient());
                    }
                }
                """
            )
        );

    [Fact]
    public async Task A_service_from_the_provider() =>
        Assert.Equal(
            "AtClient(m)",
            await ModelAsync(
                """
                class Assistant(IServiceProvider services)
                {
                    public Task Ask(string text) => services.GetRequiredService<IChatClient>().GetResponseAsync(text);
                }
                """,
                """
                static class Startup
                {
                    public static void Configure(IServiceCollection services) =>
                        services.AddChatClient(new ChatClient("m", "k").AsIChatClient());
                }
                """
            )
        );

    [Fact]
    public async Task A_factory_behind_an_interface() =>
        Assert.Equal(
            "AtClient(m)",
            await ModelAsync(
                """
                class Assistant(IClients clients)
                {
                    public async Task Ask(string text) => await (await clients.GetAsync()).GetResponseAsync(text);
                }
                """,
                "interface IClients { Task<IChatClient> GetAsync(); }",
                """
                class Clients : IClients
                {
                    public async Task<IChatClient> GetAsync() { await Task.Yield(); return new ChatClient("m", "k").AsIChatClient(); }
                }
                """
            )
        );

    [Fact]
    public async Task Options_built_by_another_type() =>
        Assert.Equal(
            "Constant(m)",
            await ModelAsync(
                """
                class Assistant(IChatClient client) { public Task Ask(string text) => client.GetResponseAsync(text, Defaults.Options()); }
                """,
                """
                static class Defaults
                {
                    internal static ChatOptions Options() { var options = new ChatOptions(); Add(options); return options; }
                    static void Add(ChatOptions o) => o.ModelId = "m";
                }
                """
            )
        );

    [Fact]
    public async Task A_public_method_of_a_library_may_have_callers_elsewhere() =>
        Assert.Equal(
            "FlowsIn",
            await ModelAsync(
                "public class Assistant { public Task Ask(IChatClient client, string text) => client.GetResponseAsync(text); }",
                "class User { public void Use(Assistant a) => a.Ask(new ResponsesClient(\"k\").AsIChatClient(), \"x\"); }"
            )
        );

    [Fact]
    public async Task An_injected_parameter_of_an_endpoint() =>
        Assert.Equal(
            "AtClient(m)",
            await ModelAsync(
                """
                static class Endpoints
                {
                    public static Delegate Map() => (IChatClient client, string text) => client.GetResponseAsync(text);
                }
                """,
                """
                static class Startup
                {
                    public static void Configure(IServiceCollection services) =>
                        services.AddChatClient(new ChatClient("m", "k").AsIChatClient());
                }
                """
            )
        );
}
