using System.Collections.Immutable;
using LlmHygiene.Analyzers.Sdks.Rows;

namespace LlmHygiene.Analyzers.Sdks.Tables;

/// <summary>OllamaSharp 3.0, whose asynchronous methods did not yet have the suffix Async.</summary>
internal static class OllamaSharpEarlierSdk
{
    public static readonly SdkTable Table = new()
    {
        Name = "OllamaSharp",
        DefaultLimit = "the model's stop token (num_predict is -1)",
        Assemblies = ImmutableArray.Create("OllamaSharp"),
        Calls = ImmutableArray.Create(
            new CallRow
            {
                Type = "OllamaSharp.IOllamaApiClient",
                Methods = ImmutableArray.Create("Chat"),
                Operation = LlmOperation.Chat,
                Options = "chatRequest",
            },
            new CallRow
            {
                Type = "OllamaSharp.IOllamaApiClient",
                Methods = ImmutableArray.Create("Generate"),
                Operation = LlmOperation.Text,
                Options = "request",
            },
            new CallRow
            {
                Type = "OllamaSharp.IOllamaApiClient",
                Methods = ImmutableArray.Create("Embed"),
                Operation = LlmOperation.Embeddings,
                Options = "request",
            },
            new CallRow
            {
                Type = "OllamaSharp.Chat",
                Methods = ImmutableArray.Create("Send", "SendAs"),
                Operation = LlmOperation.Chat,
                Prompts = ImmutableArray.Create("message"),
            }
        ),
    };
}
