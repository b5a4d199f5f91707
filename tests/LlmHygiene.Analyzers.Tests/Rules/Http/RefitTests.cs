using LlmHygiene.Analyzers.Rules.Http;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Tests.Rules.Http;

/// <summary>Requests that Refit sends: the attributes of an interface say what and where to.</summary>
public class RefitTests
{
    private const string Api = """
        using Refit;
        public class ChatRequest
        {
            public string Model { get; set; } = "";
            public List<string> Messages { get; set; } = [];
            public int MaxTokens { get; set; }
        }
        public class Letter { public string Model { get; set; } = ""; }
        public class Reply { public string Text { get; set; } = ""; }
        public interface IApi
        {
            [Post("/v1/chat/completions")] Task<Reply> CompleteAsync([Body] ChatRequest request, CancellationToken token = default);
            [Post("/v1/chat/completions")] Task<string> Create(object request, [Header("Authorization")] string key);
            [Post("/v1/messages")] Task<ApiResponse<Reply>> Write([Body] Letter request);
            [Refit.PostAttribute("/v1/embeddings")] Task<Reply> Embed([Body] Dictionary<string, object> request);
            [Post("/models/{model}:generateContent")] Task<Reply> Generate(string model, [Body] object request);
            [Post("/{version}/chat/completions")] Task<Reply> Versioned([AliasAs("version")] string v, [Body] object request);
            [Post("/v1/files")] Task<Reply> Upload([Body] ChatRequest request);
            [Post("/{**path}")] Task<Reply> Any(string path, [Body] ChatRequest request);
            [Get("/v1/chat/completions")] Task<Reply> List([Body] ChatRequest request);
            [Post("/v1/chat/completions")] Task<Reply> Empty([Query] string page);
        }
        [PathPrefix("/v1")]
        public interface IPrefixed { [Post("/chat/completions")] Task<Reply> Ask([Body] ChatRequest request); }
        """;

    [Theory]
    [InlineData("api.[|CompleteAsync|](new ChatRequest { Model = text })")]
    [InlineData("api.[|Create|](new { model = text }, text)")]
    [InlineData("api.[|Generate|](text, new { contents = text })")]
    [InlineData("api.[|Versioned|](\"v1\", new { model = text })")]
    [InlineData("prefixed.[|Ask|](new ChatRequest())")]
    // Other services have the same paths.
    [InlineData("api.Write(new Letter { Model = text })")]
    [InlineData("api.Embed(new() { [\"model\"] = text })")]
    // No model.
    [InlineData("api.Upload(new ChatRequest { Model = text })")]
    [InlineData("api.Any(text, new ChatRequest { Model = text })")]
    [InlineData("api.List(new ChatRequest { Model = text })")]
    [InlineData("api.Empty(text)")]
    public Task The_path_of_the_attribute(string call) => VerifyAsync(Api, Calling(call));

    [Theory]
    [InlineData("RestService.For<IApi>(\"https://api.anthropic.com\")")]
    [InlineData("RestService.For<IApi>(new HttpClient { BaseAddress = new Uri(\"https://api.anthropic.com\") })")]
    [InlineData(
        "new ServiceCollection().AddRefitClient<IApi>()"
            + ".ConfigureHttpClient(http => http.BaseAddress = new Uri(\"https://api.anthropic.com\"))"
    )]
    public Task The_base_address_shows_what_a_common_path_is(string registration) =>
        VerifyAsync(
            Api,
            "using Refit; using Microsoft.Extensions.DependencyInjection; "
                + $"class Setup {{ object Of() => {registration}; "
                + "object Other() => RestService.For<IPrefixed>(\"https://example.com\"); }",
            Calling("api.[|Write|](new Letter { Model = text })")
        );

    [Fact]
    public Task A_base_address_of_another_service() =>
        VerifyAsync(
            Api,
            "class Setup { object Of() => Refit.RestService.For<IApi>(\"https://example.com\"); }",
            Calling("api.Write(new Letter { Model = text })")
        );

    [Fact]
    public Task The_name_of_the_interface_shows_what_a_common_path_is() =>
        VerifyAsync(
            Api.Replace("IApi", "IClaudeApi", StringComparison.Ordinal),
            Calling("api.[|Write|](new Letter())").Replace("IApi", "IClaudeApi", StringComparison.Ordinal)
        );

    [Fact]
    public Task An_interface_of_another_project()
    {
        var references = StubSdk.Build(References, new StubSdk("Shop.Contracts", Api));
        return RuleTest.VerifyAsync<RawHttpAnalyzer>(
            [Calling("api.[|CompleteAsync|](new ChatRequest { Model = text })"), Calling("api.Upload(new ChatRequest())", "Other")],
            only: "LLMH3001",
            references: references
        );
    }

    [Fact]
    public Task An_object_of_the_project_sends_nothing() =>
        VerifyAsync(
            Api,
            """
            class Fake : IPrefixed { public Task<Reply> Ask(ChatRequest request) => Task.FromResult(new Reply()); }
            class Tests { Task<Reply> A() { IPrefixed api = new Fake(); return api.Ask(new ChatRequest()); } }
            """
        );

    [Theory]
    [InlineData(
        "api.CompleteAsync(new ChatRequest { Model = \"gpt-4o\", MaxTokens = 5 }, token)",
        "sdk=Refit; operation=chat; model=Constant(gpt-4o); prompt=FlowsIn; limit=Set(5); cancellation=Passed; via=Http"
    )]
    [InlineData(
        "api.Generate(\"gemini-2.5-flash\", new { contents = \"Say hello.\" })",
        "sdk=Refit; operation=chat; model=Constant(gemini-2.5-flash); prompt=FlowsIn; limit=Unset; cancellation=Impossible; via=Http"
    )]
    public async Task The_inventory_has_what_the_request_shows(string call, string entry) =>
        Assert.Equal(entry, await EntryAsync(Api, Calling(call)));

    [Fact]
    public async Task The_older_level_does_not_report_it() =>
        Assert.Empty(
            await RuleTest.DiagnosticsAsync<RawHttpAnalyzer>(
                [Api, Calling("api.CompleteAsync(new ChatRequest())")],
                config: new() { ["build_property.LlmHygieneLevel"] = "0.1" },
                references: References,
                only: "LLMH3001"
            )
        );

    private static IEnumerable<MetadataReference> References =>
        [
            .. TestReferences.All,
            .. TestReferences.HttpLibraries,
            TestReferences.FromOutput("Microsoft.Extensions.DependencyInjection"),
            TestReferences.FromOutput("Microsoft.Extensions.Http"),
        ];

    private static string Calling(string call, string type = "Caller") =>
        $$"""class {{type}} { object Run(IApi api, IPrefixed prefixed, string text, CancellationToken token) => {{call}}; }""";

    private static Task VerifyAsync(params string[] sources) =>
        RuleTest.VerifyAsync<RawHttpAnalyzer>(sources, only: "LLMH3001", references: References);

    private static async Task<string> EntryAsync(params string[] sources) =>
        Assert
            .Single(
                await RuleTest.DiagnosticsAsync<RawHttpAnalyzer>(sources, inventory: true, references: References),
                diagnostic => diagnostic.Id == "LLMH0001"
            )
            .GetMessage(null);
}
