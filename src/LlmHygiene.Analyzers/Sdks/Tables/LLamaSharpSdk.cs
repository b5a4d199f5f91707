using System.Collections.Immutable;
using LlmHygiene.Analyzers.Sdks.Rows;

namespace LlmHygiene.Analyzers.Sdks.Tables;

/// <summary>LLamaSharp: the model is a local file, without which no executor can be created.</summary>
internal static class LLamaSharpSdk
{
    private static readonly ImmutableArray<string> s_inference = ImmutableArray.Create("text", "prompt", "message", "history");

    public static readonly SdkTable Table = new()
    {
        Name = "LLamaSharp",
        DefaultLimit = "the model's stop token (MaxTokens is -1)",
        Assemblies = ImmutableArray.Create("LLamaSharp"),
        Calls = ImmutableArray.Create(
            Infer("LLama.Abstractions.ILLamaExecutor"),
            Infer("LLama.StatefulExecutorBase"),
            Infer("LLama.StatelessExecutor"),
            Call("LLama.ChatSession", LlmOperation.Chat, "ChatAsync", "RegenerateAssistantMessageAsync"),
            new CallRow
            {
                Type = "LLama.LLamaEmbedder",
                Methods = ImmutableArray.Create("GetEmbeddings"),
                Operation = LlmOperation.Embeddings,
            }
        ),
        Options = ImmutableArray.Create(new OptionsRow { Type = "LLama.Common.InferenceParams", Limit = "MaxTokens" }),
        Clients = ImmutableArray.Create(
            Client("LLama.Abstractions.ILLamaExecutor"),
            Client("LLama.StatefulExecutorBase"),
            Client("LLama.StatelessExecutor"),
            Client("LLama.ChatSession"),
            Client("LLama.LLamaEmbedder")
        ),
        ClientSources = ImmutableArray.Create(
            new ClientSourceRow
            {
                Type = "LLama.Abstractions.LLamaExecutorExtensions",
                Methods = ImmutableArray.Create("AsChatClient"),
                Inner = "executor",
            }
        ),
        Messages = ImmutableArray.Create(
            new MessageRow
            {
                Type = "LLama.Common.ChatHistory",
                Methods = ImmutableArray.Create("AddMessage"),
                Texts = ImmutableArray.Create("content"),
            },
            new MessageRow
            {
                Type = "LLama.Common.ChatHistory+Message",
                Methods = ImmutableArray.Create(ClientSourceRow.Constructor),
                Texts = ImmutableArray.Create("content"),
            }
        ),
    };

    private static CallRow Infer(string type) => Call(type, LlmOperation.Text, "InferAsync");

    private static CallRow Call(string type, LlmOperation operation, params string[] methods) =>
        new()
        {
            Type = type,
            Methods = methods.ToImmutableArray(),
            Operation = operation,
            Prompts = s_inference,
            Options = "inferenceParams",
            KeepsState = true,
        };

    private static ClientRow Client(string type) =>
        new()
        {
            Type = type,
            AlwaysHasModel = true,
            IsAbstraction = true,
        };
}
