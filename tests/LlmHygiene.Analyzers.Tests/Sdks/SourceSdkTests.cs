using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Sdks;

/// <summary>SDKs whose packages cannot be restored here, tested against stubs with the names and signatures of their source.</summary>
public class SourceSdkTests
{
    private static readonly StubSdk s_google = new(
        "Google.GenAI",
        """
        namespace Google.GenAI
        {
            using Google.GenAI.Types;
            public class Client { public Models Models => null; public Live Live => null; }
            public class Models
            {
                public Task<object> GenerateContentAsync(string model, string contents, GenerateContentConfig config = null) => null;
                public IAsyncEnumerable<object> GenerateContentStreamAsync(string model, Content contents, GenerateContentConfig config = null, CancellationToken cancellationToken = default) => null;
                public Task<object> GenerateImagesAsync(string model, string prompt, GenerateImagesConfig config = null) => null;
                public Task<object> CountTokensAsync(string model, string contents) => null;
            }
            public class Live { public Task<AsyncSession> ConnectAsync(string model, object config, CancellationToken cancellationToken = default) => null; }
            public class AsyncSession { public Task SendClientContentAsync(LiveSendClientContentParameters clientContent, CancellationToken cancellationToken = default) => null; }
        }
        namespace Google.GenAI.Types
        {
            public class Part { public string Text { get; set; } }
            public class Content { public List<Part> Parts { get; set; } public string Role { get; set; } }
            public class GenerateContentConfig { public int? MaxOutputTokens { get; set; } public Content SystemInstruction { get; set; } public Dictionary<string, string> Labels { get; set; } }
            public class GenerateImagesConfig { }
            public class LiveSendClientContentParameters { public List<Content> Turns { get; set; } }
        }
        """
    );

    private static readonly StubSdk s_mscc = new(
        "Mscc.GenerativeAI",
        """
        namespace Mscc.GenerativeAI
        {
            public class GoogleAI { public GoogleAI(string apiKey) { } public GenerativeModel GenerativeModel(string model = "gemini-2.5-pro", GenerationConfig generationConfig = null) => null; }
            public class GenerativeModel
            {
                public Task<object> GenerateContent(string prompt, GenerationConfig generationConfig = null, CancellationToken cancellationToken = default) => null;
                public Task<object> GenerateContent(GenerateContentRequest request, CancellationToken cancellationToken = default) => null;
                public Task<object> CountTokens(string prompt) => null;
                public Task<object> EmbedContent(string content, string model = null, CancellationToken cancellationToken = default) => null;
                public ChatSession StartChat() => null;
            }
            public class ChatSession { public Task<object> SendMessage(string prompt, GenerationConfig generationConfig = null, CancellationToken cancellationToken = default) => null; }
            public class GenerateContentRequest { public string Model { get; set; } public GenerationConfig GenerationConfig { get; set; } }
            public class GenerationConfig { public int? MaxOutputTokens { get; set; } }
        }
        """
    );

    private static readonly StubSdk s_bedrock = new(
        "AWSSDK.BedrockRuntime",
        """
        namespace Amazon.BedrockRuntime
        {
            using Amazon.BedrockRuntime.Model;
            public interface IAmazonBedrockRuntime
            {
                Task<object> ConverseAsync(ConverseRequest request, CancellationToken cancellationToken = default);
                Task<object> InvokeModelAsync(InvokeModelRequest request, CancellationToken cancellationToken = default);
                Task<object> StartAsyncInvokeAsync(object request, CancellationToken cancellationToken = default);
            }
            public class AmazonBedrockRuntimeClient : IAmazonBedrockRuntime
            {
                public virtual object Converse(ConverseRequest request) => null;
                public virtual Task<object> ConverseAsync(ConverseRequest request, CancellationToken cancellationToken = default) => null;
                public virtual Task<object> InvokeModelAsync(InvokeModelRequest request, CancellationToken cancellationToken = default) => null;
                public virtual Task<object> StartAsyncInvokeAsync(object request, CancellationToken cancellationToken = default) => null;
            }
        }
        namespace Amazon.BedrockRuntime.Model
        {
            public class ContentBlock { public string Text { get; set; } }
            public class Message { public List<ContentBlock> Content { get; set; } }
            public class SystemContentBlock { public string Text { get; set; } }
            public class InferenceConfiguration { public int? MaxTokens { get; set; } }
            public class ConverseRequest
            {
                public string ModelId { get; set; } public List<Message> Messages { get; set; } public List<SystemContentBlock> System { get; set; }
                public InferenceConfiguration InferenceConfig { get; set; } public Dictionary<string, string> RequestMetadata { get; set; }
            }
            public class InvokeModelRequest { public string ModelId { get; set; } public MemoryStream Body { get; set; } }
        }
        """
    );

    private static readonly StubSdk s_mistral = new(
        "Mistral.SDK",
        """
        namespace Mistral.SDK { public class MistralClient { public Completions.CompletionsEndpoint Completions => null; public Embeddings.EmbeddingsEndpoint Embeddings => null; } }
        namespace Mistral.SDK.Completions { public class CompletionsEndpoint { public Task<object> GetCompletionAsync(DTOs.ChatCompletionRequest request, CancellationToken cancellationToken = default) => null; } }
        namespace Mistral.SDK.Embeddings { public class EmbeddingsEndpoint { public Task<object> GetEmbeddingsAsync(DTOs.EmbeddingRequest request, CancellationToken cancellationToken = default) => null; } }
        namespace Mistral.SDK.DTOs
        {
            public class ChatMessage { public enum RoleEnum { User } public ChatMessage(RoleEnum role, string content) { } }
            public class ChatCompletionRequest { public ChatCompletionRequest(string model, List<ChatMessage> messages) { } public string Model { get; set; } public int? MaxTokens { get; set; } }
            public class EmbeddingRequest { public EmbeddingRequest(string model, List<string> input) { } }
        }
        """
    );

    private static readonly StubSdk s_llama = new(
        "LLamaSharp",
        """
        namespace LLama.Abstractions { public interface IInferenceParams { } public interface ILLamaExecutor { IAsyncEnumerable<string> InferAsync(string text, IInferenceParams inferenceParams = null, CancellationToken token = default); } }
        namespace LLama.Common { public class InferenceParams : Abstractions.IInferenceParams { public int MaxTokens { get; set; } } public class ChatHistory { public class Message { public Message(int authorRole, string content) { } } } }
        namespace LLama
        {
            using LLama.Abstractions; using LLama.Common;
            public class StatelessExecutor : ILLamaExecutor { public StatelessExecutor(object weights) { } public IAsyncEnumerable<string> InferAsync(string prompt, IInferenceParams inferenceParams = null, CancellationToken cancellationToken = default) => null; }
            public class ChatSession { public ChatSession(ILLamaExecutor executor) { } public IAsyncEnumerable<string> ChatAsync(ChatHistory.Message message, IInferenceParams inferenceParams = null, CancellationToken cancellationToken = default) => null; }
            public class LLamaEmbedder { public Task<object> GetEmbeddings(string input, CancellationToken cancellationToken = default) => null; }
        }
        """
    );

    private static readonly StubSdk s_langChain = new(
        "LangChain.Providers.Abstractions",
        """
        namespace LangChain.Providers
        {
            public class ChatRequest { }
            public class ChatSettings { }
            public interface IChatModel { IAsyncEnumerable<object> GenerateAsync(ChatRequest request, ChatSettings settings = null, CancellationToken cancellationToken = default); }
            public interface ITextToSpeechModel { Task<object> GenerateSpeechAsync(object request, object settings = null, CancellationToken cancellationToken = default); }
        }
        """
    );

    private static readonly StubSdk s_community = new(
        "Anthropic.SDK",
        """
        namespace Anthropic.SDK.Constants { public static class AnthropicModels { public const string Claude45Haiku = "claude-haiku-4-5-20251001"; } }
        namespace Anthropic.SDK { public class AnthropicClient { public Messaging.MessagesEndpoint Messages => null; } }
        namespace Anthropic.SDK.Messaging
        {
            public enum RoleType { User }
            public class Message { public Message(RoleType role, string text) { } }
            public class SystemMessage { public SystemMessage(string text) { } }
            public class MessageCountTokenParameters { public string Model { get; set; } public List<Message> Messages { get; set; } public List<SystemMessage> System { get; set; } }
            public class MessageParameters : MessageCountTokenParameters { public int MaxTokens { get; set; } }
            public class MessagesEndpoint
            {
                public Task<object> GetClaudeMessageAsync(MessageParameters parameters, CancellationToken ctx = default) => null;
                public IAsyncEnumerable<object> StreamClaudeMessageAsync(MessageParameters parameters, CancellationToken ctx = default) => null;
                public Task<object> CountMessageTokensAsync(MessageCountTokenParameters parameters, CancellationToken ctx = default) => null;
            }
        }
        """
    );

    private static void Expect(StubSdk stub, string parameters, string call, string? expected)
    {
        var source =
            $"#nullable disable\ninternal class C {{ public object Ask({parameters}string text, CancellationToken token) => {call}; }} namespace Microsoft.Extensions.AI {{ class Present; }}";
        var facts = StubSdk
            .Inventory(source, TestReferences.Framework, stub)
            .Select(message => string.Join(' ', message.Split("; ").Skip(1).Take(5)))
            .ToArray();
        Assert.Equal(expected is null ? [] : [expected], facts);
    }

    [Theory]
    [InlineData(
        "c.Models.GenerateContentAsync(model: \"gemini-2.5-pro\", contents: text)",
        "operation=chat model=Constant(gemini-2.5-pro) prompt=FlowsIn limit=Unset cancellation=Impossible"
    )]
    [InlineData(
        "c.Models.GenerateContentAsync(text, \"Summarise the news.\", new() { MaxOutputTokens = 9 })",
        "operation=chat model=Configured prompt=Untagged limit=Set(9) cancellation=Impossible"
    )]
    [InlineData(
        "c.Models.GenerateContentAsync(\"m\", \"Summarise the news.\", new() { Labels = new() { [\"prompt_name\"] = \"news\", [\"prompt_version\"] = \"1\" } })",
        "operation=chat model=Constant(m) prompt=Tagged(news@1) limit=Unset cancellation=Impossible"
    )]
    [InlineData(
        "c.Models.GenerateContentStreamAsync(\"m\", new Google.GenAI.Types.Content { Parts = new() { new() { Text = \"Summarise the news.\" } } }, null, token)",
        "operation=chat model=Constant(m) prompt=Untagged limit=Unset cancellation=Passed"
    )]
    [InlineData(
        "c.Models.GenerateImagesAsync(\"imagen-4.0\", text)",
        "operation=image model=Constant(imagen-4.0) prompt=FlowsIn limit=Unset cancellation=Impossible"
    )]
    [InlineData(
        "c.Live.ConnectAsync(\"m\", null).Result.SendClientContentAsync(new(), token)",
        "operation=realtime model=AtClient(m) prompt=FlowsIn limit=Unset cancellation=Passed"
    )]
    [InlineData("c.Models.CountTokensAsync(\"m\", text)", null)]
    public void Google_GenAI(string call, string? expected) => Expect(s_google, "Google.GenAI.Client c, ", call, expected);

    [Theory]
    [InlineData(
        "new Mscc.GenerativeAI.GoogleAI(text).GenerativeModel(model: \"m\").GenerateContent(text)",
        "operation=chat model=AtClient(m) prompt=FlowsIn limit=Unset cancellation=NotPassed"
    )]
    [InlineData(
        "c.GenerateContent(\"Summarise the news.\", new() { MaxOutputTokens = 9 }, token)",
        "operation=chat model=AtClient prompt=Untagged limit=Set(9) cancellation=Passed"
    )]
    [InlineData(
        "c.GenerateContent(new Mscc.GenerativeAI.GenerateContentRequest { Model = \"n\", GenerationConfig = new() { MaxOutputTokens = 9 } })",
        "operation=chat model=Constant(n) prompt=FlowsIn limit=Set(9) cancellation=NotPassed"
    )]
    [InlineData(
        "new Mscc.GenerativeAI.GoogleAI(text).GenerativeModel(\"m\").StartChat().SendMessage(text)",
        "operation=chat model=AtClient(m) prompt=FlowsIn limit=Unset cancellation=NotPassed"
    )]
    [InlineData("c.EmbedContent(text, \"e\")", "operation=embeddings model=Constant(e) prompt=None limit=Unset cancellation=NotPassed")]
    [InlineData("c.CountTokens(text)", null)]
    public void Mscc_GenerativeAI(string call, string? expected) => Expect(s_mscc, "Mscc.GenerativeAI.GenerativeModel c, ", call, expected);

    [Theory]
    [InlineData(
        "c.ConverseAsync(new() { ModelId = \"anthropic.claude-haiku-4-5\", InferenceConfig = new() { MaxTokens = 9 } }, token)",
        "operation=chat model=Constant(anthropic.claude-haiku-4-5) prompt=FlowsIn limit=Set(9) cancellation=Passed"
    )]
    [InlineData(
        "c.ConverseAsync(new() { ModelId = text, System = new() { new() { Text = \"Summarise the news.\" } } })",
        "operation=chat model=Configured prompt=Untagged limit=Unset cancellation=NotPassed"
    )]
    [InlineData(
        "c.ConverseAsync(new() { ModelId = text, System = new() { new() { Text = \"Summarise the news.\" } }, RequestMetadata = new() { [\"prompt.name\"] = \"news\", [\"prompt.version\"] = \"2\" } })",
        "operation=chat model=Configured prompt=Tagged(news@2) limit=Unset cancellation=NotPassed"
    )]
    [InlineData(
        "new Amazon.BedrockRuntime.AmazonBedrockRuntimeClient().Converse(new())",
        "operation=chat model=Absent prompt=FlowsIn limit=Unset cancellation=Impossible"
    )]
    [InlineData("c.ConverseAsync(new())", "operation=chat model=FlowsIn prompt=FlowsIn limit=Unset cancellation=NotPassed")]
    [InlineData(
        "c.InvokeModelAsync(new() { ModelId = \"m\", Body = new(new byte[9]) })",
        "operation=chat model=Constant(m) prompt=FlowsIn limit=FlowsIn cancellation=NotPassed"
    )]
    [InlineData(
        "new Amazon.BedrockRuntime.AmazonBedrockRuntimeClient().InvokeModelAsync(new() { ModelId = \"m\" })",
        "operation=chat model=Constant(m) prompt=FlowsIn limit=Unset cancellation=NotPassed"
    )]
    [InlineData("c.StartAsyncInvokeAsync(text)", null)]
    public void Amazon_Bedrock(string call, string? expected) =>
        Expect(s_bedrock, "Amazon.BedrockRuntime.IAmazonBedrockRuntime c, ", call, expected);

    [Theory]
    [InlineData(
        "c.Completions.GetCompletionAsync(new(\"mistral-large-2411\", new() { new(Mistral.SDK.DTOs.ChatMessage.RoleEnum.User, \"Summarise the news.\") }) { MaxTokens = 9 })",
        "operation=chat model=Constant(mistral-large-2411) prompt=Untagged limit=Set(9) cancellation=NotPassed"
    )]
    [InlineData(
        "c.Completions.GetCompletionAsync(new(text, null), token)",
        "operation=chat model=Configured prompt=FlowsIn limit=Unset cancellation=Passed"
    )]
    [InlineData(
        "c.Embeddings.GetEmbeddingsAsync(new(\"mistral-embed\", null))",
        "operation=embeddings model=Constant(mistral-embed) prompt=None limit=Unset cancellation=NotPassed"
    )]
    public void Mistral_SDK(string call, string? expected) => Expect(s_mistral, "Mistral.SDK.MistralClient c, ", call, expected);

    [Theory]
    [InlineData(
        "c.InferAsync(text, null, token)",
        "operation=text_completion model=AtClient prompt=FlowsIn limit=Unset cancellation=Passed"
    )]
    [InlineData(
        "new LLama.StatelessExecutor(null).InferAsync(\"Summarise the news.\", new LLama.Common.InferenceParams { MaxTokens = 9 })",
        "operation=text_completion model=AtClient prompt=Untagged limit=Set(9) cancellation=NotPassed"
    )]
    [InlineData(
        "new LLama.ChatSession(c).ChatAsync(new LLama.Common.ChatHistory.Message(1, \"Summarise the news.\"))",
        "operation=chat model=AtClient prompt=Untagged limit=Unset cancellation=NotPassed"
    )]
    [InlineData(
        "new LLama.LLamaEmbedder().GetEmbeddings(text)",
        "operation=embeddings model=AtClient prompt=None limit=Unset cancellation=NotPassed"
    )]
    public void LLamaSharp(string call, string? expected) => Expect(s_llama, "LLama.Abstractions.ILLamaExecutor c, ", call, expected);

    [Theory]
    [InlineData("c.GenerateAsync(new())", "operation=chat model=AtClient prompt=FlowsIn limit=Unset cancellation=NotPassed")]
    [InlineData("speaker.GenerateSpeechAsync(text)", "operation=speech model=AtClient prompt=None limit=Unset cancellation=NotPassed")]
    public void LangChain_for_NET(string call, string? expected) =>
        Expect(s_langChain, "LangChain.Providers.IChatModel c, LangChain.Providers.ITextToSpeechModel speaker, ", call, expected);

    [Theory]
    [InlineData(
        "c.Messages.GetClaudeMessageAsync(new() { Model = Anthropic.SDK.Constants.AnthropicModels.Claude45Haiku, MaxTokens = 9 }, token)",
        "operation=chat model=Constant(claude-haiku-4-5-20251001) prompt=FlowsIn limit=Set(9) cancellation=Passed"
    )]
    [InlineData(
        "c.Messages.StreamClaudeMessageAsync(new() { Model = text, Messages = new() { new(0, text) }, System = new() { new(\"Summarise the news.\") } })",
        "operation=chat model=Configured prompt=Untagged limit=Unset cancellation=NotPassed"
    )]
    [InlineData(
        "c.Messages.GetClaudeMessageAsync(new())",
        "operation=chat model=FlowsIn prompt=FlowsIn limit=Unset cancellation=NotPassed"
    )]
    [InlineData("c.Messages.CountMessageTokensAsync(new() { Model = text })", null)]
    public void Anthropic_SDK(string call, string? expected) => Expect(s_community, "Anthropic.SDK.AnthropicClient c, ", call, expected);

    // Both declare an AnthropicClient, in namespaces that begin alike; the community's declares a copy of a type of the official one here.
    [Fact]
    public void Two_SDKs_for_one_provider_do_not_blind_each_other()
    {
        var copying = s_community with
        {
            Source = s_community.Source + "namespace Anthropic.Models.Messages { public class MessageCreateParams { } }",
        };
        var facts = StubSdk.Inventory(
            """
            internal class C
            {
                public object Official(Anthropic.Services.IMessageService c) => c.Create(new() { Model = "claude-haiku-4-5", MaxTokens = 9, Messages = [] });
                public object Community(Anthropic.SDK.AnthropicClient c) => c.Messages.GetClaudeMessageAsync(new() { Model = "claude-haiku-4-5" });
            }
            """,
            TestReferences.All,
            copying
        );
        Assert.Equal(
            ["sdk=Anthropic model=Constant(claude-haiku-4-5)", "sdk=Anthropic.SDK model=Constant(claude-haiku-4-5)"],
            facts.Select(fact => string.Join(' ', fact.Split("; ").Where((_, i) => i is 0 or 2))).Order()
        );
    }

    [Fact]
    public void No_table_stands_in_two_lists()
    {
        Assert.Empty(SdkCatalog.SourceTables.Intersect(SdkCatalog.Tables));
        Assert.Empty(SdkCatalog.SourceTables.Intersect(SdkCatalog.EarlierTables));
    }
}
