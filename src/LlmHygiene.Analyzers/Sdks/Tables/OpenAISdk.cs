using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks.Rows;

namespace LlmHygiene.Analyzers.Sdks.Tables;

/// <summary>
/// The official OpenAI SDK, 2.x. Azure.AI.OpenAI 2.x inherits its clients. Batches, evaluations, fine-tuning and tool outputs are left out:
/// their models and prompts are in uploaded files, or in the run that the previous call started.
/// </summary>
internal static class OpenAISdk
{
    public static readonly SdkTable Table = new()
    {
        Name = "OpenAI",
        DefaultLimit = "the model's own maximum",
        Provider = "openai",
        Assemblies = ImmutableArray.Create("OpenAI"),
        Calls = ImmutableArray.Create(
            new CallRow
            {
                Type = "OpenAI.Chat.ChatClient",
                Methods = ImmutableArray.Create("CompleteChat", "CompleteChatAsync", "CompleteChatStreaming", "CompleteChatStreamingAsync"),
                Operation = LlmOperation.Chat,
                Prompts = ImmutableArray.Create("messages"),
                Options = "options",
                Body = "content",
            },
            new CallRow
            {
                Type = "OpenAI.Responses.ResponsesClient",
                Methods = ImmutableArray.Create(
                    "CreateResponse",
                    "CreateResponseAsync",
                    "CreateResponseStreamingAsync",
                    "CompactResponse",
                    "CompactResponseAsync"
                ),
                Operation = LlmOperation.Response,
                Prompts = ImmutableArray.Create("userInputText", "inputItems"),
                Options = "options",
                Model = "model",
                Body = "content",
            },
            new CallRow
            {
                Type = "OpenAI.Embeddings.EmbeddingClient",
                Methods = ImmutableArray.Create(
                    "GenerateEmbedding",
                    "GenerateEmbeddingAsync",
                    "GenerateEmbeddings",
                    "GenerateEmbeddingsAsync"
                ),
                Operation = LlmOperation.Embeddings,
                Options = "options",
                Body = "content",
            },
            new CallRow
            {
                Type = "OpenAI.Images.ImageClient",
                Methods = ImmutableArray.Create(
                    "GenerateImage",
                    "GenerateImageAsync",
                    "GenerateImages",
                    "GenerateImagesAsync",
                    "GenerateImagesStreamingAsync",
                    "GenerateImageEdit",
                    "GenerateImageEditAsync",
                    "GenerateImageEdits",
                    "GenerateImageEditsAsync",
                    "GenerateImageEditsStreamingAsync",
                    "GenerateImageVariation",
                    "GenerateImageVariationAsync",
                    "GenerateImageVariations",
                    "GenerateImageVariationsAsync"
                ),
                Operation = LlmOperation.Image,
                Prompts = ImmutableArray.Create("prompt"),
                Options = "options",
                Body = "content",
            },
            Data("OpenAI.Audio.AudioClient", LlmOperation.Speech, "GenerateSpeech", "GenerateSpeechAsync", "GenerateSpeechStreamingAsync"),
            Data(
                "OpenAI.Audio.AudioClient",
                LlmOperation.Transcription,
                "TranscribeAudio",
                "TranscribeAudioAsync",
                "TranscribeAudioDiarized",
                "TranscribeAudioDiarizedAsync",
                "TranscribeAudioStreamingAsync",
                "TranslateAudio",
                "TranslateAudioAsync"
            ),
            Data(
                "OpenAI.Moderations.ModerationClient",
                LlmOperation.Moderation,
                "ClassifyText",
                "ClassifyTextAsync",
                "ClassifyInputs",
                "ClassifyInputsAsync"
            ),
            Run("options", "CreateRun", "CreateRunAsync", "CreateRunStreamingAsync"),
            Run("runOptions", "CreateThreadAndRun", "CreateThreadAndRunAsync", "CreateThreadAndRunStreamingAsync"),
            new CallRow
            {
                Type = "OpenAI.Realtime.RealtimeSessionClient",
                Methods = ImmutableArray.Create("StartResponseAsync"),
                Operation = LlmOperation.Realtime,
                Options = "responseOptions",
                LimitIsAtClient = true,
            },
            new CallRow
            {
                Type = "OpenAI.Decisions.DecisionsClient",
                Methods = ImmutableArray.Create("CreateDecision", "CreateDecisionAsync"),
                Operation = LlmOperation.Decision,
                Options = "creationOptions",
                Body = "content",
            },
            Data(
                "OpenAI.Videos.VideoClient",
                LlmOperation.Video,
                "CreateVideo",
                "CreateVideoAsync",
                "CreateVideoRemix",
                "CreateVideoRemixAsync"
            )
        ),
        Options = ImmutableArray.Create(
            new OptionsRow
            {
                Type = "OpenAI.Chat.ChatCompletionOptions",
                Limit = "MaxOutputTokenCount",
                Tags = "Metadata",
                Opaque = ImmutableArray.Create("Patch"),
                Parameters = ImmutableArray.Create(
                    new ParameterMember("Temperature", RequestParameter.Temperature),
                    new ParameterMember("TopP", RequestParameter.TopP),
                    new ParameterMember("PresencePenalty", RequestParameter.PresencePenalty),
                    new ParameterMember("FrequencyPenalty", RequestParameter.FrequencyPenalty),
                    new ParameterMember("IncludeLogProbabilities", RequestParameter.Logprobs),
                    new ParameterMember("LogitBiases", RequestParameter.LogitBias),
                    new ParameterMember("Seed", RequestParameter.Seed),
                    new ParameterMember("StopSequences", RequestParameter.Stop),
                    new ParameterMember("Tools", RequestParameter.Tools),
                    ParameterMember.Effort("ReasoningEffortLevel"),
                    ParameterMember.Schema("ResponseFormat", "CreateJsonSchemaFormat")
                ),
            },
            new OptionsRow
            {
                Type = "OpenAI.Responses.CreateResponseOptions",
                Model = "Model",
                ModelParameter = "model",
                Limit = "MaxOutputTokenCount",
                Tags = "Metadata",
                Prompts = ImmutableArray.Create("Instructions", "InputItems", "inputItems"),
                Opaque = ImmutableArray.Create("Patch"),
                Parameters = ImmutableArray.Create(
                    new ParameterMember("Temperature", RequestParameter.Temperature),
                    new ParameterMember("TopP", RequestParameter.TopP),
                    new ParameterMember("Tools", RequestParameter.Tools),
                    ParameterMember.Effort("ReasoningOptions", "ReasoningEffortLevel"),
                    ParameterMember.Schema("TextOptions", "CreateJsonSchemaFormat", "TextFormat")
                ),
            },
            new OptionsRow { Type = "OpenAI.Embeddings.EmbeddingGenerationOptions", Opaque = ImmutableArray.Create("Patch") },
            new OptionsRow { Type = "OpenAI.Images.ImageGenerationOptions" },
            new OptionsRow { Type = "OpenAI.Images.ImageEditOptions" },
            new OptionsRow { Type = "OpenAI.Images.ImageVariationOptions" },
            new OptionsRow { Type = "OpenAI.Audio.SpeechGenerationOptions" },
            new OptionsRow { Type = "OpenAI.Audio.AudioTranscriptionOptions" },
            new OptionsRow { Type = "OpenAI.Audio.AudioTranslationOptions" },
            new OptionsRow
            {
                Type = "OpenAI.Assistants.RunCreationOptions",
                Model = "ModelOverride",
                Limit = "MaxOutputTokenCount",
                Tags = "Metadata",
                Prompts = ImmutableArray.Create("InstructionsOverride", "AdditionalInstructions"),
            },
            new OptionsRow
            {
                Type = "OpenAI.Realtime.RealtimeResponseOptions",
                Limit = "MaxOutputTokenCount",
                Tags = "Metadata",
                Prompts = ImmutableArray.Create("Instructions"),
                Opaque = ImmutableArray.Create("Patch"),
            },
            new OptionsRow
            {
                Type = "OpenAI.Decisions.DecisionCreationOptions",
                Model = "Model",
                Opaque = ImmutableArray.Create("Patch"),
            }
        ),
        Contents = ImmutableArray.Create(
            Content("Chat.ChatMessageContentPart", "CreateImagePart", RequestParameter.Image),
            Content("Chat.ChatMessageContentPart", "CreateInputAudioPart", RequestParameter.Audio),
            Content("Responses.ResponseContentPart", "CreateInputImagePart", RequestParameter.Image)
        ),
        Clients = ImmutableArray.Create(
            new ClientRow
            {
                Type = "OpenAI.Chat.ChatClient",
                AlwaysHasModel = true,
                IsAbstraction = true,
            },
            new ClientRow
            {
                Type = "OpenAI.Embeddings.EmbeddingClient",
                AlwaysHasModel = true,
                IsAbstraction = true,
            },
            new ClientRow
            {
                Type = "OpenAI.Images.ImageClient",
                AlwaysHasModel = true,
                IsAbstraction = true,
            },
            new ClientRow
            {
                Type = "OpenAI.Audio.AudioClient",
                AlwaysHasModel = true,
                IsAbstraction = true,
            },
            new ClientRow
            {
                Type = "OpenAI.Moderations.ModerationClient",
                AlwaysHasModel = true,
                IsAbstraction = true,
            },
            new ClientRow { Type = "OpenAI.Responses.ResponsesClient", IsAbstraction = true },
            new ClientRow { Type = "OpenAI.Assistants.AssistantClient", IsAbstraction = true },
            new ClientRow { Type = "OpenAI.Realtime.RealtimeSessionClient", IsAbstraction = true },
            new ClientRow { Type = "OpenAI.Decisions.DecisionsClient", IsAbstraction = true },
            new ClientRow { Type = "OpenAI.Videos.VideoClient", IsAbstraction = true }
        ),
        ClientSources = ImmutableArray.Create(
            new ClientSourceRow
            {
                Type = "OpenAI.Chat.ChatClient",
                Methods = Constructor,
                Model = "model",
            },
            new ClientSourceRow
            {
                Type = "OpenAI.Embeddings.EmbeddingClient",
                Methods = Constructor,
                Model = "model",
            },
            new ClientSourceRow
            {
                Type = "OpenAI.Images.ImageClient",
                Methods = Constructor,
                Model = "model",
            },
            new ClientSourceRow
            {
                Type = "OpenAI.Audio.AudioClient",
                Methods = Constructor,
                Model = "model",
            },
            new ClientSourceRow
            {
                Type = "OpenAI.Moderations.ModerationClient",
                Methods = Constructor,
                Model = "model",
            },
            new ClientSourceRow { Type = "OpenAI.Responses.ResponsesClient", Methods = Constructor },
            new ClientSourceRow
            {
                Type = "OpenAI.OpenAIClient",
                Methods = ImmutableArray.Create(
                    "GetChatClient",
                    "GetEmbeddingClient",
                    "GetImageClient",
                    "GetAudioClient",
                    "GetModerationClient"
                ),
                Model = "model",
            },
            new ClientSourceRow
            {
                Type = "OpenAI.Realtime.RealtimeClient",
                Methods = ImmutableArray.Create("StartConversationSessionAsync", "StartSessionAsync"),
                Model = "model",
            },
            new ClientSourceRow { Type = "OpenAI.OpenAIClient", Methods = ImmutableArray.Create("GetResponsesClient") },
            // The clients from which another package creates agents.
            new ClientSourceRow
            {
                Type = "OpenAI.Assistants.AssistantClient",
                Methods = ImmutableArray.Create("CreateAssistant", "CreateAssistantAsync"),
                Model = "model",
                ModelMayFollow = true,
            }
        ),
        Http = ImmutableArray.Create(
            ClientPipelines.ClientModel("OpenAI.OpenAIClient"),
            ClientPipelines.ClientModel("OpenAI.Chat.ChatClient"),
            ClientPipelines.ClientModel("OpenAI.Responses.ResponsesClient"),
            ClientPipelines.ClientModel("OpenAI.Assistants.AssistantClient")
        ),
        Endpoints = ImmutableArray.Create(
            new EndpointRow
            {
                Type = "OpenAI.OpenAIClientOptions",
                Member = "Endpoint",
                IsOptions = true,
            }
        ),
        Messages = ImmutableArray.Create(
            ChatMessage("SystemChatMessage"),
            ChatMessage("DeveloperChatMessage"),
            ChatMessage("UserChatMessage"),
            new MessageRow
            {
                Type = "OpenAI.Chat.ChatMessage",
                Methods = ImmutableArray.Create("CreateSystemMessage", "CreateDeveloperMessage", "CreateUserMessage"),
                Texts = ImmutableArray.Create("content", "contentParts"),
            },
            new MessageRow
            {
                Type = "OpenAI.Chat.ChatMessageContentPart",
                Methods = ImmutableArray.Create("CreateTextPart"),
                Texts = ImmutableArray.Create("text"),
            },
            new MessageRow
            {
                Type = "OpenAI.Responses.ResponseItem",
                Methods = ImmutableArray.Create("CreateSystemMessageItem", "CreateDeveloperMessageItem", "CreateUserMessageItem"),
                Texts = ImmutableArray.Create("inputTextContent", "contentParts"),
            }
        ),
        TelemetrySwitches = ImmutableArray.Create("OpenAI.Experimental.EnableOpenTelemetry", "OPENAI_EXPERIMENTAL_ENABLE_OPEN_TELEMETRY"),
    };

    private static ImmutableArray<string> Constructor => ImmutableArray.Create(ClientSourceRow.Constructor);

    // Image, audio and moderation clients state their model when they are created.
    private static CallRow Data(string type, LlmOperation operation, params string[] methods) =>
        new()
        {
            Type = type,
            Methods = methods.ToImmutableArray(),
            Operation = operation,
            Options = "options",
            Body = "content",
        };

    // Without an override, the definition of the assistant on the server decides on the model.
    private static CallRow Run(string options, params string[] methods) =>
        new()
        {
            Type = "OpenAI.Assistants.AssistantClient",
            Methods = methods.ToImmutableArray(),
            Operation = LlmOperation.Agent,
            Options = options,
            Body = "content",
        };

    private static ContentRow Content(string type, string method, RequestParameter kind) =>
        new()
        {
            Type = "OpenAI." + type,
            Methods = ImmutableArray.Create(method),
            Kind = kind,
        };

    private static MessageRow ChatMessage(string type) =>
        new()
        {
            Type = "OpenAI.Chat." + type,
            Methods = Constructor,
            Texts = ImmutableArray.Create("content", "contentParts"),
        };
}
