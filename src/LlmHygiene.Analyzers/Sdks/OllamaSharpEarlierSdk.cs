using System.Collections.Immutable;

namespace LlmHygiene.Analyzers.Sdks;

/// <summary>OllamaSharp 3.0, whose asynchronous methods did not yet say so in their names.</summary>
internal static class OllamaSharpEarlierSdk
{
    public static readonly SdkTable Table = new()
    {
        Name = "OllamaSharp",
        DefaultLimit = "the model's own end (num_predict is -1)",
        Assemblies = ImmutableArray.Create("OllamaSharp"),
        Calls = ImmutableArray.Create(
            new CallEntry
            {
                Type = "OllamaSharp.IOllamaApiClient",
                Methods = ImmutableArray.Create("Chat"),
                Operation = LlmOperation.Chat,
                Options = "chatRequest",
            },
            new CallEntry
            {
                Type = "OllamaSharp.IOllamaApiClient",
                Methods = ImmutableArray.Create("Generate"),
                Operation = LlmOperation.Text,
                Options = "request",
            },
            new CallEntry
            {
                Type = "OllamaSharp.IOllamaApiClient",
                Methods = ImmutableArray.Create("Embed"),
                Operation = LlmOperation.Embeddings,
                Options = "request",
            },
            new CallEntry
            {
                Type = "OllamaSharp.Chat",
                Methods = ImmutableArray.Create("Send", "SendAs"),
                Operation = LlmOperation.Chat,
                Prompts = ImmutableArray.Create("message"),
            }),
    };
}
