using System.Collections.Immutable;
using LlmHygiene.Analyzers.Sdks.Rows;

namespace LlmHygiene.Analyzers.Sdks.Tables;

/// <summary>
/// Where the responses and streams of the SDKs have their model, their usage and the reason why they ended. A call of an SDK without rows
/// is measured without them.
/// </summary>
internal static class SdkResponses
{
    private const string ExtensionsAI = "Microsoft.Extensions.AI.";
    private const string Agents = "Microsoft.Agents.AI.";
    private const string OpenAI = "OpenAI.";
    private const string Anthropic = "Anthropic.Models.Messages.";
    private const string AnthropicBeta = "Anthropic.Models.Beta.Messages.Beta";
    private const string AzureInference = "Azure.AI.Inference.";
    private const string Ollama = "OllamaSharp.Models.";
    private const string Kernel = "Microsoft.SemanticKernel.";
    private const string Betalgo = "Betalgo.Ranul.OpenAI.ObjectModels.";
    private const string ClientModel = "System.ClientModel.";

    public static readonly ImmutableArray<StreamRow> Streams = ImmutableArray.Create(
        new StreamRow
        {
            Type = ClientModel + "AsyncCollectionResult`1",
            Pages = "GetRawPagesAsync",
            Values = "GetValuesFromPageAsync",
        },
        new StreamRow
        {
            Type = ClientModel + "CollectionResult`1",
            Pages = "GetRawPages",
            Values = "GetValuesFromPage",
        },
        new StreamRow
        {
            Type = ClientModel + "AsyncStreamingResult`1",
            FactoryType = ClientModel + "AsyncStreamingResult",
            Factory = "Create",
        },
        new StreamRow
        {
            Type = AzureInference + "StreamingResponse`1",
            Factory = "CreateFromResponse",
            Response = "GetRawResponse",
            Chunks = "EnumerateValues",
        }
    );

    public static readonly ImmutableArray<ResponseRow> Rows = ImmutableArray.Create(
        // Microsoft.Extensions.AI: a stream of several rounds reports the usage of each of them.
        Response(ExtensionsAI + "ChatResponse", finishReason: "FinishReason", model: "ModelId", "Usage"),
        Response(ExtensionsAI + "ChatResponseUpdate", finishReason: "FinishReason", model: "ModelId", "Contents"),
        Response(ExtensionsAI + "GeneratedEmbeddings`1", finishReason: null, model: null, "Usage", ""),
        Response(ExtensionsAI + "Embedding", finishReason: null, model: "ModelId"),
        Response(ExtensionsAI + "ImageGenerationResponse", finishReason: null, model: null, "Usage"),
        Response(ExtensionsAI + "SpeechToTextResponse", finishReason: null, model: "ModelId", "Usage"),
        Response(ExtensionsAI + "SpeechToTextResponseUpdate", finishReason: null, model: "ModelId", "Contents"),
        Response(ExtensionsAI + "TextToSpeechResponse", finishReason: null, model: "ModelId", "Usage"),
        Response(ExtensionsAI + "UsageContent", finishReason: null, model: null, "Details"),
        new ResponseRow
        {
            Type = ExtensionsAI + "UsageDetails",
            Input = "InputTokenCount",
            Output = "OutputTokenCount",
            Cached = "CachedInputTokenCount",
            Reasoning = "ReasoningTokenCount",
            UsageAdds = true,
        },
        // Microsoft Agent Framework
        Response(Agents + "AgentResponse", finishReason: "FinishReason", model: null, "Usage"),
        Response(Agents + "AgentResponseUpdate", finishReason: "FinishReason", model: null, "Contents"),
        // OpenAI and Azure OpenAI
        Response(ClientModel + "ClientResult`1", finishReason: null, model: null, "Value"),
        Response(OpenAI + "Chat.ChatCompletion", finishReason: "FinishReason", model: "Model", "Usage"),
        Response(OpenAI + "Chat.StreamingChatCompletionUpdate", finishReason: "FinishReason", model: "Model", "Usage"),
        OpenAIUsage("Chat.ChatTokenUsage"),
        new ResponseRow
        {
            Type = OpenAI + "Responses.ResponseResult",
            Model = "Model",
            FinishReason = "IncompleteStatusDetails.Reason",
            Error = "Error",
            Parts = ImmutableArray.Create("Usage"),
        },
        OpenAIUsage("Responses.ResponseTokenUsage", cacheWrite: "InputTokenDetails.CacheWriteTokenCount"),
        // The updates at the end of a stream have the whole response; others say nothing about it.
        Response(OpenAI + "Responses.StreamingResponseCompletedUpdate", finishReason: null, model: null, "Response"),
        Response(OpenAI + "Responses.StreamingResponseIncompleteUpdate", finishReason: null, model: null, "Response"),
        Response(OpenAI + "Responses.StreamingResponseFailedUpdate", finishReason: null, model: null, "Response"),
        new ResponseRow { Type = OpenAI + "Responses.StreamingResponseErrorUpdate", Error = "Message" },
        Response(OpenAI + "Embeddings.OpenAIEmbeddingCollection", finishReason: null, model: "Model", "Usage"),
        new ResponseRow { Type = OpenAI + "Embeddings.EmbeddingTokenUsage", Input = "InputTokenCount" },
        Response(OpenAI + "Images.GeneratedImageCollection", finishReason: null, model: null, "Usage"),
        Usage(OpenAI + "Images.ImageTokenUsage", "InputTokenCount", "OutputTokenCount"),
        Response(OpenAI + "Assistants.ThreadRun", finishReason: "IncompleteDetails.Reason", model: "Model", "Usage"),
        Response(OpenAI + "Assistants.RunUpdate", finishReason: null, model: null, "Value"),
        Usage(OpenAI + "Assistants.RunTokenUsage", "InputTokenCount", "OutputTokenCount"),
        // Anthropic: a stream states the input at its start and repeats what it has used so far at its end.
        Response(Anthropic + "Message", finishReason: "StopReason.Raw()", model: "Model.Raw()", "Usage"),
        Response(Anthropic + "RawMessageStreamEvent", finishReason: null, model: null, "Value"),
        Response(Anthropic + "RawMessageStartEvent", finishReason: null, model: null, "Message"),
        Response(Anthropic + "RawMessageDeltaEvent", finishReason: "Delta.StopReason.Raw()", model: null, "Usage"),
        AnthropicUsage(Anthropic + "Usage"),
        AnthropicUsage(Anthropic + "MessageDeltaUsage"),
        Response(AnthropicBeta + "Message", finishReason: "StopReason.Raw()", model: "Model.Raw()", "Usage"),
        Response(AnthropicBeta + "RawMessageStreamEvent", finishReason: null, model: null, "Value"),
        Response(AnthropicBeta + "RawMessageStartEvent", finishReason: null, model: null, "Message"),
        Response(AnthropicBeta + "RawMessageDeltaEvent", finishReason: "Delta.StopReason.Raw()", model: null, "Usage"),
        AnthropicUsage(AnthropicBeta + "Usage"),
        AnthropicUsage(AnthropicBeta + "MessageDeltaUsage"),
        // Azure AI Inference
        Response("Azure.Response`1", finishReason: null, model: null, "Value"),
        Response(AzureInference + "ChatCompletions", finishReason: "FinishReason", model: "Model", "Usage"),
        Response(AzureInference + "StreamingChatCompletionsUpdate", finishReason: "FinishReason", model: "Model", "Usage"),
        Usage(AzureInference + "CompletionsUsage", "PromptTokens", "CompletionTokens"),
        Response(AzureInference + "EmbeddingsResult", finishReason: null, model: "Model", "Usage"),
        new ResponseRow { Type = AzureInference + "EmbeddingsUsage", Input = "PromptTokens" },
        // OllamaSharp: only the last chunk is of the derived type.
        Response(Ollama + "Chat.ChatResponseStream", finishReason: null, model: "Model"),
        Usage(Ollama + "Chat.ChatDoneResponseStream", "PromptEvalCount", "EvalCount", finishReason: "DoneReason"),
        Response(Ollama + "GenerateResponseStream", finishReason: null, model: "Model"),
        Usage(Ollama + "GenerateDoneResponseStream", "PromptEvalCount", "EvalCount", finishReason: "DoneReason"),
        new ResponseRow { Type = Ollama + "EmbedResponse", Input = "PromptEvalCount" },
        // Semantic Kernel keeps the response of the connector's SDK.
        Response(Kernel + "KernelContent", finishReason: null, model: "ModelId", "InnerContent"),
        Response(Kernel + "StreamingKernelContent", finishReason: null, model: "ModelId", "InnerContent"),
        Response(Kernel + "FunctionResult", finishReason: null, model: null, "GetValue()"),
        // Betalgo: a call that fails does not throw.
        new ResponseRow { Type = Betalgo + "ResponseModels.BaseResponse", Error = "Error" },
        Response(Betalgo + "ResponseModels.ChatCompletionCreateResponse", finishReason: null, model: "Model", "Usage", "Choices"),
        Response(Betalgo + "ResponseModels.CompletionCreateResponse", finishReason: null, model: "Model", "Usage", "Choices"),
        Response(Betalgo + "ResponseModels.EmbeddingCreateResponse", finishReason: null, model: "Model", "Usage"),
        Response(Betalgo + "SharedModels.ChatChoiceResponse", finishReason: "FinishReason", model: null),
        Response(Betalgo + "SharedModels.ChoiceResponse", finishReason: "FinishReason", model: null),
        new ResponseRow
        {
            Type = Betalgo + "ResponseModels.UsageResponse",
            Input = "PromptTokens",
            Output = "CompletionTokens",
            Cached = "PromptTokensDetails.CachedTokens",
            Reasoning = "CompletionTokensDetails.ReasoningTokens",
        },
        // Model Context Protocol
        Response("ModelContextProtocol.Protocol.CreateMessageResult", finishReason: "StopReason", model: "Model")
    );

    /// <summary>The responses of raw HTTP requests. A result that is text or bytes is the body itself.</summary>
    public static readonly ImmutableArray<ResponseRow> Http = ImmutableArray.Create(
        new ResponseRow { Type = "System.Net.Http.HttpResponseMessage", IsHttpResponse = true },
        Response("Flurl.Http.IFlurlResponse", finishReason: null, model: null, "ResponseMessage"),
        new ResponseRow
        {
            Type = "RestSharp.RestResponseBase",
            Status = "StatusCode",
            Body = "Content",
        }
    );

    /// <param name="parts">The empty path is the object itself, as a list.</param>
    private static ResponseRow Response(string type, string? finishReason, string? model, params string[] parts) =>
        new()
        {
            Type = type,
            FinishReason = finishReason,
            Model = model,
            Parts = parts.ToImmutableArray(),
        };

    private static ResponseRow Usage(string type, string input, string output, string? finishReason = null) =>
        new()
        {
            Type = type,
            Input = input,
            Output = output,
            FinishReason = finishReason,
        };

    private static ResponseRow OpenAIUsage(string type, string? cacheWrite = null) =>
        new()
        {
            Type = OpenAI + type,
            Input = "InputTokenCount",
            Output = "OutputTokenCount",
            Cached = "InputTokenDetails.CachedTokenCount",
            CacheWrite = cacheWrite,
            Reasoning = "OutputTokenDetails.ReasoningTokenCount",
        };

    private static ResponseRow AnthropicUsage(string type) =>
        new()
        {
            Type = type,
            Input = "InputTokens",
            Output = "OutputTokens",
            Cached = "CacheReadInputTokens",
            CacheWrite = "CacheCreationInputTokens",
            Reasoning = "OutputTokensDetails.ThinkingTokens",
            InputIsWithoutCache = true,
        };
}
