using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks.Rows;

namespace LlmHygiene.Analyzers.Sdks.Tables;

/// <summary>
/// Mscc.GenerativeAI. A model object is created by a factory whose model parameter has a default, so it always has one. Batches and raw
/// predictions are left out: their model is in the request alone.
/// </summary>
internal static class MsccGenerativeAISdk
{
    private const string Namespace = "Mscc.GenerativeAI.";

    public static readonly SdkTable Table = new()
    {
        Name = "Mscc.GenerativeAI",
        // `models/gemini-2.5-pro`
        PrefixesModels = true,
        SendsAsWritten = true,
        // Newer versions have requests and sessions in a namespace and an assembly of their own.
        Assemblies = ImmutableArray.Create("Mscc.GenerativeAI", "Mscc.GenerativeAI.Types"),
        Calls = ImmutableArray.Create(
            Request("GenerativeModel", LlmOperation.Chat, "GenerateContent", "GenerateContentStream", "GenerateAnswer", "GenerateMessage"),
            Text("GenerativeModel", LlmOperation.Chat, "GenerateContent", "GenerateContentStream", "GenerateAnswer", "GenerateMessage"),
            Text("GenerativeModel", LlmOperation.Text, "GenerateText"),
            Request("GenerativeModel", LlmOperation.Image, "GenerateImages"),
            Text("GenerativeModel", LlmOperation.Image, "GenerateImages"),
            Request("GenerativeModel", LlmOperation.Video, "GenerateVideos"),
            Text("GenerativeModel", LlmOperation.Video, "GenerateVideos"),
            new CallRow
            {
                Type = Namespace + "GenerativeModel",
                Methods = ImmutableArray.Create("EmbedContent", "EmbedText", "BatchEmbedText"),
                Operation = LlmOperation.Embeddings,
                Model = "model",
            },
            Request("DynamicModel", LlmOperation.Chat, "GenerateContent", "GenerateContentStream"),
            Request("OpenAIModel", LlmOperation.Chat, "Completions"),
            Request("OpenAIModel", LlmOperation.Embeddings, "Embeddings"),
            Request("EmbeddingsModel", LlmOperation.Embeddings, "Embeddings"),
            Request("InteractionsModel", LlmOperation.Chat, "Create", "CreateStream"),
            Text("InteractionsModel", LlmOperation.Chat, "Create", "CreateStream"),
            Request("ImageGenerationModel", LlmOperation.Image, "GenerateImages"),
            Text("ImageGenerationModel", LlmOperation.Image, "GenerateImages", "GenerateContent"),
            Request("VideoGenerationModel", LlmOperation.Video, "GenerateVideos"),
            Text("VideoGenerationModel", LlmOperation.Video, "GenerateVideos", "GenerateContent"),
            Text("ImageTextModel", LlmOperation.Chat, "GetCaptions", "AskQuestion"),
            Request("ChatSession", LlmOperation.Chat, "SendMessage", "SendMessageStream"),
            Text("ChatSession", LlmOperation.Chat, "SendMessage", "SendMessageStream"),
            Request("Types.ChatSession", LlmOperation.Chat, "SendMessage", "SendMessageStream"),
            Text("Types.ChatSession", LlmOperation.Chat, "SendMessage", "SendMessageStream")
        ),
        Options = ImmutableArray.Create(
            RequestOptions("GenerateContentRequest"),
            RequestOptions("Types.GenerateContentRequest"),
            RequestOptions("InteractionRequest"),
            RequestOptions("Types.InteractionRequest"),
            Config("GenerationConfig"),
            Config("Types.GenerationConfig")
        ),
        Clients = ImmutableArray.Create(
            Client("GenerativeModel"),
            Client("ImageGenerationModel"),
            Client("VideoGenerationModel"),
            Client("ImageTextModel"),
            Client("EmbeddingsModel"),
            Client("ChatSession"),
            Client("Types.ChatSession")
        ),
        ClientSources = ImmutableArray.Create(
            Source("GenerativeModel", ClientSourceRow.Constructor),
            Source("GoogleAI", "GenerativeModel", "ImageGenerationModel", "VideoGenerationModel", "EmbeddingsModel"),
            Source("VertexAI", "GenerativeModel", "ImageGenerationModel", "VideoGenerationModel", "ImageTextModel"),
            new ClientSourceRow
            {
                Type = Namespace + "GenerativeModel",
                Methods = ImmutableArray.Create("StartChat"),
                Inner = ClientSourceRow.Receiver,
            },
            new ClientSourceRow
            {
                Type = Namespace + "Microsoft.GeminiChatClient",
                Methods = ImmutableArray.Create(ClientSourceRow.Constructor),
                Model = "model",
            }
        ),
    };

    private static CallRow Request(string type, LlmOperation operation, params string[] methods) =>
        new()
        {
            Type = Namespace + type,
            Methods = methods.ToImmutableArray(),
            Operation = operation,
            Options = "request",
            LimitIsAtClient = true,
            KeepsState = type.EndsWith("ChatSession", StringComparison.Ordinal),
        };

    private static CallRow Text(string type, LlmOperation operation, params string[] methods) =>
        new()
        {
            Type = Namespace + type,
            Methods = methods.ToImmutableArray(),
            Operation = operation,
            Prompts = ImmutableArray.Create("systemInstruction", "prompt", "parts", "content", "question", "input"),
            Options = "generationConfig",
            Model = "model",
            LimitIsAtClient = true,
            KeepsState = type.EndsWith("ChatSession", StringComparison.Ordinal),
        };

    private static OptionsRow RequestOptions(string type) =>
        new()
        {
            Type = Namespace + type,
            Model = "Model",
            Inner = ImmutableArray.Create("GenerationConfig", "generationConfig"),
            Prompts = ImmutableArray.Create("SystemInstruction", "Contents", "Input", "prompt"),
            Parameters = ImmutableArray.Create(new ParameterMember("Tools", RequestParameter.Tools)),
        };

    private static OptionsRow Config(string type) =>
        new()
        {
            Type = Namespace + type,
            Limit = "MaxOutputTokens",
            Parameters = ParameterMember
                .Sampling("Temperature", "TopP", "TopK", "PresencePenalty", "FrequencyPenalty", "Seed", "StopSequences", "ResponseLogprobs")
                .Add(ParameterMember.Effort("ThinkingConfig", "ThinkingLevel")),
        };

    private static ClientRow Client(string type) => new() { Type = Namespace + type, AlwaysHasModel = true };

    private static ClientSourceRow Source(string type, params string[] methods) =>
        new()
        {
            Type = Namespace + type,
            Methods = methods.ToImmutableArray(),
            Model = "model",
        };
}
