using LlmHygiene.Analyzers.Rules.Resilience;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Tests.Rules.Resilience;

public class TimeoutCutsCallsRuleTests
{
    private const string Id = "LLMH5004";

    // {0} stands for the HTTP client.
    private const string Ollama = "_ = new {|LLMH5004:OllamaApiClient|}(http, \"llama3\");";

    [Theory]
    [InlineData("var http = new HttpClient { BaseAddress = address };")]
    [InlineData("var http = new HttpClient(new HttpClientHandler()) { BaseAddress = address };")]
    [InlineData("var http = new HttpClient(new SocketsHttpHandler(), true);")]
    [InlineData("var http = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };")]
    [InlineData("var http = new HttpClient(); http.Timeout = new TimeSpan(0, 1, 0);")]
    [InlineData("var http = new HttpClient { Timeout = Short };")]
    [InlineData("var http = Own();")]
    [InlineData("var http = flag ? new HttpClient() : new HttpClient { Timeout = TimeSpan.FromMinutes(1) };")]
    public Task Fires_for_an_HTTP_client_with_a_short_time_out(string before) => InMethodAsync(before + Ollama);

    [Theory]
    [InlineData("var http = new HttpClient { Timeout = TimeSpan.FromMinutes(5) };")]
    [InlineData("var http = new HttpClient(); http.Timeout = Timeout.InfiniteTimeSpan;")]
    [InlineData("var http = new HttpClient { Timeout = TimeSpan.FromSeconds(seconds) };")]
    [InlineData("var http = new HttpClient(); Set(http);")]
    [InlineData("var http = new HttpClient(new Fake());")]
    [InlineData("var http = new HttpClient(handler);")]
    [InlineData("var http = given;")]
    [InlineData("var http = flag ? new HttpClient() : new HttpClient { Timeout = TimeSpan.FromMinutes(10) };")]
    [InlineData("var http = new HttpClient(); _ = new List<HttpClient> { http };")]
    public Task Stays_silent_where_the_time_out_is_long_or_not_known(string before) =>
        InMethodAsync(before + "_ = new OllamaApiClient(http, \"llama3\");");

    [Theory]
    [InlineData("_ = new {|LLMH5004:OllamaApiClient|}(address, \"llama3\");")]
    [InlineData("_ = new {|LLMH5004:OllamaApiClient|}(\"http://localhost:11434\");")]
    [InlineData("OllamaApiClient client = {|LLMH5004:new|}(address);")]
    [InlineData("_ = Kernel.CreateBuilder().{|LLMH5004:AddOpenAIChatCompletion|}(\"gpt-5\", \"key\");")]
    [InlineData("_ = Kernel.CreateBuilder().{|LLMH5004:AddOpenAIChatCompletion|}(\"gpt-5\", \"key\", httpClient: new HttpClient());")]
    [InlineData(
        "_ = new OpenAIClient(key, new OpenAIClientOptions { Transport = new HttpClientPipelineTransport(new HttpClient()) });",
        "OpenAIClient"
    )]
    [InlineData(
        "_ = new ChatClient(\"gpt-5\", key, new OpenAIClientOptions { NetworkTimeout = " + "TimeSpan.FromSeconds(20) });",
        "ChatClient"
    )]
    [InlineData(
        "var options = new OpenAIClientOptions(); options.NetworkTimeout = TimeSpan.FromSeconds(20); _ = new "
            + "OpenAIClient(key, options);",
        "OpenAIClient"
    )]
    [InlineData("_ = new Anthropic.AnthropicClient { HttpClient = new HttpClient() };", "Anthropic.AnthropicClient")]
    [InlineData("_ = new Anthropic.AnthropicClient { Timeout = TimeSpan.FromSeconds(20) };", "Anthropic.AnthropicClient")]
    public Task Fires_for_what_an_SDK_does_with_HTTP(string statement, string? at = null) =>
        InMethodAsync(
            at is null
                ? statement
                : statement.Replace($"new {at}(", $"new {{|LLMH5004:{at}|}}(").Replace($"new {at} ", $"new {{|LLMH5004:{at}|}} ")
        );

    [Theory]
    [InlineData("_ = new OpenAIClient(\"key\");")]
    [InlineData("_ = new OpenAIClient(key, new OpenAIClientOptions { NetworkTimeout = TimeSpan.FromMinutes(5) });")]
    [InlineData("_ = new OpenAIClient(key, new OpenAIClientOptions { NetworkTimeout = TimeSpan.FromSeconds(seconds) });")]
    [InlineData("_ = new Anthropic.AnthropicClient();")]
    [InlineData("_ = new Anthropic.AnthropicClient { Timeout = TimeSpan.FromMinutes(3) };")]
    [InlineData("_ = Kernel.CreateBuilder().AddOpenAIChatCompletion(\"gpt-5\", new OpenAIClient(\"key\"));")]
    [InlineData("_ = Kernel.CreateBuilder().AddOpenAIChatCompletion(\"gpt-5\", \"key\", httpClient: given);")]
    [InlineData("_ = new HttpClient();")]
    [InlineData("using OllamaApiClient models = new(address); _ = models.ListLocalModelsAsync();")]
    public Task Stays_silent_where_nothing_is_proven_to_cut(string statement) => InMethodAsync(statement);

    [Theory]
    [InlineData("services.AddHttpClient(\"llm\");")]
    [InlineData("services.AddHttpClient(\"llm\", c => c.BaseAddress = new Uri(\"http://localhost\"));")]
    [InlineData("services.AddHttpClient(\"llm\", c => c.Timeout = TimeSpan.FromSeconds(30));")]
    [InlineData("services.AddHttpClient(\"llm\").ConfigureHttpClient(c => { c.Timeout = TimeSpan.FromSeconds(30); });")]
    [InlineData("services.AddHttpClient(\"llm\").AddStandardResilienceHandler();")]
    [InlineData("services.AddHttpClient(\"llm\", c => c.Timeout = TimeSpan.FromMinutes(9)).AddStandardResilienceHandler();")]
    [InlineData("services.AddHttpClient(\"llm\").AddStandardResilienceHandler(o => o.Retry.MaxRetryAttempts = 1);")]
    [InlineData(
        "services.AddHttpClient(\"llm\").AddStandardResilienceHandler().Configure(o => "
            + "o.AttemptTimeout.Timeout = TimeSpan.FromSeconds(20));"
    )]
    [InlineData("var llm = services.AddHttpClient(\"llm\"); llm.AddStandardResilienceHandler();")]
    [InlineData("services.ConfigureHttpClientDefaults(http => http.AddStandardResilienceHandler()); services.AddHttpClient(\"llm\");")]
    [InlineData(
        "services.ConfigureHttpClientDefaults(http => { http.AddStandardResilienceHandler(); }); " + "services.AddHttpClient(\"llm\");"
    )]
    [InlineData("services.AddHttpClient(\"llm\").AddResilience();")]
    [InlineData("services.AddHttpClient(\"llm\").AddStandardHedgingHandler();")]
    [InlineData(
        "services.AddHttpClient(\"llm\").AddResilienceHandler(\"own\", p => p.AddRetry(new "
            + "HttpRetryStrategyOptions()).AddTimeout(TimeSpan.FromSeconds(20)));"
    )]
    public Task Fires_for_a_registered_client(string registration) =>
        RegisteredAsync(registration, "new {|LLMH5004:OllamaApiClient|}(factory.CreateClient(\"llm\"))");

    [Theory]
    [InlineData("services.AddHttpClient(\"llm\", c => c.Timeout = TimeSpan.FromMinutes(10));")]
    [InlineData("services.AddHttpClient(\"llm\", Own);")]
    [InlineData("services.AddHttpClient(\"llm\", c => Set(c));")]
    [InlineData("services.AddHttpClient(\"other\");")]
    [InlineData("services.AddHttpClient(name);")]
    [InlineData(
        "services.AddHttpClient(\"llm\").AddStandardResilienceHandler(o => { o.AttemptTimeout.Timeout = "
            + "TimeSpan.FromMinutes(5); o.TotalRequestTimeout.Timeout = TimeSpan.FromMinutes(9); });"
    )]
    [InlineData(
        "services.AddHttpClient(\"llm\").AddStandardResilienceHandler(o => { o.AttemptTimeout = new() { "
            + "Timeout = TimeSpan.FromMinutes(5) }; o.TotalRequestTimeout = new() { Timeout = "
            + "TimeSpan.FromMinutes(9) }; });"
    )]
    [InlineData("services.AddHttpClient(\"llm\").AddStandardResilienceHandler(o => services.AddSingleton(o));")]
    [InlineData("services.AddHttpClient(\"llm\").AddStandardResilienceHandler(Configured);")]
    [InlineData("var handler = services.AddHttpClient(\"llm\").AddStandardResilienceHandler(); Keep(handler);")]
    [InlineData("var llm = services.AddHttpClient(\"llm\"); Keep(llm); llm.AddStandardResilienceHandler();")]
    [InlineData(
        "services.ConfigureHttpClientDefaults(http => http.AddStandardResilienceHandler()); "
            + "services.AddHttpClient(\"llm\", c => c.Timeout = "
            + "TimeSpan.FromMinutes(9)).RemoveAllResilienceHandlers();"
    )]
    [InlineData("services.ConfigureHttpClientDefaults(Defaults); services.AddHttpClient(\"llm\");")]
    [InlineData("services.AddHttpClient(\"llm\"); services.AddHttpClient(\"llm\", c => c.Timeout = TimeSpan.FromMinutes(10));")]
    public Task Stays_silent_for_a_registered_client_that_is_not_cut_or_not_known(string registration) =>
        RegisteredAsync(registration, "new OllamaApiClient(factory.CreateClient(\"llm\"))");

    [Fact]
    public Task Fires_for_a_typed_client() =>
        ResilienceTest.VerifyAsync(
            Id,
            """
            class Assistant
            {
                readonly OllamaApiClient _client;
                public Assistant(HttpClient http) => _client = new {|LLMH5004:OllamaApiClient|}(http);
            }
            static class App
            {
                static void Add(IServiceCollection services) => services.AddHttpClient<Assistant>().AddStandardResilienceHandler();
            }
            """
        );

    [Fact]
    public Task Stays_silent_for_a_class_that_no_factory_gives_a_client() =>
        ResilienceTest.VerifyAsync(
            Id,
            """
            class Assistant(HttpClient http)
            {
                public OllamaApiClient Client { get; } = new OllamaApiClient(http);
            }
            class Other;
            static class App
            {
                static void Add(IServiceCollection services) => services.AddHttpClient<Other>();
            }
            """
        );

    [Theory]
    [InlineData("b.Services.ConfigureHttpClientDefaults(http => http.AddStandardResilienceHandler());", true)]
    [InlineData("other.Services.ConfigureHttpClientDefaults(http => http.AddStandardResilienceHandler());", false)]
    [InlineData(
        "b.Services.ConfigureHttpClientDefaults(http => http.ConfigureHttpClient(c => c.Timeout = TimeSpan.FromMinutes(9)));",
        false
    )]
    public Task A_kernel_takes_the_client_of_its_container(string defaults, bool fires) =>
        ResilienceTest.VerifyAsync(
            Id,
            $$"""
            static class App
            {
                static void Add()
                {
                    var b = Kernel.CreateBuilder();
                    var other = Kernel.CreateBuilder();
                    {{defaults}}
                    b.{{(fires ? "{|LLMH5004:AddOpenAIChatCompletion|}" : "AddOpenAIChatCompletion")}}("gpt-5", "key");
                }
            }
            """
        );

    [Theory]
    [InlineData("b.Services.ConfigureHttpClientDefaults(http => http.{|CS1061:AddOwnTimeout|}());")]
    [InlineData("b.Services.AddHttpClient(\"llm\", {|CS0103:Missing|});")]
    public Task A_registration_that_does_not_bind_may_state_any_time_out(string registration) =>
        ResilienceTest.VerifyAsync(
            Id,
            $$"""
            static class App
            {
                static void Add()
                {
                    var b = Kernel.CreateBuilder();
                    {{registration}}
                    b.AddOpenAIChatCompletion("gpt-5", "key");
                }
            }
            class Assistant(IHttpClientFactory factory)
            {
                public OllamaApiClient Make() => new OllamaApiClient(factory.CreateClient("llm"));
            }
            """
        );

    [Theory]
    [InlineData(20, false)]
    [InlineData(31, true)]
    [InlineData(0, false)]
    public Task The_option_states_the_shortest_time_out(int seconds, bool fires) =>
        ResilienceTest.VerifyAsync(
            Id,
            $$"""
            class C(Uri address)
            {
                readonly OllamaApiClient _client =
                    new {{(
                fires ? "{|LLMH5004:OllamaApiClient|}" : "OllamaApiClient"
            )}}(new HttpClient { Timeout = TimeSpan.FromSeconds(30) });
            }
            """,
            editorConfig: $"llmhygiene.min_timeout_seconds = {seconds}"
        );

    [Theory]
    [InlineData(
        "_ = new OllamaApiClient(address);",
        "'OllamaApiClient': the HttpClient that it makes cuts a call after 100 s, its default, and long "
            + "responses take longer: pass an HttpClient with a longer Timeout"
    )]
    [InlineData(
        "_ = new OllamaApiClient(new HttpClient { Timeout = TimeSpan.FromSeconds(1.5) });",
        "'OllamaApiClient': its HttpClient cuts a call after 1.5 s, and long responses take longer: state a longer Timeout"
    )]
    [InlineData(
        "_ = new OpenAIClient(key, new OpenAIClientOptions { NetworkTimeout = TimeSpan.FromSeconds(20) });",
        "'OpenAIClient': NetworkTimeout cuts an attempt after 20 s, and long responses take longer: state a longer NetworkTimeout"
    )]
    [InlineData(
        "services.AddHttpClient(\"x\").AddStandardResilienceHandler(); _ = new OllamaApiClient(factory.CreateClient(\"x\"));",
        "'OllamaApiClient': the standard resilience handler cuts an attempt after 10 s and a call after 30 s,"
            + " and long responses take longer: state a longer AttemptTimeout and TotalRequestTimeout"
    )]
    public async Task The_message_says_what_cuts_and_when(string statement, string message) =>
        Assert.Equal(
            message,
            await ResilienceTest.MessageAsync(
                Id,
                $$"""
                class C
                {
                    void M(Uri address, ApiKeyCredential key, IServiceCollection services, IHttpClientFactory factory) { {{statement}} }
                }
                """
            )
        );

    [Theory]
    [InlineData("builder.Services.ConfigureHttpClientDefaults(http => http.AddStandardResilienceHandler());", true)]
    [InlineData("", false)]
    public async Task The_service_defaults_of_another_project_have_the_standard_handler_where_they_use_its_package(string body, bool fires)
    {
        var defaults = TestCode.Compile(
            [
                $$"""
                using Microsoft.Extensions.DependencyInjection;
                using Microsoft.Extensions.Hosting;
                public static class Extensions
                {
                    public static void AddServiceDefaults(this IHostApplicationBuilder builder) { {{body}} }
                }
                """,
            ],
            ResilienceTest.References
        );
        using var assembly = new MemoryStream();
        Assert.True(
            defaults.WithAssemblyName("ServiceDefaults").Emit(assembly, cancellationToken: TestContext.Current.CancellationToken).Success
        );
        var found = await RuleTest.DiagnosticsAsync<ClientSetupAnalyzer>(
            [
                """
                using System.Net.Http;
                using Microsoft.Extensions.DependencyInjection;
                using Microsoft.Extensions.Hosting;
                static class App
                {
                    static void Add(IHostApplicationBuilder builder)
                    {
                        builder.AddServiceDefaults();
                        builder.Services.AddHttpClient("llm", http => http.Timeout = System.TimeSpan.FromMinutes(10));
                    }

                    static object Make(IHttpClientFactory factory) => new OllamaSharp.OllamaApiClient(factory.CreateClient("llm"));
                }
                """,
            ],
            references: [.. ResilienceTest.References, MetadataReference.CreateFromImage(assembly.ToArray())],
            only: Id
        );
        Assert.Equal(fires ? 1 : 0, found.Length);
    }

    private static Task InMethodAsync(string statements) =>
        ResilienceTest.VerifyAsync(
            Id,
            $$"""
            class Fake : HttpMessageHandler
            {
                protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage r, CancellationToken c) =>
                    Task.FromResult(new HttpResponseMessage());
            }

            class C
            {
                static readonly TimeSpan Short = TimeSpan.FromSeconds(15);
                static HttpClient Own() => new HttpClient();
                static void Set(HttpClient client) => client.Timeout = TimeSpan.FromMinutes(20);

                void M(Uri address, bool flag, int seconds, HttpClient given, HttpMessageHandler handler, ApiKeyCredential key)
                {
                    {{statements}}
                }
            }
            """
        );

    private static Task RegisteredAsync(string registration, string client) =>
        ResilienceTest.VerifyAsync(
            Id,
            $$"""
            static class App
            {
                static void Add(IServiceCollection services, string name)
                {
                    {{registration}}
                }

                static void Own(HttpClient client) { }
                static void Set(HttpClient client) => client.Timeout = TimeSpan.FromMinutes(20);
                static void Configured(HttpStandardResilienceOptions options) =>
                    options.TotalRequestTimeout.Timeout = TimeSpan.FromMinutes(20);
                static void Defaults(IHttpClientBuilder http) { }
                static void Keep(object any) => GC.KeepAlive(any);
                static IHttpClientBuilder AddResilience(this IHttpClientBuilder http) { http.AddStandardResilienceHandler(); return http; }
            }

            class Assistant(IHttpClientFactory factory)
            {
                public OllamaApiClient Make() => {{client}};
            }
            """
        );
}
