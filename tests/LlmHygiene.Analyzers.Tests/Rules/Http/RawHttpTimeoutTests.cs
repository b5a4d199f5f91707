using LlmHygiene.Analyzers.Rules.Http;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using LlmHygiene.CodeFixes.Fixes;

namespace LlmHygiene.Analyzers.Tests.Rules.Http;

/// <summary>LLMH5004 at requests to LLM endpoints.</summary>
public class RawHttpTimeoutTests
{
    private const string Id = "LLMH5004";

    [Theory]
    [InlineData("await new HttpClient().{|LLMH5004:PostAsync|}(Chat, content);")]
    [InlineData("using var http = new HttpClient(); await http.{|LLMH5004:PostAsync|}(Chat, content);")]
    [InlineData(
        "var http = new HttpClient(); http.DefaultRequestHeaders.Authorization = new(\"Bearer\", "
            + "key); await http.{|LLMH5004:PostAsync|}(Chat, content);"
    )]
    [InlineData(
        "var http = new HttpClient { BaseAddress = new Uri(\"https://api.openai.com/\") }; await "
            + "http.{|LLMH5004:PostAsync|}(\"v1/responses\", content);"
    )]
    [InlineData("var http = new HttpClient { Timeout = TimeSpan.FromSeconds(30) }; await http.{|LLMH5004:PostAsync|}(Chat, content);")]
    [InlineData("await s_http.{|LLMH5004:PostAsync|}(Chat, content);")]
    [InlineData("await s_http.{|LLMH5004:SendAsync|}(new HttpRequestMessage(HttpMethod.Post, Chat));")]
    [InlineData(
        "await s_http.{|LLMH5004:SendAsync|}(new HttpRequestMessage(HttpMethod.Post, Chat), HttpCompletionOption.ResponseContentRead);"
    )]
    [InlineData("await {|LLMH5004:SendAsync|}(Chat, content);")]
    [InlineData("var http = new HttpClient(); await http.{|LLMH5004:PostAsJsonAsync|}(Chat, new { }); http.Dispose();")]
    public Task Fires_for_an_HTTP_client_that_cuts_the_response(string statements) => VerifyAsync(statements);

    [Theory]
    [InlineData("await new HttpClient { Timeout = TimeSpan.FromMinutes(5) }.PostAsync(Chat, content);")]
    [InlineData("var http = new HttpClient(); http.Timeout = TimeSpan.FromMinutes(5); await http.PostAsync(Chat, content);")]
    [InlineData("await given.PostAsync(Chat, content);")]
    [InlineData("var http = new HttpClient(); Keep(http); await http.PostAsync(Chat, content);")]
    [InlineData("await new HttpClient(handler).PostAsync(Chat, content);")]
    [InlineData("await s_http.SendAsync(new HttpRequestMessage(HttpMethod.Post, Chat), HttpCompletionOption.ResponseHeadersRead);")]
    [InlineData("await s_http.SendAsync(new HttpRequestMessage(HttpMethod.Post, Chat), option);")]
    [InlineData("await s_http.PostAsync(\"https://api.openai.com/v1/embeddings\", content);")]
    [InlineData("await s_http.PostAsync(\"https://api.openai.com/v1/audio/transcriptions\", content);")]
    [InlineData("await s_http.PostAsync(\"https://api.openai.com/v1/files\", content);")]
    [InlineData("await s_http.GetAsync(\"https://api.openai.com/v1/models\");")]
    [InlineData("await s_http.PostAsync(\"https://example.com/orders\", content);")]
    public Task Stays_silent(string statements) => VerifyAsync(statements);

    [Theory]
    [InlineData("services.AddHttpClient<Assistant>().AddStandardResilienceHandler();", true)]
    [InlineData("services.AddHttpClient<Assistant>();", true)]
    [InlineData("services.AddHttpClient<Assistant>(http => http.Timeout = TimeSpan.FromMinutes(5));", false)]
    [InlineData("services.AddSingleton<Assistant>();", false)]
    public Task A_typed_client_has_what_its_registration_states(string registration, bool isCut) =>
        RuleTest.VerifyAsync<RawHttpAnalyzer>(
            [
                $$"""
                using System.Net.Http;
                using Microsoft.Extensions.DependencyInjection;
                class Assistant
                {
                    readonly HttpClient _http;
                    public Assistant(HttpClient http) => _http = http;
                    public Task AskAsync(HttpContent content) =>
                        _http.{{(isCut ? "{|LLMH5004:PostAsync|}" : "PostAsync")}}("https://api.openai.com/v1/chat/completions", content);
                }
                static class App
                {
                    static void Add(IServiceCollection services) => {{registration}}
                }
                """,
            ],
            only: Id,
            references: ResilienceTest.References
        );

    [Fact]
    public Task The_option_is_the_shortest_time_out_that_is_not_reported() =>
        RuleTest.VerifyAsync<RawHttpAnalyzer>(
            [Frame("await s_http.PostAsync(Chat, content);")],
            "llmhygiene.min_timeout_seconds = 60",
            only: Id
        );

    [Fact]
    public async Task The_message_says_what_cuts()
    {
        var found = Assert.Single(
            await RuleTest.DiagnosticsAsync<RawHttpAnalyzer>([Frame("await new HttpClient().PostAsync(Chat, content);")]),
            one => one.Id == Id
        );
        Assert.Equal(
            "'PostAsync': its HttpClient cuts a call after 100 s, its default, and long responses take longer: state a longer Timeout",
            found.GetMessage(null)
        );
    }

    [Theory]
    [InlineData("new HttpClient()", "new HttpClient { Timeout = TimeSpan.FromMinutes(10) }")]
    [InlineData("new HttpClient { Timeout = TimeSpan.FromSeconds(30) }", "new HttpClient { Timeout = TimeSpan.FromMinutes(10) }")]
    public Task The_fix_states_a_longer_time_out_once(string before, string after)
    {
        string Whole(string client, string post) =>
            $$"""
                using System.Net.Http;
                class Desk
                {
                    static readonly HttpClient s_http = {{client}};

                    public async Task AskAsync(HttpContent content)
                    {
                        await s_http.{{post}}("https://api.openai.com/v1/chat/completions", content);
                        await s_http.{{post}}("https://api.openai.com/v1/responses", content);
                    }
                }
                """;
        var test = FixTest.Create<TimeoutCutsCallsFix>(
            Id,
            Whole(before, "{|LLMH5004:PostAsync|}"),
            Whole(after, "PostAsync"),
            analyzers: new RawHttpAnalyzer()
        );
        test.DisabledDiagnostics.Add("LLMH3001");
        test.NumberOfIncrementalIterations = 1;
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static Task VerifyAsync(string statements) => RuleTest.VerifyAsync<RawHttpAnalyzer>([Frame(statements)], only: Id);

    private static string Frame(string statements) =>
        $$"""
            using System.Net.Http;
            using System.Net.Http.Json;
            public class Desk
            {
                private const string Chat = "https://api.openai.com/v1/chat/completions";
                private static readonly HttpClient s_http = new();

                private static Task<HttpResponseMessage> SendAsync(string url, HttpContent content) => s_http.PostAsync(url, content);

                private static void Keep(object http) => GC.KeepAlive(new List<object> { http });

                public static Task OrderAsync(HttpContent content) => SendAsync("https://example.com/orders", content);

                public async Task RunAsync(
                    HttpContent content, string key, HttpClient given, HttpMessageHandler handler, HttpCompletionOption option)
                {
                    await Task.Yield();
                    {{statements}}
                }
            }
            """;
}
