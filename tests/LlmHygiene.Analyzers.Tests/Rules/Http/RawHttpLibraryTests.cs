using LlmHygiene.Analyzers.Rules.Http;
using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Rules.Http;

/// <summary>HTTP libraries other than HttpClient. Unity is a stub with the names of the real one.</summary>
public class RawHttpLibraryTests
{
    private const string Unity = """
        namespace UnityEngine.Networking
        {
            public class UploadHandler;
            public class UploadHandlerRaw(byte[] data) : UploadHandler;
            public class DownloadHandler;
            public class UnityWebRequestAsyncOperation;
            public class UnityWebRequest : IDisposable
            {
                public UnityWebRequest() { }
                public UnityWebRequest(string url) { }
                public UnityWebRequest(string url, string method) { }
                public UnityWebRequest(string url, string method, DownloadHandler? downloadHandler, UploadHandler? uploadHandler) { }
                public string url { get; set; } = "";
                public string method { get; set; } = "";
                public UploadHandler? uploadHandler { get; set; }
                public static UnityWebRequest Post(string uri, string postData, string contentType) => new(uri, "POST");
                public static UnityWebRequest Get(string uri) => new(uri);
                public UnityWebRequestAsyncOperation SendWebRequest() => throw new NotSupportedException();
                public void Dispose() { }
            }
        }
        """;

    [Fact]
    public Task Unity_is_known() =>
        VerifyAsync(
            """
            using UnityEngine.Networking;
            class Client(string host)
            {
                public System.Collections.IEnumerator A(string json)
                {
                    using var request = new UnityWebRequest("https://api.openai.com/v1/chat/completions", "POST");
                    request.uploadHandler = new UploadHandlerRaw(Encoding.UTF8.GetBytes(json));
                    yield return request.[|SendWebRequest|]();
                }
                public object B(string json)
                {
                    var url = host;
                    url += "/v1/chat/completions";
                    return UnityWebRequest.Post(url, json, "application/json").[|SendWebRequest|]();
                }
                public object C() => UnityWebRequest.Get("https://api.openai.com/v1/chat/completions").SendWebRequest();
                public object D(string json) => UnityWebRequest.Post(host + "/v1/files", json, "application/json").SendWebRequest();
                public object E(string json)
                {
                    var request = new UnityWebRequest { url = host + "/chat/completions", method = "POST" };
                    return request.[|SendWebRequest|]();
                }
                public object F(byte[] body) =>
                    new UnityWebRequest(host + "/chat/completions", "POST", null, new UploadHandlerRaw(body)).[|SendWebRequest|]();
            }
            """,
            Unity
        );

    [Fact]
    public Task RestSharp_is_known() =>
        VerifyWithLibrariesAsync(
            """
            using RestSharp;
            class Client
            {
                private readonly RestClient _client = new RestClient("https://api.openai.com/v1");
                public Task A() => _client.[|ExecuteAsync|](new RestRequest("chat/completions", Method.Post));
                public Task B()
                {
                    var request = new RestRequest("chat/completions");
                    request.AddJsonBody(new { model = "m" });
                    return _client.[|PostAsync|](request);
                }
                public Task C() => _client.ExecuteAsync(new RestRequest("chat/completions", Method.Get));
                public Task D() => _client.PostAsync(new RestRequest("files"));
                public Task E() => _client.[|PostAsync|](new RestRequest("embeddings"));
                public Task F() => _client.[|PostAsync|](new RestRequest("responses").AddJsonBody(new { model = "m" }));
                public Task G() => _client.[|PostAsync<Reply>|](new RestRequest("chat/completions"));
                public Task H() => _client.[|ExecuteAsync<Reply>|](new RestRequest("chat/completions", Method.Post));
                public Task I() => _client.[|ExecutePostAsync|](new RestRequest("chat/completions"));
            }
            class Reply;
            """
        );

    [Fact]
    public Task Flurl_is_known() =>
        VerifyWithLibrariesAsync(
            """
            using Flurl;
            using Flurl.Http;
            class Client
            {
                Task A(string key) =>
                    "https://api.openai.com/v1".AppendPathSegment("chat/completions")
                    .WithOAuthBearerToken(key).[|PostJsonAsync|](new { model = "m" });
                Task B() => "https://api.openai.com/v1/chat/completions".[|PostJsonAsync|](new { model = "m" });
                Task C() => "https://api.openai.com/v1".AppendPathSegment("files").PostJsonAsync(new { model = "m" });
            }
            """
        );

    [Fact]
    public async Task WebClient_and_HttpWebRequest_are_known()
    {
        const string Source = """
            #pragma warning disable SYSLIB0014
            class Client
            {
                string A(string body) => new WebClient().[|UploadString|]("https://api.openai.com/v1/chat/completions", body);
                string B(string body) => new WebClient().UploadString("https://api.openai.com/v1/files", body);
                void C()
                {
                    var request = WebRequest.CreateHttp("https://api.openai.com/v1/chat/completions");
                    request.Method = "POST";
                    request.[|GetResponse|]();
                }
                void D() { var request = WebRequest.CreateHttp("https://api.openai.com/v1/chat/completions"); request.GetResponse(); }
            }
            """;
        await VerifyAsync(Source);
    }

    [Theory]
    [InlineData(
        """
            http.PostAsJsonAsync(Url,
                new { model = "gpt-4o", max_tokens = 5, messages = new[] { new { role = "user", content = "Say hello" } } }, token)
            """,
        "model=Constant(gpt-4o); prompt=Untagged; limit=Set(5); cancellation=Passed"
    )]
    [InlineData(
        "http.PostAsJsonAsync(Url, new { model = name, messages = new[] { new { role = \"user\", content = text } } })",
        "model=Configured; prompt=FlowsIn; limit=Unset; cancellation=NotPassed"
    )]
    [InlineData(
        """
            http.PostAsync(Url, new StringContent("{\"model\": \"gpt-4o\", \"max_tokens\": 7, \"input\": \"" + text + "\"}"))
            """,
        "model=Constant(gpt-4o); prompt=FlowsIn; limit=Set(7); cancellation=NotPassed"
    )]
    [InlineData(
        "http.PostAsync(Url, new StringContent(new JsonObject { [\"model\"] = name, [\"max_tokens\"] = 1 }.ToJsonString()))",
        "model=Configured; prompt=FlowsIn; limit=Set(1); cancellation=NotPassed"
    )]
    [InlineData(
        "http.PostAsJsonAsync(Url, new Dictionary<string, object> { [\"model\"] = \"gpt-4o\" })",
        "model=Constant(gpt-4o); prompt=FlowsIn; limit=Unset; cancellation=NotPassed"
    )]
    [InlineData("http.PostAsync(Url, content)", "model=FlowsIn; prompt=FlowsIn; limit=FlowsIn; cancellation=NotPassed")]
    [InlineData(
        "http.PostAsync(\"https://x.example/v1/models/gemini-2.5-flash:generateContent\", content)",
        "model=Constant(gemini-2.5-flash); prompt=FlowsIn; limit=FlowsIn; cancellation=NotPassed"
    )]
    [InlineData(
        "http.PostAsync($\"https://x.example/v1/models/{name}:generateContent\", content)",
        "model=Configured; prompt=FlowsIn; limit=FlowsIn; cancellation=NotPassed"
    )]
    [InlineData(
        "http.PostAsync($\"https://x.example/v1/{(name == \"\" ? \"models/gemini-2.5-flash\" : \"models/\" + name)}"
            + ":generateContent\", content)",
        "model=Configured; prompt=FlowsIn; limit=FlowsIn; cancellation=NotPassed"
    )]
    [InlineData(
        "http.PostAsync($\"https://x.example/v1/models/{(name == \"\" ? \"gemini-2.5-flash\" : \"gemini-2.5-pro\")}"
            + ":generateContent\", content)",
        "model=Configured; prompt=FlowsIn; limit=FlowsIn; cancellation=NotPassed"
    )]
    public async Task The_inventory_has_what_the_request_shows(string call, string facts) =>
        Assert.Equal(
            $"sdk=System.Net.Http; operation=chat; {facts}; via=Http",
            await EntryAsync(
                $$"""
                class Sender
                {
                    private const string Url = "https://api.openai.com/v1/chat/completions";
                    public Task Run(HttpClient http, string name, string text, HttpContent content, CancellationToken token) => {{call}};
                }
                """
            )
        );

    // What the class of the request states for each of its objects.
    [Theory]
    [InlineData("new Request { Messages = [new(text)] }", "model=Constant(gpt-6-luna); prompt=FlowsIn; limit=Set(4096)")]
    [InlineData("new Request { Model = name, Messages = [new(text)] }", "model=Configured; prompt=FlowsIn; limit=Set(4096)")]
    [InlineData("new Request { MaxTokens = null, Messages = [new(text)] }", "model=Constant(gpt-6-luna); prompt=FlowsIn; limit=Unset")]
    [InlineData("new Field { messages = text }", "model=Constant(gpt-6-sol); prompt=FlowsIn; limit=Unset")]
    [InlineData("new Made(name) { Messages = [new(text)] }", "model=FlowsIn; prompt=FlowsIn; limit=Unset")]
    public async Task The_values_that_a_request_type_sets_itself_are_read(string request, string facts) =>
        Assert.Equal(
            $"sdk=System.Net.Http; operation=chat; {facts}; cancellation=NotPassed; via=Http",
            await EntryAsync(
                $$"""
                class Request
                {
                    [System.Text.Json.Serialization.JsonPropertyName("model")]
                    public string Model { get; set; } = "gpt-6-luna";
                    public int? MaxTokens { get; set; } = 4096;
                    public List<Message> Messages { get; set; } = [];
                }
                class Field { public string model = "gpt-6-sol"; public string? messages; }
                class Made
                {
                    public Made(string name) { if (name != "") Model = name; }
                    public string Model { get; set; } = "gpt-6-luna";
                    public List<Message> Messages { get; set; } = [];
                }
                record Message(string Content);
                class Sender
                {
                    public Task Run(HttpClient http, string name, string text)
                    {
                        var request = {{request}};
                        return http.PostAsJsonAsync("https://api.openai.com/v1/chat/completions", request);
                    }
                }
                """
            )
        );

    [Theory]
    [InlineData(
        "embeddings\", new { model = \"e\", input = \"Summarise the news.\" })",
        "operation=embeddings; model=Constant(e); prompt=None; limit=Unset"
    )]
    [InlineData(
        "images/generations\", new { model = \"i\", prompt = \"Draw a cat.\" })",
        "operation=image; model=Constant(i); prompt=Untagged; limit=Unset"
    )]
    [InlineData(
        "audio/speech\", new { model = name, input = text, voice = \"alloy\" })",
        "operation=speech; model=Configured; prompt=None; limit=Unset"
    )]
    [InlineData("audio/transcriptions\", text)", "operation=transcription; model=FlowsIn; prompt=None; limit=FlowsIn")]
    public async Task Requests_for_other_things_than_text(string request, string facts) =>
        Assert.Equal(
            $"sdk=System.Net.Http; {facts}; cancellation=NotPassed; via=Http",
            await EntryAsync(
                $$"""
                class Sender
                {
                    public Task Run(HttpClient http, string name, string text, CancellationToken token) =>
                        http.PostAsJsonAsync("https://api.openai.com/v1/{{request}};
                }
                """
            )
        );

    [Fact]
    public async Task A_prompt_scope_tags_the_request() =>
        Assert.Contains(
            "prompt=Tagged(greet@1.0.0)",
            await EntryAsync(
                """
                class Sender
                {
                    public async Task Run(HttpClient http)
                    {
                        using var scope = LlmHygiene.PromptScope.Begin("greet", "1.0.0");
                        await http.PostAsJsonAsync("https://api.openai.com/v1/chat/completions", new { model = "m", prompt = "Say hello" });
                    }
                }
                """
            ),
            StringComparison.Ordinal
        );

    private static Task VerifyAsync(params string[] sources) => RuleTest.VerifyAsync<RawHttpAnalyzer>(sources, only: "LLMH3001");

    private static Task VerifyWithLibrariesAsync(string source) =>
        RuleTest.VerifyAsync<RawHttpAnalyzer>(
            [source],
            only: "LLMH3001",
            references: [.. TestReferences.All, .. TestReferences.HttpLibraries]
        );

    private static async Task<string> EntryAsync(string source) =>
        Assert
            .Single(await RuleTest.DiagnosticsAsync<RawHttpAnalyzer>([source], inventory: true), diagnostic => diagnostic.Id == "LLMH0001")
            .GetMessage(null);
}
