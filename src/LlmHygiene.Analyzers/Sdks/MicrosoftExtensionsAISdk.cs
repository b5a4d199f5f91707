using System.Collections.Immutable;

namespace LlmHygiene.Analyzers.Sdks;

/// <summary>Microsoft.Extensions.AI, with its adapter for the OpenAI SDK.</summary>
internal static class MicrosoftExtensionsAISdk
{
    private const string Namespace = "Microsoft.Extensions.AI.";

    public static readonly SdkTable Table = new()
    {
        Name = "Microsoft.Extensions.AI",
        Assemblies = ImmutableArray.Create("Microsoft.Extensions.AI.Abstractions", "Microsoft.Extensions.AI", "Microsoft.Extensions.AI.OpenAI"),
        Calls = ImmutableArray.Create(
            Chat("IChatClient", client: null, "messages"),
            Chat("ChatClientExtensions", client: "client", "chatMessage"),
            Chat("ChatClientStructuredOutputExtensions", client: "chatClient", "messages", "chatMessage"),
            Embeddings("IEmbeddingGenerator`2", client: null, "GenerateAsync"),
            Embeddings("EmbeddingGeneratorExtensions", client: "generator", "GenerateAsync", "GenerateVectorAsync", "GenerateAndZipAsync"),
            Image("IImageGenerator", client: null, "request", "GenerateAsync"),
            Image("ImageGeneratorExtensions", client: "generator", "prompt", "GenerateImagesAsync", "EditImagesAsync", "EditImageAsync"),
            Audio("ISpeechToTextClient", client: null, LlmOperation.Transcription, "GetTextAsync", "GetStreamingTextAsync"),
            Audio("SpeechToTextClientExtensions", client: "client", LlmOperation.Transcription, "GetTextAsync", "GetStreamingTextAsync"),
            Audio("ITextToSpeechClient", client: null, LlmOperation.Speech, "GetAudioAsync", "GetStreamingAudioAsync")),
        Options = ImmutableArray.Create(
            new OptionsEntry
            {
                Type = Namespace + "ChatOptions",
                Model = "ModelId",
                Limit = "MaxOutputTokens",
                Tags = "AdditionalProperties",
                Prompts = ImmutableArray.Create("Instructions"),
                Opaque = ImmutableArray.Create("RawRepresentationFactory"),
                Copies = ImmutableArray.Create("Clone"),
            },
            Options("EmbeddingGenerationOptions"),
            Options("ImageGenerationOptions"),
            Options("SpeechToTextOptions"),
            Options("TextToSpeechOptions")),
        Clients = ImmutableArray.Create(
            new ClientEntry { Type = Namespace + "IChatClient", IsAbstraction = true },
            new ClientEntry { Type = Namespace + "IEmbeddingGenerator`2", IsAbstraction = true },
            new ClientEntry { Type = Namespace + "IImageGenerator", IsAbstraction = true },
            new ClientEntry { Type = Namespace + "ISpeechToTextClient", IsAbstraction = true },
            new ClientEntry { Type = Namespace + "ITextToSpeechClient", IsAbstraction = true }),
        ClientSources = ImmutableArray.Create(
            Source("OpenAIClientExtensions", "chatClient", "AsIChatClient"),
            Source("OpenAIClientExtensions", "responseClient", "AsIChatClient", model: "defaultModelId"),
            Source("OpenAIClientExtensions", "embeddingClient", "AsIEmbeddingGenerator"),
            Source("ChatClientBuilderChatClientExtensions", "innerClient", "AsBuilder"),
            Source("ChatClientBuilder", "innerClient", ClientSourceEntry.Constructor),
            Source("ChatClientBuilder", ClientSourceEntry.Receiver, "Build"),
            Configure("ConfigureOptionsChatClientBuilderExtensions", "builder", "ConfigureOptions"),
            Configure("ConfigureOptionsChatClient", "innerClient", ClientSourceEntry.Constructor),
            Source("OpenTelemetryChatClientBuilderExtensions", "builder", "UseOpenTelemetry"),
            Source("LoggingChatClientBuilderExtensions", "builder", "UseLogging"),
            Source("FunctionInvokingChatClientBuilderExtensions", "builder", "UseFunctionInvocation"),
            Source("DistributedCachingChatClientBuilderExtensions", "builder", "UseDistributedCache"),
            Source("ReducingChatClientBuilderExtensions", "builder", "UseChatReducer"),
            Source("OpenTelemetryChatClient", "innerClient", ClientSourceEntry.Constructor),
            Source("LoggingChatClient", "innerClient", ClientSourceEntry.Constructor),
            Source("FunctionInvokingChatClient", "innerClient", ClientSourceEntry.Constructor),
            Source("DistributedCachingChatClient", "innerClient", ClientSourceEntry.Constructor),
            Source("ReducingChatClient", "innerClient", ClientSourceEntry.Constructor),
            Source("EmbeddingGeneratorBuilderEmbeddingGeneratorExtensions", "innerGenerator", "AsBuilder"),
            Source("EmbeddingGeneratorBuilder`2", "innerGenerator", ClientSourceEntry.Constructor),
            Source("EmbeddingGeneratorBuilder`2", ClientSourceEntry.Receiver, "Build"),
            Configure("ConfigureOptionsEmbeddingGeneratorBuilderExtensions", "builder", "ConfigureOptions"),
            Configure("ConfigureOptionsEmbeddingGenerator`2", "innerGenerator", ClientSourceEntry.Constructor),
            Source("OpenTelemetryEmbeddingGeneratorBuilderExtensions", "builder", "UseOpenTelemetry"),
            Source("LoggingEmbeddingGeneratorBuilderExtensions", "builder", "UseLogging"),
            Source("DistributedCachingEmbeddingGeneratorBuilderExtensions", "builder", "UseDistributedCache"),
            Source("OpenAIClientExtensions", "imageClient", "AsIImageGenerator"),
            Source("ImageGeneratorBuilderImageGeneratorExtensions", "innerGenerator", "AsBuilder"),
            Source("ImageGeneratorBuilder", "innerGenerator", ClientSourceEntry.Constructor),
            Source("ImageGeneratorBuilder", ClientSourceEntry.Receiver, "Build"),
            Configure("ConfigureOptionsImageGeneratorBuilderExtensions", "builder", "ConfigureOptions"),
            Configure("ConfigureOptionsImageGenerator", "innerGenerator", ClientSourceEntry.Constructor),
            Source("OpenTelemetryImageGeneratorBuilderExtensions", "builder", "UseOpenTelemetry"),
            Source("LoggingImageGeneratorBuilderExtensions", "builder", "UseLogging"),
            Source("OpenAIClientExtensions", "audioClient", "AsISpeechToTextClient"),
            Source("SpeechToTextClientBuilderSpeechToTextClientExtensions", "innerClient", "AsBuilder"),
            Source("SpeechToTextClientBuilder", "innerClient", ClientSourceEntry.Constructor),
            Source("SpeechToTextClientBuilder", ClientSourceEntry.Receiver, "Build"),
            Configure("ConfigureOptionsSpeechToTextClientBuilderExtensions", "builder", "ConfigureOptions"),
            Configure("ConfigureOptionsSpeechToTextClient", "innerClient", ClientSourceEntry.Constructor),
            Source("OpenTelemetrySpeechToTextClientBuilderExtensions", "builder", "UseOpenTelemetry"),
            Source("LoggingSpeechToTextClientBuilderExtensions", "builder", "UseLogging"),
            Source("OpenAIClientExtensions", "audioClient", "AsITextToSpeechClient"),
            Source("TextToSpeechClientBuilderTextToSpeechClientExtensions", "innerClient", "AsBuilder"),
            Source("TextToSpeechClientBuilder", "innerClient", ClientSourceEntry.Constructor),
            Source("TextToSpeechClientBuilder", ClientSourceEntry.Receiver, "Build"),
            Configure("ConfigureOptionsTextToSpeechClientBuilderExtensions", "builder", "ConfigureOptions"),
            Configure("ConfigureOptionsTextToSpeechClient", "innerClient", ClientSourceEntry.Constructor),
            Source("OpenTelemetryTextToSpeechClientBuilderExtensions", "builder", "UseOpenTelemetry"),
            Source("LoggingTextToSpeechClientBuilderExtensions", "builder", "UseLogging")),
        Messages = ImmutableArray.Create(
            Message("ChatMessage", "content", "contents"),
            Message("ImageGenerationRequest", "prompt", "Prompt"),
            Message("TextContent", "text")),
    };

    private static CallEntry Chat(string type, string? client, params string[] prompts) => new()
    {
        Type = Namespace + type,
        Methods = type == "ChatClientStructuredOutputExtensions"
            ? ImmutableArray.Create("GetResponseAsync")
            : ImmutableArray.Create("GetResponseAsync", "GetStreamingResponseAsync"),
        Operation = LlmOperation.Chat,
        Prompts = prompts.ToImmutableArray(),
        Options = "options",
        Client = client,
    };

    private static CallEntry Embeddings(string type, string? client, params string[] methods) => new()
    {
        Type = Namespace + type,
        Methods = methods.ToImmutableArray(),
        Operation = LlmOperation.Embeddings,
        Options = "options",
        Client = client,
    };

    private static CallEntry Image(string type, string? client, string prompt, params string[] methods) => new()
    {
        Type = Namespace + type,
        Methods = methods.ToImmutableArray(),
        Operation = LlmOperation.Image,
        Prompts = ImmutableArray.Create(prompt),
        Options = "options",
        Client = client,
    };

    private static CallEntry Audio(string type, string? client, LlmOperation operation, params string[] methods) => new()
    {
        Type = Namespace + type, Methods = methods.ToImmutableArray(), Operation = operation, Options = "options", Client = client,
    };

    private static OptionsEntry Options(string type) => new()
    {
        Type = Namespace + type,
        Model = "ModelId",
        Tags = "AdditionalProperties",
        Opaque = ImmutableArray.Create("RawRepresentationFactory"),
        Copies = ImmutableArray.Create("Clone"),
    };

    private static ClientSourceEntry Source(string type, string inner, string method, string? model = null) => new()
    {
        Type = Namespace + type, Methods = ImmutableArray.Create(method), Inner = inner, Model = model,
    };

    private static ClientSourceEntry Configure(string type, string inner, string method) => new()
    {
        Type = Namespace + type, Methods = ImmutableArray.Create(method), Inner = inner, ConfigureOptions = "configure",
    };

    private static MessageEntry Message(string type, params string[] texts) => new()
    {
        Type = Namespace + type, Methods = ImmutableArray.Create(ClientSourceEntry.Constructor), Texts = texts.ToImmutableArray(),
    };
}
