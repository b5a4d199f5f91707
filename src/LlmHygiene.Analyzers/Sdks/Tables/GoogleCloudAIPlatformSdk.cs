using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks.Rows;

namespace LlmHygiene.Analyzers.Sdks.Tables;

/// <summary>
/// Google.Cloud.AIPlatform.V1, the gRPC client of Vertex AI. The request states the model. Predict and RawPredict are left out: they also
/// run models that are no language models, and what they send is of no fixed form.
/// </summary>
internal static class GoogleCloudAIPlatformSdk
{
    private static readonly string[] s_versions = ["Google.Cloud.AIPlatform.V1", "Google.Cloud.AIPlatform.V1Beta1"];

    public static readonly SdkTable Table = new()
    {
        Name = "Google.Cloud.AIPlatform",
        DefaultLimit = "the model's own maximum",
        // `projects/p/locations/l/publishers/google/models/gemini-2.5-pro`
        PrefixesModels = true,
        SendsAsWritten = true,
        Since = HygieneLevel.V0_2,
        Assemblies = s_versions.ToImmutableArray(),
        Calls = Each(
            Call(LlmOperation.Chat, "contents", "GenerateContent", "GenerateContentAsync", "StreamGenerateContent"),
            Call(LlmOperation.Embeddings, "content", "EmbedContent", "EmbedContentAsync")
        ),
        Options = Each<OptionsRow>(
            space =>
                new()
                {
                    Type = space + "GenerateContentRequest",
                    Model = "Model",
                    LimitIn = space + "GenerationConfig",
                    Inner = ImmutableArray.Create("GenerationConfig"),
                    Tags = "Labels",
                    Prompts = ImmutableArray.Create("SystemInstruction", "Contents"),
                    Parameters = ImmutableArray.Create(new ParameterMember("Tools", RequestParameter.Tools)),
                    Copies = ImmutableArray.Create("Clone"),
                },
            space =>
                new()
                {
                    Type = space + "GenerationConfig",
                    Limit = "MaxOutputTokens",
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
                        .Add(ParameterMember.Effort("ThinkingConfig", "ThinkingLevel")),
                },
            space => new() { Type = space + "EmbedContentRequest", Model = "Model" }
        ),
        Clients = Each<ClientRow>(space => new() { Type = space + "PredictionServiceClient", IsAbstraction = true }),
        ClientSources = Each<ClientSourceRow>(
            space => new() { Type = space + "PredictionServiceClient", Methods = ImmutableArray.Create("Create", "CreateAsync") },
            space => new() { Type = space + "PredictionServiceClientBuilder", Methods = ImmutableArray.Create("Build", "BuildAsync") }
        ),
        Contents = Each(Content("Blob"), Content("FileData")),
        Messages = Each(Message("Content", "Parts"), Message("Part", "Text")),
    };

    private static ImmutableArray<T> Each<T>(params Func<string, T>[] rows) =>
        s_versions.SelectMany(version => rows.Select(row => row(version + "."))).ToImmutableArray();

    private static Func<string, CallRow> Call(LlmOperation operation, string prompt, params string[] methods) =>
        space =>
            new()
            {
                Type = space + "PredictionServiceClient",
                Methods = methods.ToImmutableArray(),
                Operation = operation,
                Prompts = operation == LlmOperation.Embeddings ? ImmutableArray<string>.Empty : ImmutableArray.Create(prompt),
                Options = "request",
                Model = "model",
            };

    private static Func<string, ContentRow> Content(string type) =>
        space =>
            new()
            {
                Type = space + type,
                Methods = ImmutableArray.Create(ClientSourceRow.Constructor),
                MediaType = "MimeType",
            };

    private static Func<string, MessageRow> Message(string type, string text) =>
        space =>
            new()
            {
                Type = space + type,
                Methods = ImmutableArray.Create(ClientSourceRow.Constructor),
                Texts = ImmutableArray.Create(text),
            };
}
