using LlmHygiene.Analyzers.Rules.Http;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LlmHygiene.Analyzers.Tests.Rules.Http;

/// <summary>Requests that a helper of another project sends: a build sees its declaration only.</summary>
public class OutsideHelperTests
{
    private const string Chat = "https://api.openai.com/v1/chat/completions";

    private static readonly StubSdk s_helpers = new(
        "Shop.Util",
        """
        using System.Net.Http;
        namespace Shop.Util
        {
            public class Reply { public string Text { get; set; } = ""; }
            public static class HttpUtil
            {
                public static Task<string> PostAsync(string url, string body, CancellationToken token = default) => null;
                public static Task<string> PostAsync(string url, string body, Dictionary<string, string> headers) => null;
                public static Task PostAsync(Uri uri, string req, string key, Action<string> onData, CancellationToken token) => null;
                public static Task<T> PostAsync<T>(string url, object body) => null;
                public static string Post(string url, string json) => null;
                public static Task<Reply> SendAsync(string endpoint, object request) => null;
                public static Task<Reply> SendRequest(HttpMethod method, string baseUrl, string path, object request) => null;
                public static Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => null;
                public static IAsyncEnumerable<string> StreamAsync(string url, object payload) => null;
                public static Task<string> TryHttpPostJsonAsync(string url, object json) => null;
                public static Task<string> GetCompletionAsync(string url, object body) => null;
                public static Task<string> GetAsync(string url, string query) => null;
                public static Task<bool> PostFlagAsync(string url, string body) => null;
                public static Task PostAndForgetAsync(string url, string body) => null;
                public static HttpRequestMessage RequestFor(string url, object body) => null;
                public static string BuildRequest(string url, object body) => null;
                public static string Serialize(string url, object body) => null;
                public static string RequestKey(string url, object body) => null;
                public static Task<string> PostToQueueAsync(string url, object body) => null;
                public static Task<string> CallAsync(string text, object body) => null;
                public static Task<string> SendAsync(string url, TimeSpan timeout, int retries) => null;
            }
            public static class ClientExtensions
            {
                public static Task<Reply> PostJsonAsync(this HttpClient client, string url, object body) => null;
                public static Task<Reply> PostJsonAsync(this string url, object body) => null;
            }
            public class RequestLogger { public string Send(string url, object body) => null; }
            public class ApiBuilder { public ApiBuilder Post(string url, object body) => this; }
            public class ResponseCache { public Task<string> CallAsync(string url, object body) => null; }
            public interface IApi { Task<Reply> PostAsync(string path, object body); }
            public abstract class ApiBase
            {
                protected Task<Reply> PostAsync(string path, object body) => null;
                protected virtual Task<Reply> SendRequestAsync(string path, object body) => null;
            }
        }
        """
    );

    private static readonly StubSdk s_mocks = new(
        "NSubstitute",
        """
        namespace NSubstitute
        {
            public static class Substitute { public static T For<T>() where T : class => null; }
            public static class SubstituteExtensions
            {
                public static T Received<T>(this T substitute) where T : class => substitute;
                public static void Returns<T>(this Task<T> call, T value) { }
            }
        }
        """
    );

    [Theory]
    [InlineData($"HttpUtil.[|PostAsync|](\"{Chat}\", json)")]
    [InlineData($"HttpUtil.[|PostAsync|](\"{Chat}\", json, token)")]
    [InlineData($"HttpUtil.[|PostAsync|](\"{Chat}\", json, new Dictionary<string, string>())")]
    [InlineData($"HttpUtil.[|PostAsync|](new Uri(\"{Chat}\"), json, \"key\", part => Console.Write(part), token)")]
    [InlineData($"HttpUtil.[|PostAsync<Reply>|](\"{Chat}\", new {{ model = \"m\" }})")]
    [InlineData($"HttpUtil.[|Post|](\"{Chat}\", json)")]
    [InlineData("HttpUtil.[|PostAsync|](address + \"/chat/completions\", json)")]
    [InlineData("HttpUtil.[|PostAsync|](new UriBuilder(address) { Path = \"/v1/chat/completions\" }.Uri.ToString(), json)")]
    [InlineData($"HttpUtil.[|SendAsync|](\"{Chat}\", new {{ model = \"m\", messages = new[] {{ text }} }})")]
    [InlineData($"HttpUtil.[|StreamAsync|](\"{Chat}\", new Dictionary<string, object> {{ [\"messages\"] = text }})")]
    [InlineData("HttpUtil.[|SendRequest|](HttpMethod.Post, \"https://api.openai.com\", \"v1/embeddings\", text)")]
    [InlineData($"HttpUtil.[|GetCompletionAsync|](\"{Chat}\", new {{ model = \"m\" }})")]
    [InlineData($"HttpUtil.[|TryHttpPostJsonAsync|](\"{Chat}\", text)")]
    [InlineData($"HttpUtil.[|SendAsync|](new HttpRequestMessage(HttpMethod.Post, \"{Chat}\"))")]
    [InlineData($"http.[|PostJsonAsync|](\"{Chat}\", text)")]
    [InlineData("new HttpClient { BaseAddress = new Uri(\"https://api.anthropic.com\") }.[|PostJsonAsync|](\"v1/messages\", text)")]
    [InlineData($"\"{Chat}\".[|PostJsonAsync|](text)")]
    [InlineData("api.[|PostAsync|](\"/v1/chat/completions\", text)")]
    [InlineData("HttpUtil.[|SendAsync|](address, new { model = text, messages = new[] { new { role = \"user\", content = text } } })")]
    [InlineData("HttpUtil.[|SendAsync|](address + \"/responses\", new { model = text, input = \"Summarise the news.\" })")]
    public Task Fires(string call) => VerifyAsync(Sending(call));

    [Theory]
    // Not a model, or not known to be one.
    [InlineData("HttpUtil.PostAsync(address, json)")]
    [InlineData("HttpUtil.PostAsync(\"https://api.openai.com/v1/files\", json)")]
    [InlineData("HttpUtil.PostAsync(address + \"/responses\", json)")]
    [InlineData("HttpUtil.SendAsync(address, new { survey = text })")]
    [InlineData($"HttpUtil.PostAsync(text == \"\" ? \"{Chat}\" : \"https://example.com/orders\", json)")]
    // A GET.
    [InlineData($"HttpUtil.GetCompletionAsync(\"{Chat}\", text)")]
    [InlineData($"HttpUtil.GetAsync(\"{Chat}\", text)")]
    [InlineData($"HttpUtil.SendRequest(HttpMethod.Get, \"https://api.openai.com\", \"v1/chat/completions\", new {{ model = text }})")]
    [InlineData($"HttpUtil.SendAsync(new HttpRequestMessage(HttpMethod.Get, \"{Chat}\"))")]
    // The name does not say that the request has a body, and nothing shows one.
    [InlineData($"HttpUtil.SendAsync(\"{Chat}\", text)")]
    [InlineData($"HttpUtil.SendAsync(\"{Chat}\", TimeSpan.Zero, 3)")]
    // Nothing carries a response.
    [InlineData($"HttpUtil.PostFlagAsync(\"{Chat}\", json)")]
    [InlineData($"HttpUtil.PostAndForgetAsync(\"{Chat}\", json)")]
    // Something else than a sender.
    [InlineData($"HttpUtil.RequestFor(\"{Chat}\", new {{ model = text }})")]
    [InlineData($"HttpUtil.BuildRequest(\"{Chat}\", new {{ model = text }})")]
    [InlineData($"HttpUtil.Serialize(\"{Chat}\", new {{ model = text }})")]
    [InlineData($"HttpUtil.RequestKey(\"{Chat}\", new {{ model = text }})")]
    [InlineData($"HttpUtil.PostToQueueAsync(\"{Chat}\", new {{ model = text }})")]
    [InlineData($"HttpUtil.CallAsync(\"{Chat}\", new {{ model = text }})")]
    [InlineData($"new RequestLogger().Send(\"{Chat}\", new {{ model = text }})")]
    [InlineData($"new ApiBuilder().Post(\"{Chat}\", new {{ model = text }})")]
    [InlineData($"new ResponseCache().CallAsync(\"{Chat}\", new {{ model = text }})")]
    [InlineData($"Path.Combine(\"{Chat}\", text)")]
    [InlineData($"string.Concat(\"{Chat}\", text)")]
    [InlineData($"JsonSerializer.Serialize(new {{ url = \"{Chat}\", model = text }})")]
    // A message of the project to an address that is not known.
    [InlineData("HttpUtil.SendAsync(address, new Message(text, [new Line(text, text)]))")]
    // Data, not a call.
    [InlineData($"Later(() => HttpUtil.PostAsync(\"{Chat}\", json, token))")]
    public Task Stays_silent(string call) =>
        VerifyAsync(Sending(call), "class Endpoints { const string Chat = \"https://api.openai.com/v1/chat/completions\"; }");

    // In an IDE, a referenced project is another compilation, whose code is there. It must not matter.
    [Fact]
    public Task A_project_that_is_referenced_as_source()
    {
        var project = CSharpCompilation.Create(
            "Shop.Source",
            [
                CSharpSyntaxTree.ParseText(
                    """
                    using System.Threading.Tasks;
                    public static class Api
                    {
                        public static Task<string> PostAsync(string url, string json) => Task.FromResult(url);
                        public static Task<string> ToElsewhere(string json) =>
                            PostAsync("https://api.openai.com/v1/chat/completions", json);
                    }
                    public interface IApi { Task<string> PostAsync(string path, object body); }
                    public class Known : IApi { public Task<string> PostAsync(string path, object body) => Task.FromResult(path); }
                    """,
                    cancellationToken: TestContext.Current.CancellationToken
                ),
            ],
            TestReferences.Framework,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)
        );
        return RuleTest.VerifyAsync<RawHttpAnalyzer>(
            [
                """
                class Sender(IApi api)
                {
                    Task A(string json) => Api.[|PostAsync|]("https://api.openai.com/v1/chat/completions", json);
                    Task B(string json) => Api.ToElsewhere(json);
                    Task C(object body) => api.[|PostAsync|]("/v1/chat/completions", body);
                }
                """,
            ],
            only: "LLMH3001",
            references: [.. TestReferences.All, project.ToMetadataReference()]
        );
    }

    [Fact]
    public Task A_method_of_a_base_class() =>
        VerifyAsync(
            """
            using Shop.Util;
            class OpenAiApi : ApiBase
            {
                public Task<Reply> A(object body) => PostAsync("v1/files", body);
                public Task<Reply> B(object body) => [|PostAsync|]("v1/chat/completions", body);
                public Task<Reply> C(string text) => base.[|SendRequestAsync|]("v1/chat/completions", new { model = "m", prompt = text });
                public Task<Reply> D(string text) => this.[|SendRequestAsync|]("v1/chat/completions", new { model = "m", prompt = text });
            }
            """
        );

    [Fact]
    public Task An_interface_of_the_project_that_another_project_implements() =>
        VerifyAsync(
            """
            interface IGateway { Task<string> PostAsync(string path, object body); Task<bool> PostFlagAsync(string path, object body); }
            interface ILocal { Task<string> PostAsync(string path, object body); }
            class Local : ILocal { public Task<string> PostAsync(string path, object body) => Task.FromResult(path); }
            class Assistant(IGateway gateway, ILocal local)
            {
                Task A(object body) => gateway.[|PostAsync|]("/v1/chat/completions", body);
                Task B(object body) => local.PostAsync("/v1/chat/completions", body);
                Task C(object body) => gateway.PostFlagAsync("/v1/chat/completions", body);
            }
            """
        );

    [Fact]
    public Task The_name_of_a_helper_shows_what_a_common_path_is() =>
        RuleTest.VerifyAsync<RawHttpAnalyzer>(
            [
                """
                using Shop.Other;
                class Sender
                {
                    Task A(string url, object body) => OllamaHttp.[|PostAsync|](url + "/api/chat", body);
                    Task B(string url, object body) => PlainHttp.PostAsync(url + "/api/chat", body);
                }
                """,
            ],
            only: "LLMH3001",
            references: StubSdk.Build(
                TestReferences.All,
                new StubSdk(
                    "Shop.Other",
                    """
                    namespace Shop.Other
                    {
                        public static class OllamaHttp { public static Task<string> PostAsync(string url, object body) => null; }
                        public static class PlainHttp { public static Task<string> PostAsync(string url, object body) => null; }
                    }
                    """
                )
            )
        );

    [Fact]
    public Task A_helper_of_the_project_around_one_of_another() =>
        VerifyAsync(
            """
            using Shop.Util;
            class Api
            {
                public Task<string> SendAsync(string url, string json) => HttpUtil.PostAsync(url, json);
            }
            class Assistant(Api api)
            {
                public Task<string> Ask(string json) => api.[|SendAsync|]("https://api.openai.com/v1/chat/completions", json);
                public Task<string> Save(string json) => api.SendAsync("https://api.openai.com/v1/files", json);
            }
            """
        );

    [Fact]
    public Task An_interface_that_the_project_implements_is_followed_into_its_code() =>
        VerifyAsync(
            """
            using Shop.Util;
            class Fake : IApi { public Task<Reply> PostAsync(string path, object body) => Task.FromResult(new Reply()); }
            class Assistant(IApi api)
            {
                public Task<Reply> Ask(object body) => api.PostAsync("/v1/chat/completions", body);
            }
            """
        );

    [Fact]
    public Task The_mock_of_a_test_sends_nothing() =>
        RuleTest.VerifyAsync<RawHttpAnalyzer>(
            [
                """
                using Shop.Util;
                using NSubstitute;
                class FactAttribute : Attribute;
                class Tests
                {
                    [Fact]
                    public void A()
                    {
                        var api = Substitute.For<IApi>();
                        api.PostAsync("/v1/chat/completions", new { model = "m" }).Returns(new Reply());
                        api.Received().PostAsync("/v1/chat/completions", new { model = "m" });
                    }
                }
                """,
            ],
            only: "LLMH3001",
            references: StubSdk.Build(TestReferences.All, s_helpers, s_mocks)
        );

    [Fact]
    public Task A_marked_method_is_a_call_of_its_own() =>
        RuleTest.VerifyAsync<RawHttpAnalyzer>(
            [Sending($"HttpUtil.PostAsync(\"{Chat}\", json)")],
            editorConfig: "llmhygiene.call_methods = Shop.Util.HttpUtil.PostAsync",
            only: "LLMH3001",
            references: References
        );

    [Fact]
    public Task The_older_level_does_not_report_it() => AssertEntriesAsync($"HttpUtil.PostAsync(\"{Chat}\", json)", [], level: "0.1");

    [Theory]
    [InlineData(
        "HttpUtil.PostAsync<Reply>(Url, new { model = \"gpt-4o\", max_tokens = 5, messages = new[] { new { content = \"Say hello\" } } })",
        "model=Constant(gpt-4o); prompt=Untagged; limit=Set(5); cancellation=NotPassed"
    )]
    [InlineData(
        "HttpUtil.PostAsync(Url, JsonSerializer.Serialize(new { model = text, prompt = text }), token)",
        "model=Configured; prompt=FlowsIn; limit=Unset; cancellation=Passed"
    )]
    [InlineData("HttpUtil.PostAsync(Url, json)", "model=FlowsIn; prompt=FlowsIn; limit=FlowsIn; cancellation=NotPassed")]
    [InlineData(
        "HttpUtil.PostAsync(\"https://x.example/v1/models/gemini-2.5-flash:generateContent\", json, token)",
        "model=Constant(gemini-2.5-flash); prompt=FlowsIn; limit=FlowsIn; cancellation=Passed"
    )]
    public Task The_inventory_has_what_the_request_shows(string call, string facts) =>
        AssertEntriesAsync(call, [$"sdk=Shop.Util; operation=chat; {facts}; via=Http"]);

    private static List<MetadataReference> References => StubSdk.Build(TestReferences.All, s_helpers);

    private static async Task AssertEntriesAsync(string call, string[] entries, string? level = null)
    {
        var found = await RuleTest.DiagnosticsAsync<RawHttpAnalyzer>(
            [Sending(call)],
            config: level is null ? null : new() { ["build_property.LlmHygieneLevel"] = level },
            references: References,
            inventory: true
        );
        Assert.Equal(entries, found.Where(one => one.Id == "LLMH0001").Select(one => one.GetMessage(null)));
    }

    private static string Sending(string call) =>
        $$"""
            using Shop.Util;
            record Message(string Model, List<Line> Messages);
            record Line(string Role, string Content);
            class Sender(IApi api)
            {
                private const string Url = "{{Chat}}";
                public object Run(HttpClient http, string address, string text, string json, CancellationToken token) => {{call}};
                private static object Later(System.Linq.Expressions.Expression<Func<Task<string>>> call) => call;
            }
            """;

    private static Task VerifyAsync(params string[] sources) =>
        RuleTest.VerifyAsync<RawHttpAnalyzer>(sources, only: "LLMH3001", references: References);
}
