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
            Embeddings("EmbeddingGeneratorExtensions", client: "generator", "GenerateAsync", "GenerateVectorAsync", "GenerateAndZipAsync")),
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
            new OptionsEntry
            {
                Type = Namespace + "EmbeddingGenerationOptions",
                Model = "ModelId",
                Tags = "AdditionalProperties",
                Opaque = ImmutableArray.Create("RawRepresentationFactory"),
                Copies = ImmutableArray.Create("Clone"),
            }),
        Clients = ImmutableArray.Create(
            new ClientEntry { Type = Namespace + "IChatClient", IsAbstraction = true },
            new ClientEntry { Type = Namespace + "IEmbeddingGenerator`2", IsAbstraction = true }),
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
            Source("DistributedCachingEmbeddingGeneratorBuilderExtensions", "builder", "UseDistributedCache")),
        Messages = ImmutableArray.Create(
            Message("ChatMessage", "content", "contents"),
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
