using System.Collections.Immutable;
using LlmHygiene.Analyzers.Sdks.Rows;

namespace LlmHygiene.Analyzers.Sdks.Tables;

/// <summary>The adapter that creates clients of Microsoft.Extensions.AI from those of the OpenAI SDK.</summary>
internal static class MicrosoftExtensionsAIOpenAISdk
{
    public static readonly SdkTable Table = new()
    {
        Name = "Microsoft.Extensions.AI.OpenAI",
        Provider = "openai",
        Assemblies = ImmutableArray.Create("Microsoft.Extensions.AI.OpenAI"),
        ClientSources = ImmutableArray.Create(
            Adapter("chatClient", "AsIChatClient"),
            Adapter("responseClient", "AsIChatClient", model: "defaultModelId"),
            Adapter("embeddingClient", "AsIEmbeddingGenerator"),
            Adapter("imageClient", "AsIImageGenerator"),
            Adapter("audioClient", "AsISpeechToTextClient"),
            Adapter("audioClient", "AsITextToSpeechClient")
        ),
    };

    private static ClientSourceRow Adapter(string inner, string method, string? model = null) =>
        new()
        {
            Type = "Microsoft.Extensions.AI.OpenAIClientExtensions",
            Methods = ImmutableArray.Create(method),
            Inner = inner,
            Model = model,
        };
}
