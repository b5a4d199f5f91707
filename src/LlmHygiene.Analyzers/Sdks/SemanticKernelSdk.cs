using System.Collections.Immutable;

namespace LlmHygiene.Analyzers.Sdks;

/// <summary>
/// Semantic Kernel. Services usually come out of a kernel, whose model is stated where it is built. Kernel.InvokeAsync and
/// KernelFunction.InvokeAsync are left out: a kernel function may be plain C#.
/// </summary>
internal static class SemanticKernelSdk
{
    private const string Namespace = "Microsoft.SemanticKernel.";

    public static readonly SdkTable Table = new()
    {
        Name = "Microsoft.SemanticKernel",
        Assemblies = ImmutableArray.Create(
            "Microsoft.SemanticKernel.Abstractions", "Microsoft.SemanticKernel.Core", "Microsoft.SemanticKernel.Connectors.OpenAI"),
        Calls = ImmutableArray.Create(
            Call("ChatCompletion.IChatCompletionService", LlmOperation.Chat, null, "chatHistory", "GetChatMessageContentsAsync", "GetStreamingChatMessageContentsAsync"),
            new CallEntry
            {
                Type = Namespace + "ChatCompletion.ChatCompletionServiceExtensions",
                Methods = ImmutableArray.Create("GetChatMessageContentAsync", "GetChatMessageContentsAsync", "GetStreamingChatMessageContentsAsync"),
                Operation = LlmOperation.Chat,
                Prompts = ImmutableArray.Create("prompt", "chatHistory"),
                Options = "executionSettings",
                Client = "chatCompletionService",
            },
            Call("TextGeneration.ITextGenerationService", LlmOperation.Text, null, "prompt", "GetTextContentsAsync", "GetStreamingTextContentsAsync"),
            Call("TextGeneration.TextGenerationExtensions", LlmOperation.Text, "textGenerationService", "prompt", "GetTextContentAsync"),
            Call("TextToImage.ITextToImageService", LlmOperation.Image, null, "input", "GetImageContentsAsync"),
            Call("TextToAudio.ITextToAudioService", LlmOperation.Speech, null, "text", "GetAudioContentsAsync"),
            Call("TextToAudio.TextToAudioServiceExtensions", LlmOperation.Speech, "textToAudioService", "text", "GetAudioContentAsync"),
            Call("AudioToText.IAudioToTextService", LlmOperation.Transcription, null, "content", "GetTextContentsAsync"),
            Call("AudioToText.AudioToTextServiceExtensions", LlmOperation.Transcription, "audioToTextService", "content", "GetTextContentAsync"),
            new CallEntry
            {
                Type = Namespace + "TextToImage.TextToImageServiceExtensions",
                Methods = ImmutableArray.Create("GenerateImageAsync"),
                Operation = LlmOperation.Image,
                Prompts = ImmutableArray.Create("description"),
                Client = "service",
            },
            new CallEntry
            {
                Type = Namespace + "Embeddings.IEmbeddingGenerationService`2",
                Methods = ImmutableArray.Create("GenerateEmbeddingsAsync"),
                Operation = LlmOperation.Embeddings,
            },
            new CallEntry
            {
                Type = Namespace + "Embeddings.EmbeddingGenerationExtensions",
                Methods = ImmutableArray.Create("GenerateEmbeddingAsync"),
                Operation = LlmOperation.Embeddings,
                Client = "generator",
            },
            new CallEntry
            {
                Type = Namespace + "KernelExtensions",
                Methods = ImmutableArray.Create("InvokePromptAsync", "InvokePromptStreamingAsync"),
                Operation = LlmOperation.Chat,
                Prompts = ImmutableArray.Create("promptTemplate"),
                Options = "arguments",
                // The configuration of the template holds execution settings for every service.
                Body = "promptTemplateConfig",
                Client = "kernel",
            }),
        Options = ImmutableArray.Create(
            Settings("PromptExecutionSettings", limit: null, systemPrompt: null),
            Settings("Connectors.OpenAI.OpenAIPromptExecutionSettings", "MaxTokens", "ChatSystemPrompt")),
        Clients = ImmutableArray.Create(
            Abstraction("ChatCompletion.IChatCompletionService"),
            Abstraction("TextGeneration.ITextGenerationService"),
            Abstraction("TextToImage.ITextToImageService"),
            Abstraction("TextToAudio.ITextToAudioService"),
            Abstraction("AudioToText.IAudioToTextService"),
            Abstraction("Embeddings.IEmbeddingGenerationService`2"),
            new ClientEntry { Type = Namespace + "Connectors.OpenAI.OpenAIChatCompletionService", AlwaysHasModel = true }),
        ClientSources = ImmutableArray.Create(
            new ClientSourceEntry
            {
                Type = Namespace + "Connectors.OpenAI.OpenAIChatCompletionService",
                Methods = ImmutableArray.Create(ClientSourceEntry.Constructor),
                Model = "modelId",
            },
            new ClientSourceEntry
            {
                Type = Namespace + "OpenAIKernelBuilderExtensions",
                Methods = ImmutableArray.Create("AddOpenAIChatCompletion"),
                Model = "modelId",
                Inner = "builder",
            },
            // Which of its models a kernel gives out as a service depends on the service, so GetRequiredService is no row.
            new ClientSourceEntry { Type = Namespace + "KernelExtensions", Methods = ImmutableArray.Create("Build"), Inner = "builder" }),
        Messages = ImmutableArray.Create(
            new MessageEntry
            {
                Type = Namespace + "ChatCompletion.ChatHistory",
                Methods = ImmutableArray.Create(ClientSourceEntry.Constructor, "AddSystemMessage", "AddDeveloperMessage", "AddUserMessage"),
                Texts = ImmutableArray.Create("systemMessage", "message", "messages", "content", "contentItems"),
            },
            Message("ChatMessageContent", "content", "items", "Content", "Items"),
            Message("TextContent", "text", "Text")),
        ContentSwitches = ImmutableArray.Create(
            new ContentSwitchEntry { Name = "Microsoft.SemanticKernel.Experimental.GenAI.EnableOTelDiagnosticsSensitive" },
            new ContentSwitchEntry { Name = "SEMANTICKERNEL_EXPERIMENTAL_GENAI_ENABLE_OTEL_DIAGNOSTICS_SENSITIVE", Value = "true" }),
    };

    private static CallEntry Call(string type, LlmOperation operation, string? client, string prompt, params string[] methods) => new()
    {
        Type = Namespace + type,
        Methods = methods.ToImmutableArray(),
        Operation = operation,
        Prompts = ImmutableArray.Create(prompt),
        Options = "executionSettings",
        Client = client,
    };

    // Settings of any connector travel in ExtensionData: a limit, a model, a tag.
    private static OptionsEntry Settings(string type, string? limit, string? systemPrompt) => new()
    {
        Type = Namespace + type,
        Model = "ModelId",
        Limit = limit,
        Prompts = systemPrompt is null ? ImmutableArray<string>.Empty : ImmutableArray.Create(systemPrompt),
        Tags = "ExtensionData",
        Opaque = ImmutableArray.Create("ExtensionData"),
        Copies = ImmutableArray.Create("Clone"),
    };

    private static ClientEntry Abstraction(string type) => new() { Type = Namespace + type, IsAbstraction = true };

    private static MessageEntry Message(string type, params string[] texts) => new()
    {
        Type = Namespace + type, Methods = ImmutableArray.Create(ClientSourceEntry.Constructor), Texts = texts.ToImmutableArray(),
    };
}
