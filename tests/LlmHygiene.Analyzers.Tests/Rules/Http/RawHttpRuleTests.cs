using LlmHygiene.Analyzers.Rules.Http;
using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Rules.Http;

public class RawHttpRuleTests
{
    private const string Chat = "https://api.openai.com/v1/chat/completions";

    [Theory]
    [InlineData($"[|PostAsync|](\"{Chat}\", content)")]
    [InlineData("[|PostAsync|](new Uri(new Uri(address), \"v1/chat/completions\"), content)")]
    [InlineData("[|PostAsync|](address.TrimEnd('/') + \"/chat/completions\", content)")]
    [InlineData("[|PostAsync|](string.Format(\"{0}/chat/completions\", address), content)")]
    [InlineData("[|PostAsync|]($\"{address}/models/{key}:generateContent?key={key}\", content)")]
    [InlineData("[|PostAsync|]($\"{address}/openai/deployments/{key}/chat/completions?api-version=1\", content)")]
    [InlineData("[|PostAsync|](\"https://api.anthropic.com/v1/messages\", content)")]
    [InlineData("[|PostAsync|](\"http://localhost:11434/api/generate\", content)")]
    [InlineData("[|PostAsync|](\"https://bedrock-runtime.eu-west-1.amazonaws.com/model/m/converse\", content)")]
    [InlineData("[|PostAsync|](\"https://api.openai.com/v1/embeddings\", content)")]
    [InlineData("[|PostAsync|](\"https://api.openai.com/v1/images/generations\", content)")]
    [InlineData("[|PostAsync|](\"https://api.openai.com/v1/images/edits\", content)")]
    [InlineData("[|PostAsync|](\"https://api.openai.com/v1/audio/speech\", content)")]
    [InlineData("[|PostAsync|](\"https://api.openai.com/v1/audio/transcriptions\", content)")]
    [InlineData("[|PostAsync|]($\"https://{key}.openai.azure.com/openai/deployments/{key}/embeddings?api-version=1\", content)")]
    [InlineData("[|PostAsync|](\"http://localhost:11434/api/embed\", content)")]
    [InlineData("[|PostAsync|](\"https://api.cohere.com/v2/embed\", content)")]
    [InlineData("[|PostAsync|]($\"{address}/v1beta/models/{key}:embedContent\", content)")]
    [InlineData($"[|PostAsJsonAsync|](\"{Chat}\", new {{ model = key }})")]
    [InlineData($"[|SendAsync|](new HttpRequestMessage(HttpMethod.Post, \"{Chat}\"))")]
    [InlineData($"[|SendAsync|](new HttpRequestMessage {{ Method = HttpMethod.Post, RequestUri = new Uri(\"{Chat}\") }})")]
    public Task Fires(string call) => VerifyAsync(Sending(call));

    [Theory]
    [InlineData("PostAsync($\"{address}/v1/embeddings\", content)")]
    [InlineData("PostAsync(\"https://vectors.example/embeddings\", content)")]
    [InlineData("PostAsync(\"https://photos.example/images/edits\", content)")]
    [InlineData("PostAsync($\"{address}/audio/speech\", content)")]
    [InlineData("PostAsync(\"https://api.openai.com/v1/fine_tuning/jobs\", content)")]
    [InlineData("PostAsync(\"https://api.openai.com/v1/files\", content)")]
    [InlineData("PostAsync(\"https://api.anthropic.com/v1/messages/count_tokens\", content)")]
    [InlineData("PostAsync(\"https://api.anthropic.com/v1/messages/batches\", content)")]
    [InlineData("PostAsync(\"http://localhost:11434/api/pull\", content)")]
    [InlineData("PostAsync($\"{address}/models/m:countTokens\", content)")]
    [InlineData("PostAsync($\"{address}/im/v1/messages?receive_id_type=open_id\", content)")]
    [InlineData("PostAsync($\"{address}/api/chat\", content)")]
    [InlineData("PostAsync(\"https://chat.example/responses\", content)")]
    [InlineData("PostAsync(\"https://example.com/autocompletions\", content)")]
    [InlineData("PostAsync(address, content)")]
    [InlineData($"GetAsync(\"{Chat}\")")]
    [InlineData($"DeleteAsync(\"{Chat}\")")]
    [InlineData($"SendAsync(new HttpRequestMessage(HttpMethod.Get, \"{Chat}\"))")]
    [InlineData($"SendAsync(new HttpRequestMessage {{ RequestUri = new Uri(\"{Chat}\") }})")]
    [InlineData($"PostAsync(key == \"\" ? \"{Chat}\" : \"https://example.com/orders\", content)")]
    public Task Stays_silent(string call) => VerifyAsync(Sending(call), Endpoint);

    [Theory]
    [InlineData("0.1", "v1/embeddings", 0)]
    [InlineData("0.1", "v1/chat/completions", 1)]
    [InlineData("0.2", "v1/embeddings", 1)]
    public async Task An_older_level_does_not_report_endpoints_that_came_later(string level, string path, int count) =>
        Assert.Equal(
            count,
            (
                await RuleTest.DiagnosticsAsync<RawHttpAnalyzer>(
                    [Sending($"PostAsync(\"https://api.openai.com/{path}\", content)")],
                    config: new() { ["build_property.LlmHygieneLevel"] = level },
                    only: "LLMH3001"
                )
            ).Length
        );

    [Fact]
    public async Task The_message_names_the_fix()
    {
        var diagnostic = Assert.Single(
            await RuleTest.DiagnosticsAsync<RawHttpAnalyzer>([Sending($"PostAsync(\"{Chat}\", content)")]),
            diagnostic => diagnostic.Id == "LLMH3001"
        );
        Assert.Equal(
            "'PostAsync' is a raw HTTP call to an LLM endpoint: no model, prompt or latency reaches telemetry; "
                + "use an IChatClient or the provider's SDK, or mark the method [LlmCall] and give it its own telemetry",
            diagnostic.GetMessage(null)
        );
    }

    [Fact]
    public Task The_names_around_a_request_show_what_a_common_path_is() =>
        VerifyAsync(
            """
            class OllamaClient(HttpClient http, string address)
            {
                Task A(HttpContent content) => http.[|PostAsync|]($"{address}/api/chat", content);
            }
            class Messenger(HttpClient http, string address)
            {
                Task A(HttpContent content) => http.PostAsync($"{address}/api/chat", content);
                Task B(string claudeAddress, HttpContent content) => http.[|PostAsync|]($"{claudeAddress}/messages", content);
            }
            """
        );

    [Fact]
    public Task The_body_shows_what_a_common_path_is() =>
        VerifyAsync(
            """
            class Client(HttpClient http, string address)
            {
                Task A(string text) => http.[|PostAsJsonAsync|](address + "/responses", new { model = "m", input = text });
                Task B(string text) => http.PostAsJsonAsync(address + "/responses", new { survey = "s", input = text });
                Task C(string text) =>
                    http.[|PostAsJsonAsync|](address
                    + "/api/chat", new { model = "m", messages = new[] { new { role = "user", content = text } }, stream = false });
                Task D(string text) => http.PostAsJsonAsync(address + "/api/chat", new { messages = new[] { text } });
            }
            """
        );

    [Fact]
    public Task A_chat_body_is_enough_where_the_code_does_not_show_the_address() =>
        VerifyAsync(
            """
            class Message { public string role { get; set; } = ""; public string content { get; set; } = ""; }
            class Request { public string model { get; set; } = ""; public List<Message> messages { get; set; } = new(); }
            class Client(HttpClient http)
            {
                Task A(string address, Request request) =>
                    http.[|PostAsync|](address, new StringContent(JsonSerializer.Serialize(request)));
                Task B(string address, Message request) => http.PostAsync(address, new StringContent(JsonSerializer.Serialize(request)));
                Task C(Request request) =>
                    http.PostAsync("https://example.com/audit", new StringContent(JsonSerializer.Serialize(request)));
            }
            """,
            Endpoint
        );

    [Fact]
    public Task The_address_is_found_in_other_files() =>
        VerifyAsync(
            """
            partial class Client
            {
                private readonly HttpClient _http;
                private readonly string _url;
                public Client(HttpClient http, string url) { _http = http; _url = url; }
                public Task Ask(HttpContent content) => _http.[|PostAsync|](_url, content);
                public Task Other(HttpContent content) => _http.PostAsync(Endpoints.Models, content);
                public Task Const(HttpContent content) => _http.[|PostAsync|](Endpoints.Chat, content);
            }
            """,
            $$"""
            static class Endpoints
            {
                public const string Chat = "{{Chat}}";
                public static readonly string Models = "https://api.openai.com/v1/models";
            }
            static class Start { public static Client Make(HttpClient http) => new Client(http, Endpoints.Chat); }
            """
        );

    [Fact]
    public Task The_base_address_counts_where_the_request_has_no_path() =>
        VerifyAsync(
            $$"""
            class Client
            {
                private readonly HttpClient _http = new();
                private readonly HttpClient _models = new() { BaseAddress = new Uri("https://api.openai.com/v1/models") };
                public Client() => _http.BaseAddress = new Uri("{{Chat}}");
                public Task A(HttpContent content) => _http.[|PostAsync|](string.Empty, content);
                public Task B(HttpContent content) => _models.PostAsync("", content);
            }
            """
        );

    [Fact]
    public Task A_request_is_followed_through_the_helper_that_makes_it() =>
        VerifyAsync(
            """
            class Client(HttpClient http, string address)
            {
                public async Task Ask(bool response)
                {
                    using var message = Create(response);
                    await http.[|SendAsync|](message);
                }

                public async Task List() => await http.SendAsync(Make(HttpMethod.Get, address + "/models"));

                public async Task Embed() => await http.SendAsync(Make(HttpMethod.Post, address + "/embeddings"));

                private HttpRequestMessage Create(bool response) => response
                    ? Make(HttpMethod.Post, Append(address, "openai/v1/responses"))
                    : Make(HttpMethod.Post, Append(address, "chat/completions"));

                private static string Append(string start, string path) => start.EndsWith(path) ? start : $"{start.TrimEnd('/')}/{path}";

                private static HttpRequestMessage Make(HttpMethod method, string url)
                {
                    var made = new HttpRequestMessage(method, url);
                    return made;
                }
            }
            """
        );

    [Fact]
    public Task A_send_that_only_its_own_type_calls_is_reported_itself() =>
        VerifyAsync(
            """
            class Client(HttpClient http)
            {
                public Task Ask(HttpContent content) => Send("v1/chat/completions", content);
                private Task Send(string path, HttpContent content) => http.[|PostAsync|](path, content);
            }
            """
        );

    [Fact]
    public Task A_helper_with_several_uses_is_reported_at_the_calls_that_state_the_endpoint() =>
        VerifyAsync(
            """
            class Client(Api api)
            {
                public Task Ask(object body) => api.[|Post|]("v1/chat/completions", body);
                public Task Embed(object body) => api.Post("v1/embeddings", body);
                public Task Deep(object body) => api.[|Twice|](() => new HttpRequestMessage(HttpMethod.Post, "v1/chat/completions"));
            }
            """,
            """
            class Api(HttpClient http)
            {
                public Task Post(string path, object body) => Inner(path, body);
                private Task Inner(string path, object body) => http.PostAsJsonAsync(path, body);
                public Task Twice(Func<HttpRequestMessage> make) => http.SendAsync(make());
            }
            """
        );

    [Fact]
    public Task A_client_implementation_and_a_marked_method_are_silent() =>
        VerifyAsync(
            $$"""
            namespace LlmHygiene { [AttributeUsage(AttributeTargets.Method)] class LlmCallAttribute : Attribute; }
            namespace App
            {
                using Microsoft.Extensions.AI;
                class Client(HttpClient http) : IChatClient
                {
                    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions options = null,
                        CancellationToken token = default)
                    {
                        await http.PostAsync("{{Chat}}", null, token);
                        return new ChatResponse();
                    }
                    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages,
                        ChatOptions options = null, CancellationToken token = default) => throw new NotSupportedException();
                    public object GetService(Type type, object key = null) => null;
                    public void Dispose() { }
                }
                class Marked(HttpClient http)
                {
                    [LlmHygiene.LlmCall] Task Ask() => http.PostAsync("{{Chat}}", null);
                    Task Other() => http.[|PostAsync|]("{{Chat}}", null);
                }
            }
            """
        );

    [Fact]
    public Task A_stub_handler_responds_itself() =>
        VerifyAsync(
            $$"""
            class Stub : HttpMessageHandler
            {
                protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken token) =>
                    Task.FromResult(new HttpResponseMessage());
            }
            class Logging : DelegatingHandler { }
            class Tests
            {
                Task A() { var http = new HttpClient(new Stub()); return http.PostAsync("{{Chat}}", null); }
                Task B() { var http = new HttpClient(new Logging { InnerHandler = new Stub() }); return http.PostAsync("{{Chat}}", null); }
                Task C()
                {
                    var http = new HttpClient(new Logging { InnerHandler = new HttpClientHandler() });
                    return http.[|PostAsync|]("{{Chat}}", null);
                }
            }
            """
        );

    [Fact]
    public async Task An_SDK_is_silent() =>
        Assert.Empty(await RuleTest.DiagnosticsAsync<RawHttpAnalyzer>([Sending($"PostAsync(\"{Chat}\", content)")], assembly: "OpenAI"));

    [Fact]
    public async Task Source_that_does_not_compile_causes_no_exception()
    {
        var diagnostics = await RuleTest.DiagnosticsAsync<RawHttpAnalyzer>(
            [
                Sending($"PostAsync(\"{Chat}\", content").Replace("[|", "").Replace("|]", ""),
                "class R { string A(string s) => A(A(s) + \"/chat/completions\"); void B(HttpClient h) "
                    + "=> h.PostAsync(A(A(\"x\")), null) class",
            ],
            mustCompile: false
        );
        Assert.All(diagnostics, diagnostic => Assert.StartsWith("LLMH", diagnostic.Id, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_helper_is_followed_though_its_call_does_not_bind()
    {
        const string Source = """
            class Client(HttpClient http)
            {
                Task Ask(Missing options) { var message = Make(options.Name, "https://api.openai.com/v1"); return http.SendAsync(message); }
                Task List(Missing options) { var message = Get(options.Name); return http.SendAsync(message); }
                static HttpRequestMessage Make(string key, string address) =>
                    new(HttpMethod.Post, address + "/chat/completions") { Content = new StringContent("{}") };
                static HttpRequestMessage Get(string key) => new(HttpMethod.Get, "https://api.openai.com/v1/models");
            }
            """;
        var diagnostic = Assert.Single(
            await RuleTest.DiagnosticsAsync<RawHttpAnalyzer>([Source], mustCompile: false),
            found => found.Id == "LLMH3001"
        );
        Assert.Equal(2, diagnostic.Location.GetLineSpan().StartLinePosition.Line);
    }

    [Fact]
    public Task Text_that_is_created_from_itself_does_not_hang() =>
        VerifyAsync(
            """
            class Client(HttpClient http)
            {
                Task Ask(string url, HttpContent content)
                {
                    url = url + "/chat/completions";
                    while (url.Length < 9) url = url + url + Self(url);
                    return http.PostAsync(Self(url), content);
                }
                private static string Self(string text) => text.Length > 3 ? Self(text + text) : text.Trim('/') + Self(text);
            }
            """
        );

    // A file that contains an endpoint, so that the rule runs at all.
    private const string Endpoint = "static class Known { public const string Chat = \"https://api.openai.com/v1/chat/completions\"; }";

    private static string Sending(string call) =>
        $$"""
            class Sender
            {
                public async Task Run(HttpClient http, string address, string key, HttpContent content) => await http.{{call}};
            }
            """;

    private static Task VerifyAsync(params string[] sources) => RuleTest.VerifyAsync<RawHttpAnalyzer>(sources, only: "LLMH3001");
}
