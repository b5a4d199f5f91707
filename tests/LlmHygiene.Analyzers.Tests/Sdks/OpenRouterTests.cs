using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Sdks;

/// <summary>OpenRouter.SDK: the model is an argument, or a member of the request.</summary>
public class OpenRouterTests
{
    internal static readonly StubSdk Stub = new(
        "OpenRouter.SDK",
        """
        namespace OpenRouter.SDK
        {
            using OpenRouter.SDK.Models; using OpenRouter.SDK.Services;
            public interface IOpenRouterClient
            {
                IChatService Chat { get; }
                Task<string> CallModelAsync(string model, string userMessage, string systemMessage = null, double? temperature = null,
                    int? maxTokens = null, CancellationToken cancellationToken = default);
                IAsyncEnumerable<string> CallModelStreamAsync(string model, string userMessage, string systemMessage = null,
                    double? temperature = null, int? maxTokens = null, CancellationToken cancellationToken = default);
            }
            public class BetaServices { public IBetaResponsesService Responses => null; }
            public class OpenRouterClient : IOpenRouterClient
            {
                public OpenRouterClient(string apiKey, Action<object> configure = null) { }
                public IChatService Chat => null;
                public IEmbeddingsService Embeddings => null;
                public BetaServices Beta => null;
                public Task<string> CallModelAsync(string model, string userMessage, string systemMessage = null,
                    double? temperature = null, int? maxTokens = null, CancellationToken cancellationToken = default) => null;
                public IAsyncEnumerable<string> CallModelStreamAsync(string model, string userMessage, string systemMessage = null,
                    double? temperature = null, int? maxTokens = null, CancellationToken cancellationToken = default) => null;
                public ModelResult CallModel(BetaResponsesRequest request, IEnumerable<object> tools = null, int maxTurns = 5) => null;
                public ModelResult CallModelWithTools(string model, string userMessage, IEnumerable<object> tools,
                    string systemMessage = null, double? temperature = null, int? maxOutputTokens = null, int maxTurns = 5) => null;
                public ModelResult CallModelDynamic(DynamicBetaResponsesRequest dynamicRequest, IEnumerable<object> tools = null) => null;
            }
        }
        namespace OpenRouter.SDK.Services
        {
            using OpenRouter.SDK.Models;
            public class ModelResult { public Task<string> GetTextAsync(CancellationToken cancellationToken = default) => null; }
            public interface IChatService
            {
                Task<object> CreateAsync(ChatCompletionRequest request, CancellationToken cancellationToken = default);
                IAsyncEnumerable<object> CreateStreamAsync(ChatCompletionRequest request, CancellationToken cancellationToken = default);
            }
            public interface IBetaResponsesService
            {
                Task<object> SendAsync(BetaResponsesRequest request, CancellationToken cancellationToken = default);
                IAsyncEnumerable<object> SendStreamAsync(BetaResponsesRequest request, CancellationToken cancellationToken = default);
            }
            public interface IEmbeddingsService
            {
                Task<object> GenerateAsync(EmbeddingRequest request, CancellationToken cancellationToken = default);
                Task<object> ListModelsAsync(CancellationToken cancellationToken = default);
            }
        }
        namespace OpenRouter.SDK.Models
        {
            public class TurnContext { }
            public class DynamicParameter<T>
            {
                public static implicit operator DynamicParameter<T>(T value) => null;
                public static implicit operator DynamicParameter<T>(Func<TurnContext, T> resolver) => null;
            }
            public abstract class Message { }
            public class SystemMessage : Message { public string Content { get; set; } }
            public class UserMessage : Message { public object Content { get; set; } }
            public class TextContentItem { public string Text { get; set; } }
            public class ResponsesInputItem { public string Type { get; set; } public string Text { get; set; } }
            public class ResponsesEasyInputMessage { public string Role { get; set; } public object Content { get; set; } }
            public class ChatCompletionRequest
            {
                public required string Model { get; set; }
                public required List<Message> Messages { get; set; }
                public int? MaxTokens { get; set; }
            }
            public class BetaResponsesRequest
            {
                public object Input { get; init; }
                public string Instructions { get; init; }
                public string Model { get; init; }
                public List<string> Models { get; init; }
                public int? MaxOutputTokens { get; init; }
                public Dictionary<string, string> Metadata { get; init; }
            }
            public class DynamicBetaResponsesRequest
            {
                public DynamicParameter<string> Model { get; set; }
                public DynamicParameter<int?> MaxOutputTokens { get; set; }
                public DynamicParameter<List<ResponsesInputItem>> Input { get; set; }
                public DynamicParameter<string> Instructions { get; set; }
            }
            public class EmbeddingRequest { public required object Input { get; set; } public required string Model { get; set; } }
        }
        """
    );

    private static string[] Facts(string members) =>
        StubFacts.Of(
            "#nullable disable\nusing OpenRouter.SDK; using OpenRouter.SDK.Models;\nclass C(OpenRouterClient c, IOpenRouterClient i) { "
                + members
                + " }",
            Stub
        );

    [Fact]
    public void The_table_names_what_exists() => Assert.Equal([], StubFacts.Missing(OpenRouterSdk.Table, Stub));

    [Theory]
    [InlineData("c.CallModelAsync(\"openai/gpt-4o-mini\", text)", "chat Constant(openai/gpt-4o-mini) FlowsIn Unset")]
    [InlineData("i.CallModelStreamAsync(text, \"Summarise the news.\", maxTokens: 9)", "chat Configured Untagged Set(9)")]
    [InlineData("c.CallModelAsync(model: \"m\", userMessage: text, systemMessage: \"You are terse.\")", "chat Constant(m) Untagged Unset")]
    [InlineData(
        "new OpenRouterClient(text).CallModelWithTools(\"m\", \"Summarise the news.\", null, maxOutputTokens: 9)",
        "response Constant(m) Untagged Set(9)"
    )]
    [InlineData(
        "c.Chat.CreateAsync(new() { Model = \"m\", Messages = [new UserMessage { Content = \"Summarise the news.\" }], MaxTokens = 9 })",
        "chat Constant(m) Untagged Set(9)"
    )]
    [InlineData(
        "i.Chat.CreateStreamAsync(new() { Model = text, Messages = [new UserMessage { Content = text }] })",
        "chat Configured FlowsIn Unset"
    )]
    [InlineData("c.CallModel(new() { Model = \"m\", Input = \"Summarise the news.\" })", "response Constant(m) Untagged Unset")]
    // The account has a default model.
    [InlineData("c.CallModel(new() { Instructions = \"Summarise the news.\" })", "response FlowsIn Untagged Unset")]
    [InlineData(
        "new OpenRouterClient(text).CallModel(new() { Models = [\"m\", \"n\"], Input = text })",
        "response FlowsIn FlowsIn FlowsIn"
    )]
    [InlineData(
        """
            c.Beta.Responses.SendAsync(new() { Model = "m", Instructions = "Summarise the news.", MaxOutputTokens = 9,
                Metadata = new() { ["prompt_name"] = "news", ["prompt_version"] = "2" } })
            """,
        "response Constant(m) Tagged(news@2) Set(9)"
    )]
    [InlineData(
        "c.CallModelDynamic(new() { Model = \"m\", Instructions = \"Summarise the news.\" })",
        "response Constant(m) Untagged Unset"
    )]
    [InlineData("c.CallModelDynamic(new() { Model = new Func<TurnContext, string>(t => text) })", "response Configured FlowsIn Unset")]
    [InlineData("c.Embeddings.GenerateAsync(new() { Model = \"e\", Input = text })", "embeddings Constant(e) None Unset")]
    public void A_call(string call, string expected) => Assert.Equal([expected], Facts($"object Ask(string text) => {call};"));

    [Theory]
    [InlineData("c.Embeddings.ListModelsAsync()")]
    [InlineData("new OpenRouter.SDK.Services.ModelResult().GetTextAsync()")]
    public void No_call(string call) => Assert.Empty(Facts($"object Ask(string text) => {call};"));

    [Fact]
    public void A_request_in_a_variable() =>
        Assert.Equal(
            ["chat Constant(m) Untagged Set(9)"],
            Facts(
                """
                object Ask(string text)
                {
                    var messages = new List<Message>();
                    messages.Add(new SystemMessage { Content = "You are terse." });
                    messages.Add(new UserMessage { Content = text });
                    var request = new ChatCompletionRequest { Model = "m", Messages = messages };
                    request.MaxTokens = 9;
                    return c.Chat.CreateAsync(request);
                }
                """
            )
        );
}
