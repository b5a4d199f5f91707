using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Sdks;

/// <summary>SDKs whose packages cannot be restored in the tests: the names and signatures of their sources.</summary>
internal static class SourceSdkStubs
{
    public static readonly StubSdk Google = new(
        "Google.GenAI",
        """
        namespace Google.GenAI
        {
            using Google.GenAI.Types;
            public class Client { public Models Models => null; public Live Live => null; }
            public class Models
            {
                public Task<object> GenerateContentAsync(string model, string contents, GenerateContentConfig config = null) => null;
                public IAsyncEnumerable<object> GenerateContentStreamAsync(string model, Content contents,
                    GenerateContentConfig config = null, CancellationToken cancellationToken = default) => null;
                public Task<object> GenerateImagesAsync(string model, string prompt, GenerateImagesConfig config = null) => null;
                public Task<object> CountTokensAsync(string model, string contents) => null;
            }
            public class Live
            {
                public Task<AsyncSession> ConnectAsync(string model, object config, CancellationToken cancellationToken = default) => null;
            }
            public class AsyncSession
            {
                public Task SendClientContentAsync(LiveSendClientContentParameters clientContent,
                    CancellationToken cancellationToken = default) => null;
            }
        }
        namespace Google.GenAI.Types
        {
            public class Blob { public string MimeType { get; set; } public byte[] Data { get; set; } }
            public class FileData { public string MimeType { get; set; } public string FileUri { get; set; } }
            public class Part
            {
                public string Text { get; set; }
                public Blob InlineData { get; set; }
                public FileData FileData { get; set; }
            }
            public class Tool { }
            public enum ThinkingLevel { Minimal, Low, High }
            public class ThinkingConfig { public int? ThinkingBudget { get; set; } public ThinkingLevel? ThinkingLevel { get; set; } }
            public class Content { public List<Part> Parts { get; set; } public string Role { get; set; } }
            public class GenerateContentConfig
            {
                public double? Temperature { get; set; }
                public double? TopP { get; set; }
                public double? TopK { get; set; }
                public double? PresencePenalty { get; set; }
                public double? FrequencyPenalty { get; set; }
                public int? Seed { get; set; }
                public List<string> StopSequences { get; set; }
                public bool? ResponseLogprobs { get; set; }
                public ThinkingConfig ThinkingConfig { get; set; }
                public List<Tool> Tools { get; set; }
                public int? MaxOutputTokens { get; set; }
                public Content SystemInstruction { get; set; }
                public Dictionary<string, string> Labels { get; set; }
            }
            public class GenerateImagesConfig { }
            public class LiveSendClientContentParameters { public List<Content> Turns { get; set; } }
        }
        """
    );

    public static readonly StubSdk Mscc = new(
        "Mscc.GenerativeAI",
        """
        namespace Mscc.GenerativeAI
        {
            public class GoogleAI
            {
                public GoogleAI(string apiKey) { }
                public GenerativeModel GenerativeModel(string model = "gemini-2.5-pro", GenerationConfig generationConfig = null) => null;
            }
            public class GenerativeModel
            {
                public Task<object> GenerateContent(string prompt, GenerationConfig generationConfig = null,
                    CancellationToken cancellationToken = default) => null;
                public Task<object> GenerateContent(GenerateContentRequest request, CancellationToken cancellationToken = default) => null;
                public Task<object> CountTokens(string prompt) => null;
                public Task<object> EmbedContent(string content, string model = null, CancellationToken cancellationToken = default) =>
                    null;
                public ChatSession StartChat() => null;
            }
            public class ChatSession
            {
                public Task<object> SendMessage(string prompt, GenerationConfig generationConfig = null,
                    CancellationToken cancellationToken = default) => null;
            }
            public class Tool { }
            public enum ThinkingLevel { Low, High }
            public class ThinkingConfig { public ThinkingLevel? ThinkingLevel { get; set; } }
            public class Part { public string Text { get; set; } }
            public class Content { public List<Part> Parts { get; set; } }
            public class GenerateContentRequest
            {
                public string Model { get; set; }
                public Content SystemInstruction { get; set; }
                public List<Content> Contents { get; set; }
                public List<Tool> Tools { get; set; }
                public GenerationConfig GenerationConfig { get; set; }
            }
            public class GenerationConfig
            {
                public double? Temperature { get; set; }
                public double? TopP { get; set; }
                public double? TopK { get; set; }
                public double? PresencePenalty { get; set; }
                public double? FrequencyPenalty { get; set; }
                public int? Seed { get; set; }
                public List<string> StopSequences { get; set; }
                public bool? ResponseLogprobs { get; set; }
                public ThinkingConfig ThinkingConfig { get; set; }
                public int? MaxOutputTokens { get; set; }
            }
        }
        """
    );

    public static readonly StubSdk Bedrock = new(
        "AWSSDK.BedrockRuntime",
        """
        namespace Amazon.BedrockRuntime
        {
            using Amazon.BedrockRuntime.Model;
            public interface IAmazonBedrockRuntime
            {
                Task<ConverseResponse> ConverseAsync(ConverseRequest request, CancellationToken cancellationToken = default);
                Task<InvokeModelResponse> InvokeModelAsync(InvokeModelRequest request, CancellationToken cancellationToken = default);
                Task<InvokeModelWithResponseStreamResponse> InvokeModelWithResponseStreamAsync(
                    InvokeModelWithResponseStreamRequest request, CancellationToken cancellationToken = default);
                Task<object> StartAsyncInvokeAsync(object request, CancellationToken cancellationToken = default);
            }
            public class AmazonBedrockRuntimeClient : IAmazonBedrockRuntime
            {
                public virtual ConverseResponse Converse(ConverseRequest request) => null;
                public virtual Task<ConverseResponse> ConverseAsync(ConverseRequest request,
                    CancellationToken cancellationToken = default) => null;
                public virtual Task<InvokeModelResponse> InvokeModelAsync(InvokeModelRequest request,
                    CancellationToken cancellationToken = default) => null;
                public virtual Task<InvokeModelWithResponseStreamResponse> InvokeModelWithResponseStreamAsync(
                    InvokeModelWithResponseStreamRequest request, CancellationToken cancellationToken = default) => null;
                public virtual Task<object> StartAsyncInvokeAsync(object request, CancellationToken cancellationToken = default) => null;
            }
        }
        namespace Amazon.BedrockRuntime.Model
        {
            public class ToolUseBlock { public string ToolUseId { get; set; } }
            public class ImageBlock { }
            public class VideoBlock { }
            public class ContentBlock
            {
                public string Text { get; set; }
                public ToolUseBlock ToolUse { get; set; }
                public ImageBlock Image { get; set; }
                public VideoBlock Video { get; set; }
            }
            public class Tool { }
            public class ToolConfiguration { public List<Tool> Tools { get; set; } }
            public class Message { public List<ContentBlock> Content { get; set; } }
            public class SystemContentBlock { public string Text { get; set; } }
            public class InferenceConfiguration
            {
                public int? MaxTokens { get; set; }
                public float? Temperature { get; set; }
                public float? TopP { get; set; }
                public List<string> StopSequences { get; set; }
            }
            public class ConverseRequest
            {
                public string ModelId { get; set; }
                public ToolConfiguration ToolConfig { get; set; }
                public List<Message> Messages { get; set; }
                public List<SystemContentBlock> System { get; set; }
                public InferenceConfiguration InferenceConfig { get; set; } public Dictionary<string, string> RequestMetadata { get; set; }
            }
            public class InvokeModelRequest { public string ModelId { get; set; } public MemoryStream Body { get; set; } }
            public class InvokeModelWithResponseStreamRequest
            {
                public string ModelId { get; set; }
                public MemoryStream Body { get; set; }
            }
            public class ResponseMetadata { public string RequestId { get; set; } }
            public class InvokeModelResponse
            {
                public MemoryStream Body { get; set; }
                public string ContentType { get; set; }
                public ResponseMetadata ResponseMetadata { get; set; }
                public System.Net.HttpStatusCode HttpStatusCode { get; set; }
            }
            public interface IEventStreamEvent { }
            public class PayloadPart : IEventStreamEvent { public MemoryStream Bytes { get; set; } }
            public class ResponseStream : List<IEventStreamEvent> { }
            public class InvokeModelWithResponseStreamResponse { public ResponseStream Body { get; set; } }
            public class ConverseOutput { public Message Message { get; set; } }
            public class ConverseResponse
            {
                public ConverseOutput Output { get; set; }
                public string StopReason { get; set; }
                public ResponseMetadata ResponseMetadata { get; set; }
            }
        }
        """
    );

    public static readonly StubSdk Mistral = new(
        "Mistral.SDK",
        """
        namespace Mistral.SDK
        {
            public class MistralClient
            {
                public Completions.CompletionsEndpoint Completions => null;
                public Embeddings.EmbeddingsEndpoint Embeddings => null;
            }
        }
        namespace Mistral.SDK.Completions
        {
            public class CompletionsEndpoint
            {
                public Task<object> GetCompletionAsync(DTOs.ChatCompletionRequest request, CancellationToken cancellationToken = default) =>
                    null;
            }
        }
        namespace Mistral.SDK.Embeddings
        {
            public class EmbeddingsEndpoint
            {
                public Task<object> GetEmbeddingsAsync(DTOs.EmbeddingRequest request, CancellationToken cancellationToken = default) =>
                    null;
            }
        }
        namespace Mistral.SDK.DTOs
        {
            public class ChatMessage { public enum RoleEnum { User } public ChatMessage(RoleEnum role, string content) { } }
            public class ChatCompletionRequest
            {
                public ChatCompletionRequest(string model, List<ChatMessage> messages) { }
                public string Model { get; set; }
                public decimal? Temperature { get; set; }
                public decimal? TopP { get; set; }
                public int? RandomSeed { get; set; }
                public IList<object> Tools { get; set; }
                public int? MaxTokens { get; set; }
            }
            public class EmbeddingRequest { public EmbeddingRequest(string model, List<string> input) { } }
        }
        """
    );

    public static readonly StubSdk Llama = new(
        "LLamaSharp",
        """
        namespace LLama.Abstractions
        {
            public interface IInferenceParams { }
            public interface ILLamaExecutor
            {
                IAsyncEnumerable<string> InferAsync(string text, IInferenceParams inferenceParams = null,
                    CancellationToken token = default);
            }
        }
        namespace LLama.Common
        {
            public class InferenceParams : Abstractions.IInferenceParams { public int MaxTokens { get; set; } }
            public class ChatHistory { public class Message { public Message(int authorRole, string content) { } } }
        }
        namespace LLama
        {
            using LLama.Abstractions; using LLama.Common;
            public class StatelessExecutor : ILLamaExecutor
            {
                public StatelessExecutor(object weights) { }
                public IAsyncEnumerable<string> InferAsync(string prompt, IInferenceParams inferenceParams = null,
                    CancellationToken cancellationToken = default) => null;
            }
            public class ChatSession
            {
                public ChatSession(ILLamaExecutor executor) { }
                public IAsyncEnumerable<string> ChatAsync(ChatHistory.Message message, IInferenceParams inferenceParams = null,
                    CancellationToken cancellationToken = default) => null;
            }
            public class LLamaEmbedder
            {
                public Task<object> GetEmbeddings(string input, CancellationToken cancellationToken = default) => null;
            }
        }
        """
    );

    public static readonly StubSdk LangChain = new(
        "LangChain.Providers.Abstractions",
        """
        namespace LangChain.Providers
        {
            public class ChatRequest { }
            public class ChatSettings { }
            public interface IChatModel
            {
                IAsyncEnumerable<object> GenerateAsync(ChatRequest request, ChatSettings settings = null,
                    CancellationToken cancellationToken = default);
            }
            public interface ITextToSpeechModel
            {
                Task<object> GenerateSpeechAsync(object request, object settings = null, CancellationToken cancellationToken = default);
            }
        }
        """
    );

    public static readonly StubSdk Community = new(
        "Anthropic.SDK",
        """
        namespace Anthropic.SDK.Constants
        {
            public static class AnthropicModels { public const string Claude45Haiku = "claude-haiku-4-5-20251001"; }
        }
        namespace Anthropic.SDK { public class AnthropicClient { public Messaging.MessagesEndpoint Messages => null; } }
        namespace Anthropic.SDK.Messaging
        {
            public enum RoleType { User }
            public class Message { public Message(RoleType role, string text) { } }
            public class SystemMessage { public SystemMessage(string text) { } }
            public class ContentBase { }
            public class ImageContent : ContentBase { }
            public class DocumentContent : ContentBase { }
            public class ThinkingParameters { public int BudgetTokens { get; set; } }
            public class MessageCountTokenParameters
            {
                public string Model { get; set; }
                public List<Message> Messages { get; set; }
                public List<SystemMessage> System { get; set; }
                public IList<object> Tools { get; set; }
            }
            public class MessageParameters : MessageCountTokenParameters
            {
                public int MaxTokens { get; set; }
                public decimal? Temperature { get; set; }
                public decimal? TopP { get; set; }
                public int? TopK { get; set; }
                public string[] StopSequences { get; set; }
                public ThinkingParameters Thinking { get; set; }
            }
            public class MessagesEndpoint
            {
                public Task<object> GetClaudeMessageAsync(MessageParameters parameters, CancellationToken ctx = default) => null;
                public IAsyncEnumerable<object> StreamClaudeMessageAsync(MessageParameters parameters, CancellationToken ctx = default) =>
                    null;
                public Task<object> CountMessageTokensAsync(MessageCountTokenParameters parameters, CancellationToken ctx = default) =>
                    null;
            }
        }
        """
    );
}
