using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks.Rows;

namespace LlmHygiene.Analyzers.Sdks.Tables;

/// <summary>
/// Azure.AI.Inference. A serverless endpoint is one model, so a request without a model is valid. No row says where clients are created, so
/// their model is unknown rather than absent.
/// </summary>
internal static class AzureInferenceSdk
{
    private const string Namespace = "Azure.AI.Inference.";

    public static readonly SdkTable Table = new()
    {
        Name = "Azure.AI.Inference",
        DefaultLimit = "the model's own maximum",
        PrefixesModels = true,
        SendsAsWritten = true,
        Assemblies = ImmutableArray.Create("Azure.AI.Inference"),
        Calls = ImmutableArray.Create(
            new CallRow
            {
                Type = Namespace + "ChatCompletionsClient",
                Methods = ImmutableArray.Create("Complete", "CompleteAsync", "CompleteStreaming", "CompleteStreamingAsync"),
                Operation = LlmOperation.Chat,
                Options = "chatCompletionsOptions",
            },
            new CallRow
            {
                Type = Namespace + "EmbeddingsClient",
                Methods = ImmutableArray.Create("Embed", "EmbedAsync"),
                Operation = LlmOperation.Embeddings,
                Options = "embeddingsOptions",
                Body = "content",
            },
            new CallRow
            {
                Type = Namespace + "ImageEmbeddingsClient",
                Methods = ImmutableArray.Create("Embed", "EmbedAsync"),
                Operation = LlmOperation.Embeddings,
                Options = "imageEmbeddingsOptions",
            }
        ),
        Http = ImmutableArray.Create(ClientPipelines.AzureCore(Namespace + "ChatCompletionsClient")),
        Options = ImmutableArray.Create(
            new OptionsRow
            {
                Type = Namespace + "ChatCompletionsOptions",
                Model = "Model",
                Limit = "MaxTokens",
                Tags = "AdditionalProperties",
                Prompts = ImmutableArray.Create("Messages", "messages"),
                Parameters = ImmutableArray.Create(
                    new ParameterMember("MaxTokens", RequestParameter.MaxTokens),
                    new ParameterMember("Temperature", RequestParameter.Temperature),
                    new ParameterMember("NucleusSamplingFactor", RequestParameter.TopP),
                    new ParameterMember("PresencePenalty", RequestParameter.PresencePenalty),
                    new ParameterMember("FrequencyPenalty", RequestParameter.FrequencyPenalty),
                    new ParameterMember("Seed", RequestParameter.Seed),
                    new ParameterMember("StopSequences", RequestParameter.Stop),
                    new ParameterMember("Tools", RequestParameter.Tools),
                    ParameterMember.Schema("ResponseFormat", "CreateJsonFormat")
                ),
            },
            new OptionsRow
            {
                Type = Namespace + "EmbeddingsOptions",
                Model = "Model",
                Tags = "AdditionalProperties",
            },
            new OptionsRow
            {
                Type = Namespace + "ImageEmbeddingsOptions",
                Model = "Model",
                Tags = "AdditionalProperties",
            }
        ),
        Clients = ImmutableArray.Create(
            new ClientRow { Type = Namespace + "ChatCompletionsClient", IsAbstraction = true },
            new ClientRow { Type = Namespace + "EmbeddingsClient", IsAbstraction = true },
            new ClientRow { Type = Namespace + "ImageEmbeddingsClient", IsAbstraction = true }
        ),
        // Every client is given an address: GitHub Models, a deployment of Azure, a gateway.
        Endpoints = ImmutableArray.Create(
            Endpoint("ChatCompletionsClient"),
            Endpoint("EmbeddingsClient"),
            Endpoint("ImageEmbeddingsClient")
        ),
        Contents = ImmutableArray.Create(
            Content("ChatMessageImageContentItem", RequestParameter.Image),
            Content("ChatMessageAudioContentItem", RequestParameter.Audio)
        ),
        Messages = ImmutableArray.Create(
            Message("ChatRequestSystemMessage", "content"),
            Message("ChatRequestDeveloperMessage", "content"),
            Message("ChatRequestUserMessage", "content", "Content"),
            Message("ChatMessageTextContentItem", "text")
        ),
        TelemetrySwitches = ImmutableArray.Create("Azure.Experimental.EnableActivitySource", "AZURE_EXPERIMENTAL_ENABLE_ACTIVITY_SOURCE"),
        ContentSwitches = ImmutableArray.Create(
            new ContentSwitchRow { Name = "Azure.Experimental.TraceGenAIMessageContent" },
            new ContentSwitchRow { Name = "AZURE_TRACING_GEN_AI_CONTENT_RECORDING_ENABLED", Value = "true" }
        ),
    };

    private static EndpointRow Endpoint(string client) => new() { Type = Namespace + client, Parameter = "endpoint" };

    private static ContentRow Content(string type, RequestParameter kind) =>
        new()
        {
            Type = Namespace + type,
            Methods = ImmutableArray.Create(ClientSourceRow.Constructor),
            Kind = kind,
        };

    private static MessageRow Message(string type, params string[] texts) =>
        new()
        {
            Type = Namespace + type,
            Methods = ImmutableArray.Create(ClientSourceRow.Constructor),
            Texts = texts.ToImmutableArray(),
        };
}
