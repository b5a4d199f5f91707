using System.Collections.Immutable;
using LlmHygiene.Analyzers.Sdks.Rows;

namespace LlmHygiene.Analyzers.Sdks.Tables;

/// <summary>Microsoft.Extensions.AI, with its adapter for the OpenAI SDK.</summary>
internal static class MicrosoftExtensionsAISdk
{
    private const string Namespace = "Microsoft.Extensions.AI.";

    public static readonly SdkTable Table = new()
    {
        Name = "Microsoft.Extensions.AI",
        Assemblies = ImmutableArray.Create(
            "Microsoft.Extensions.AI.Abstractions",
            "Microsoft.Extensions.AI",
            "Microsoft.Extensions.AI.OpenAI"
        ),
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
            Audio("ITextToSpeechClient", client: null, LlmOperation.Speech, "GetAudioAsync", "GetStreamingAudioAsync")
        ),
        Options = ImmutableArray.Create(
            new OptionsRow
            {
                Type = Namespace + "ChatOptions",
                Model = "ModelId",
                Limit = "MaxOutputTokens",
                Tags = "AdditionalProperties",
                TagsStayLocal = true,
                Prompts = ImmutableArray.Create("Instructions"),
                Opaque = ImmutableArray.Create("RawRepresentationFactory"),
                Copies = ImmutableArray.Create("Clone"),
            },
            Options("EmbeddingGenerationOptions"),
            Options("ImageGenerationOptions"),
            Options("SpeechToTextOptions"),
            Options("TextToSpeechOptions")
        ),
        Clients = ImmutableArray.Create(
            new ClientRow { Type = Namespace + "IChatClient", IsAbstraction = true },
            new ClientRow { Type = Namespace + "IEmbeddingGenerator`2", IsAbstraction = true },
            new ClientRow { Type = Namespace + "IImageGenerator", IsAbstraction = true },
            new ClientRow { Type = Namespace + "ISpeechToTextClient", IsAbstraction = true },
            new ClientRow { Type = Namespace + "ITextToSpeechClient", IsAbstraction = true }
        ),
        ClientSources = ImmutableArray.Create(
            Source("OpenAIClientExtensions", "chatClient", "AsIChatClient"),
            Source("OpenAIClientExtensions", "responseClient", "AsIChatClient", model: "defaultModelId"),
            Source("OpenAIClientExtensions", "embeddingClient", "AsIEmbeddingGenerator"),
            Source("ChatClientBuilderChatClientExtensions", "innerClient", "AsBuilder"),
            Source("ChatClientBuilder", "innerClient", ClientSourceRow.Constructor),
            Source("ChatClientBuilder", ClientSourceRow.Receiver, "Build"),
            Configure("ConfigureOptionsChatClientBuilderExtensions", "builder", "ConfigureOptions"),
            Configure("ConfigureOptionsChatClient", "innerClient", ClientSourceRow.Constructor),
            Telemetry("OpenTelemetryChatClientBuilderExtensions", "builder", "UseOpenTelemetry"),
            Logging("LoggingChatClientBuilderExtensions", "builder", "UseLogging"),
            Source("FunctionInvokingChatClientBuilderExtensions", "builder", "UseFunctionInvocation"),
            Source("DistributedCachingChatClientBuilderExtensions", "builder", "UseDistributedCache"),
            Source("ReducingChatClientBuilderExtensions", "builder", "UseChatReducer"),
            Telemetry("OpenTelemetryChatClient", "innerClient", ClientSourceRow.Constructor),
            Logging("LoggingChatClient", "innerClient", ClientSourceRow.Constructor),
            Source("FunctionInvokingChatClient", "innerClient", ClientSourceRow.Constructor),
            Source("DistributedCachingChatClient", "innerClient", ClientSourceRow.Constructor),
            Source("ReducingChatClient", "innerClient", ClientSourceRow.Constructor),
            Source("EmbeddingGeneratorBuilderEmbeddingGeneratorExtensions", "innerGenerator", "AsBuilder"),
            Source("EmbeddingGeneratorBuilder`2", "innerGenerator", ClientSourceRow.Constructor),
            Source("EmbeddingGeneratorBuilder`2", ClientSourceRow.Receiver, "Build"),
            Configure("ConfigureOptionsEmbeddingGeneratorBuilderExtensions", "builder", "ConfigureOptions"),
            Configure("ConfigureOptionsEmbeddingGenerator`2", "innerGenerator", ClientSourceRow.Constructor),
            Telemetry("OpenTelemetryEmbeddingGeneratorBuilderExtensions", "builder", "UseOpenTelemetry"),
            Logging("LoggingEmbeddingGeneratorBuilderExtensions", "builder", "UseLogging"),
            Source("DistributedCachingEmbeddingGeneratorBuilderExtensions", "builder", "UseDistributedCache"),
            Source("OpenAIClientExtensions", "imageClient", "AsIImageGenerator"),
            Source("ImageGeneratorBuilderImageGeneratorExtensions", "innerGenerator", "AsBuilder"),
            Source("ImageGeneratorBuilder", "innerGenerator", ClientSourceRow.Constructor),
            Source("ImageGeneratorBuilder", ClientSourceRow.Receiver, "Build"),
            Configure("ConfigureOptionsImageGeneratorBuilderExtensions", "builder", "ConfigureOptions"),
            Configure("ConfigureOptionsImageGenerator", "innerGenerator", ClientSourceRow.Constructor),
            Telemetry("OpenTelemetryImageGeneratorBuilderExtensions", "builder", "UseOpenTelemetry"),
            Logging("LoggingImageGeneratorBuilderExtensions", "builder", "UseLogging"),
            Source("OpenAIClientExtensions", "audioClient", "AsISpeechToTextClient"),
            Source("SpeechToTextClientBuilderSpeechToTextClientExtensions", "innerClient", "AsBuilder"),
            Source("SpeechToTextClientBuilder", "innerClient", ClientSourceRow.Constructor),
            Source("SpeechToTextClientBuilder", ClientSourceRow.Receiver, "Build"),
            Configure("ConfigureOptionsSpeechToTextClientBuilderExtensions", "builder", "ConfigureOptions"),
            Configure("ConfigureOptionsSpeechToTextClient", "innerClient", ClientSourceRow.Constructor),
            Telemetry("OpenTelemetrySpeechToTextClientBuilderExtensions", "builder", "UseOpenTelemetry"),
            Logging("LoggingSpeechToTextClientBuilderExtensions", "builder", "UseLogging"),
            Source("OpenAIClientExtensions", "audioClient", "AsITextToSpeechClient"),
            Source("TextToSpeechClientBuilderTextToSpeechClientExtensions", "innerClient", "AsBuilder"),
            Source("TextToSpeechClientBuilder", "innerClient", ClientSourceRow.Constructor),
            Source("TextToSpeechClientBuilder", ClientSourceRow.Receiver, "Build"),
            Configure("ConfigureOptionsTextToSpeechClientBuilderExtensions", "builder", "ConfigureOptions"),
            Configure("ConfigureOptionsTextToSpeechClient", "innerClient", ClientSourceRow.Constructor),
            Telemetry("OpenTelemetryTextToSpeechClientBuilderExtensions", "builder", "UseOpenTelemetry"),
            Logging("LoggingTextToSpeechClientBuilderExtensions", "builder", "UseLogging")
        ),
        Messages = ImmutableArray.Create(
            Message("ChatMessage", "content", "contents"),
            Message("ImageGenerationRequest", "prompt", "Prompt"),
            Message("TextContent", "text")
        ),
        Pipelines = ImmutableArray.Create(
            Pipeline("ChatClientBuilder", "IChatClient"),
            Pipeline("EmbeddingGeneratorBuilder`2", "IEmbeddingGenerator`2"),
            Pipeline("ImageGeneratorBuilder", "IImageGenerator"),
            Pipeline("SpeechToTextClientBuilder", "ISpeechToTextClient"),
            Pipeline("TextToSpeechClientBuilder", "ITextToSpeechClient"),
            Registration("ChatClientBuilder", "IChatClient", "innerClient", "AddChatClient", "AddKeyedChatClient"),
            Registration(
                "EmbeddingGeneratorBuilder",
                "IEmbeddingGenerator`2",
                "innerGenerator",
                "AddEmbeddingGenerator",
                "AddKeyedEmbeddingGenerator"
            ),
            Registration("ImageGeneratorBuilder", "IImageGenerator", "innerGenerator", "AddImageGenerator"),
            Registration("SpeechToTextClientBuilder", "ISpeechToTextClient", "innerClient", "AddSpeechToTextClient"),
            Registration("TextToSpeechClientBuilder", "ITextToSpeechClient", "innerClient", "AddTextToSpeechClient")
        ),
        ContentSwitches = ImmutableArray.Create(
            ContentMember("OpenTelemetryChatClient"),
            ContentMember("OpenTelemetryEmbeddingGenerator`2"),
            ContentMember("OpenTelemetryImageGenerator"),
            ContentMember("OpenTelemetrySpeechToTextClient"),
            ContentMember("OpenTelemetryTextToSpeechClient"),
            new ContentSwitchRow { Name = CaptureContentVariable, Value = "true" }
        ),
    };

    /// <summary>The environment variable that this library and this project's own runtime read.</summary>
    public const string CaptureContentVariable = "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT";

    /// <summary>The property of telemetry clients that puts message content and additional properties on their spans.</summary>
    public const string EnableSensitiveData = "EnableSensitiveData";

    private static CallRow Chat(string type, string? client, params string[] prompts) =>
        new()
        {
            Type = Namespace + type,
            Methods =
                type == "ChatClientStructuredOutputExtensions"
                    ? ImmutableArray.Create("GetResponseAsync")
                    : ImmutableArray.Create("GetResponseAsync", "GetStreamingResponseAsync"),
            Operation = LlmOperation.Chat,
            Prompts = prompts.ToImmutableArray(),
            Options = "options",
            Client = client,
        };

    private static CallRow Embeddings(string type, string? client, params string[] methods) =>
        new()
        {
            Type = Namespace + type,
            Methods = methods.ToImmutableArray(),
            Operation = LlmOperation.Embeddings,
            Options = "options",
            Client = client,
        };

    private static CallRow Image(string type, string? client, string prompt, params string[] methods) =>
        new()
        {
            Type = Namespace + type,
            Methods = methods.ToImmutableArray(),
            Operation = LlmOperation.Image,
            Prompts = ImmutableArray.Create(prompt),
            Options = "options",
            Client = client,
        };

    private static CallRow Audio(string type, string? client, LlmOperation operation, params string[] methods) =>
        new()
        {
            Type = Namespace + type,
            Methods = methods.ToImmutableArray(),
            Operation = operation,
            Options = "options",
            Client = client,
        };

    private static OptionsRow Options(string type) =>
        new()
        {
            Type = Namespace + type,
            Model = "ModelId",
            Tags = "AdditionalProperties",
            Opaque = ImmutableArray.Create("RawRepresentationFactory"),
            Copies = ImmutableArray.Create("Clone"),
        };

    private static ClientSourceRow Source(string type, string inner, string method, string? model = null) =>
        new()
        {
            Type = Namespace + type,
            Methods = ImmutableArray.Create(method),
            Inner = inner,
            Model = model,
        };

    private static ClientSourceRow Telemetry(string type, string inner, string method) =>
        new()
        {
            Type = Namespace + type,
            Methods = ImmutableArray.Create(method),
            Inner = inner,
            IsTelemetry = true,
        };

    private static ClientSourceRow Logging(string type, string inner, string method) =>
        new()
        {
            Type = Namespace + type,
            Methods = ImmutableArray.Create(method),
            Inner = inner,
            LogsOptions = true,
        };

    private static PipelineRow Pipeline(string builder, string service) =>
        new()
        {
            Type = Namespace + builder,
            Methods = ImmutableArray.Create("Build"),
            Service = Namespace + service,
        };

    private static PipelineRow Registration(string builder, string service, string inner, params string[] methods) =>
        new()
        {
            Type = "Microsoft.Extensions.DependencyInjection." + builder + "ServiceCollectionExtensions",
            Methods = methods.ToImmutableArray(),
            Service = Namespace + service,
            Inner = ImmutableArray.Create(inner, inner + "Factory"),
        };

    private static ContentSwitchRow ContentMember(string type) => new() { Type = Namespace + type, Name = EnableSensitiveData };

    private static ClientSourceRow Configure(string type, string inner, string method) =>
        new()
        {
            Type = Namespace + type,
            Methods = ImmutableArray.Create(method),
            Inner = inner,
            ConfigureOptions = "configure",
        };

    private static MessageRow Message(string type, params string[] texts) =>
        new()
        {
            Type = Namespace + type,
            Methods = ImmutableArray.Create(ClientSourceRow.Constructor),
            Texts = texts.ToImmutableArray(),
        };
}
