using System.Collections.Immutable;
using LlmHygiene.Analyzers.Sdks.Rows;

namespace LlmHygiene.Analyzers.Sdks.Tables;

/// <summary>Azure.AI.OpenAI 1.x, which had clients of its own. The options name the deployment, or a model of OpenAI.</summary>
internal static class AzureOpenAIEarlierSdk
{
    private const string Namespace = "Azure.AI.OpenAI.";

    public static readonly SdkTable Table = new()
    {
        Name = "Azure.AI.OpenAI",
        DefaultLimit = "the model's own maximum",
        Assemblies = ImmutableArray.Create("Azure.AI.OpenAI"),
        Calls = ImmutableArray.Create(
            Call(
                LlmOperation.Chat,
                "chatCompletionsOptions",
                "GetChatCompletions",
                "GetChatCompletionsAsync",
                "GetChatCompletionsStreaming",
                "GetChatCompletionsStreamingAsync"
            ),
            Call(
                LlmOperation.Text,
                "completionsOptions",
                "GetCompletions",
                "GetCompletionsAsync",
                "GetCompletionsStreaming",
                "GetCompletionsStreamingAsync"
            ),
            Call(LlmOperation.Embeddings, "embeddingsOptions", "GetEmbeddings", "GetEmbeddingsAsync"),
            Call(LlmOperation.Image, "imageGenerationOptions", "GetImageGenerations", "GetImageGenerationsAsync"),
            Call(LlmOperation.Speech, "speechGenerationOptions", "GenerateSpeechFromText", "GenerateSpeechFromTextAsync"),
            Call(LlmOperation.Transcription, "audioTranscriptionOptions", "GetAudioTranscription", "GetAudioTranscriptionAsync"),
            Call(LlmOperation.Transcription, "audioTranslationOptions", "GetAudioTranslation", "GetAudioTranslationAsync")
        ),
        Options = ImmutableArray.Create(
            Options("ChatCompletionsOptions", "MaxTokens", "Messages", "messages"),
            Options("CompletionsOptions", "MaxTokens", "Prompts", "prompts"),
            Options("EmbeddingsOptions", limit: null),
            Options("ImageGenerationOptions", limit: null, "Prompt"),
            Options("SpeechGenerationOptions", limit: null),
            Options("AudioTranscriptionOptions", limit: null),
            Options("AudioTranslationOptions", limit: null)
        ),
        Clients = ImmutableArray.Create(new ClientRow { Type = Namespace + "OpenAIClient", IsAbstraction = true }),
        Messages = ImmutableArray.Create(Message("ChatRequestSystemMessage"), Message("ChatRequestUserMessage")),
    };

    private static CallRow Call(LlmOperation operation, string options, params string[] methods) =>
        new()
        {
            Type = Namespace + "OpenAIClient",
            Methods = methods.ToImmutableArray(),
            Operation = operation,
            Options = options,
            // Until beta.8 the first argument named the deployment.
            Model = "deploymentOrModelName",
        };

    private static OptionsRow Options(string type, string? limit, params string[] prompts) =>
        new()
        {
            Type = Namespace + type,
            Model = "DeploymentName",
            ModelParameter = "deploymentName",
            Limit = limit,
            Prompts = prompts.ToImmutableArray(),
        };

    private static MessageRow Message(string type) =>
        new()
        {
            Type = Namespace + type,
            Methods = ImmutableArray.Create(ClientSourceRow.Constructor),
            Texts = ImmutableArray.Create("content", "Content"),
        };
}
