using System.Collections.Immutable;

namespace LlmHygiene.Analyzers.Sdks;

/// <summary>The official Google Gen AI SDK: the model is a parameter of each call, or of the connection of a live session.</summary>
internal static class GoogleGenAISdk
{
    private const string Namespace = "Google.GenAI.";
    private const string Types = "Google.GenAI.Types.";

    public static readonly SdkTable Table = new()
    {
        Name = "Google.GenAI",
        DefaultLimit = "the model's own maximum",
        Assemblies = ImmutableArray.Create("Google.GenAI"),
        Calls = ImmutableArray.Create(
            Call(LlmOperation.Chat, "contents", "GenerateContentAsync", "GenerateContentStreamAsync"),
            Call(LlmOperation.Image, "prompt", "GenerateImagesAsync", "EditImageAsync"),
            Call(LlmOperation.Image, null, "UpscaleImageAsync"),
            Call(LlmOperation.Video, "prompt", "GenerateVideosAsync"),
            Call(LlmOperation.Embeddings, null, "EmbedContentAsync"),
            new CallEntry
            {
                Type = Namespace + "AsyncSession",
                Methods = ImmutableArray.Create("SendClientContentAsync"),
                Operation = LlmOperation.Realtime,
                Prompts = ImmutableArray.Create("clientContent"),
            }),
        Options = ImmutableArray.Create(
            new OptionsEntry
            {
                Type = Types + "GenerateContentConfig",
                Limit = "MaxOutputTokens",
                Tags = "Labels",
                Prompts = ImmutableArray.Create("SystemInstruction"),
            },
            new OptionsEntry { Type = Types + "GenerateImagesConfig", Tags = "Labels" },
            new OptionsEntry { Type = Types + "UpscaleImageConfig", Tags = "Labels" },
            new OptionsEntry { Type = Types + "EditImageConfig", Tags = "Labels" },
            new OptionsEntry { Type = Types + "GenerateVideosConfig", Tags = "Labels" },
            new OptionsEntry { Type = Types + "EmbedContentConfig" }),
        Clients = ImmutableArray.Create(
            new ClientEntry { Type = Namespace + "Models" },
            new ClientEntry { Type = Namespace + "AsyncSession", AlwaysHasModel = true }),
        ClientSources = ImmutableArray.Create(
            new ClientSourceEntry { Type = Namespace + "Live", Methods = ImmutableArray.Create("ConnectAsync"), Model = "model" },
            // 0.x and 1.x keep the adapter in different namespaces.
            Adapter(Namespace + "GoogleGenAIExtensions"),
            Adapter("Microsoft.Extensions.AI.GoogleGenAIExtensions")),
        Messages = ImmutableArray.Create(
            Message("Content", "Parts"),
            Message("Part", "Text"),
            Message("LiveSendClientContentParameters", "Turns")),
    };

    private static CallEntry Call(LlmOperation operation, string? prompt, params string[] methods) => new()
    {
        Type = Namespace + "Models",
        Methods = methods.ToImmutableArray(),
        Operation = operation,
        Prompts = prompt is null ? ImmutableArray<string>.Empty : ImmutableArray.Create(prompt),
        Options = "config",
        Model = "model",
    };

    private static ClientSourceEntry Adapter(string type) => new()
    {
        Type = type, Methods = ImmutableArray.Create("AsIChatClient", "AsIEmbeddingGenerator"), Model = "defaultModelId",
    };

    private static MessageEntry Message(string type, params string[] texts) => new()
    {
        Type = Types + type, Methods = ImmutableArray.Create(ClientSourceEntry.Constructor), Texts = texts.ToImmutableArray(),
    };
}
