using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks.Rows;

namespace LlmHygiene.Analyzers.Sdks.Tables;

/// <summary>Mistral.SDK: the request is created with its model.</summary>
internal static class MistralSdk
{
    private const string Requests = "Mistral.SDK.DTOs.";

    public static readonly SdkTable Table = new()
    {
        Name = "Mistral.SDK",
        DefaultLimit = "the model's own maximum",
        SendsAsWritten = true,
        Assemblies = ImmutableArray.Create("Mistral.SDK"),
        Calls = ImmutableArray.Create(
            Call("Mistral.SDK.Completions.CompletionsEndpoint", LlmOperation.Chat, "GetCompletionAsync", "StreamCompletionAsync"),
            Call("Mistral.SDK.Embeddings.EmbeddingsEndpoint", LlmOperation.Embeddings, "GetEmbeddingsAsync")
        ),
        Options = ImmutableArray.Create(
            new OptionsRow
            {
                Type = Requests + "ChatCompletionRequest",
                Model = "Model",
                ModelParameter = "model",
                Limit = "MaxTokens",
                Prompts = ImmutableArray.Create("Messages", "messages"),
                Parameters = ParameterMember
                    .Sampling("Temperature", "TopP", "RandomSeed")
                    .Add(new ParameterMember("Tools", RequestParameter.Tools)),
            },
            new OptionsRow
            {
                Type = Requests + "EmbeddingRequest",
                Model = "Model",
                ModelParameter = "model",
            }
        ),
        Clients = ImmutableArray.Create(
            new ClientRow { Type = "Mistral.SDK.Completions.CompletionsEndpoint", IsAbstraction = true },
            new ClientRow { Type = "Mistral.SDK.Embeddings.EmbeddingsEndpoint", IsAbstraction = true }
        ),
        Messages = ImmutableArray.Create(
            new MessageRow
            {
                Type = Requests + "ChatMessage",
                Methods = ImmutableArray.Create(ClientSourceRow.Constructor),
                Texts = ImmutableArray.Create("content", "Content"),
            }
        ),
    };

    private static CallRow Call(string type, LlmOperation operation, params string[] methods) =>
        new()
        {
            Type = type,
            Methods = methods.ToImmutableArray(),
            Operation = operation,
            Options = "request",
        };
}
