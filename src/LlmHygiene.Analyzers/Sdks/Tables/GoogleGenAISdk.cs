using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks.Rows;

namespace LlmHygiene.Analyzers.Sdks.Tables;

/// <summary>The official Google Gen AI SDK: the model is a parameter of each call, or of the connection of a live session.</summary>
internal static class GoogleGenAISdk
{
    private const string Namespace = "Google.GenAI.";
    private const string Types = "Google.GenAI.Types.";

    public static readonly SdkTable Table = new()
    {
        Name = "Google.GenAI",
        DefaultLimit = "the model's own maximum",
        // `models/gemini-2.5-pro`
        PrefixesModels = true,
        SendsAsWritten = true,
        Assemblies = ImmutableArray.Create("Google.GenAI"),
        Calls = ImmutableArray.Create(
            Call(LlmOperation.Chat, "contents", "GenerateContentAsync", "GenerateContentStreamAsync"),
            Call(LlmOperation.Image, "prompt", "GenerateImagesAsync", "EditImageAsync"),
            Call(LlmOperation.Image, null, "UpscaleImageAsync"),
            Call(LlmOperation.Video, "prompt", "GenerateVideosAsync"),
            Call(LlmOperation.Embeddings, null, "EmbedContentAsync"),
            new CallRow
            {
                Type = Namespace + "AsyncSession",
                Methods = ImmutableArray.Create("SendClientContentAsync"),
                Operation = LlmOperation.Realtime,
                Prompts = ImmutableArray.Create("clientContent"),
            }
        ),
        Options = ImmutableArray.Create(
            new OptionsRow
            {
                Type = Types + "GenerateContentConfig",
                Limit = "MaxOutputTokens",
                Tags = "Labels",
                Prompts = ImmutableArray.Create("SystemInstruction"),
                Parameters = ParameterMember
                    .Sampling(
                        "Temperature",
                        "TopP",
                        "TopK",
                        "PresencePenalty",
                        "FrequencyPenalty",
                        "Seed",
                        "StopSequences",
                        "ResponseLogprobs"
                    )
                    .Add(new ParameterMember("Tools", RequestParameter.Tools))
                    .Add(ParameterMember.Effort("ThinkingConfig", "ThinkingLevel")),
            },
            new OptionsRow { Type = Types + "GenerateImagesConfig", Tags = "Labels" },
            new OptionsRow { Type = Types + "UpscaleImageConfig", Tags = "Labels" },
            new OptionsRow { Type = Types + "EditImageConfig", Tags = "Labels" },
            new OptionsRow { Type = Types + "GenerateVideosConfig", Tags = "Labels" },
            new OptionsRow { Type = Types + "EmbedContentConfig" }
        ),
        Clients = ImmutableArray.Create(
            new ClientRow { Type = Namespace + "Models" },
            new ClientRow { Type = Namespace + "AsyncSession", AlwaysHasModel = true }
        ),
        ClientSources = ImmutableArray.Create(
            new ClientSourceRow
            {
                Type = Namespace + "Live",
                Methods = ImmutableArray.Create("ConnectAsync"),
                Model = "model",
            },
            // 0.x and 1.x keep the adapter in different namespaces.
            Adapter(Namespace + "GoogleGenAIExtensions"),
            Adapter("Microsoft.Extensions.AI.GoogleGenAIExtensions")
        ),
        Contents = ImmutableArray.Create(Content("Blob"), Content("FileData")),
        Messages = ImmutableArray.Create(
            Message("Content", "Parts"),
            Message("Part", "Text"),
            Message("LiveSendClientContentParameters", "Turns")
        ),
    };

    private static CallRow Call(LlmOperation operation, string? prompt, params string[] methods) =>
        new()
        {
            Type = Namespace + "Models",
            Methods = methods.ToImmutableArray(),
            Operation = operation,
            Prompts = prompt is null ? ImmutableArray<string>.Empty : ImmutableArray.Create(prompt),
            Options = "config",
            Model = "model",
        };

    private static ClientSourceRow Adapter(string type) =>
        new()
        {
            Type = type,
            Methods = ImmutableArray.Create("AsIChatClient", "AsIEmbeddingGenerator"),
            Model = "defaultModelId",
        };

    private static ContentRow Content(string type) =>
        new()
        {
            Type = Types + type,
            Methods = ImmutableArray.Create(ClientSourceRow.Constructor),
            MediaType = "MimeType",
        };

    private static MessageRow Message(string type, params string[] texts) =>
        new()
        {
            Type = Types + type,
            Methods = ImmutableArray.Create(ClientSourceRow.Constructor),
            Texts = texts.ToImmutableArray(),
        };
}
