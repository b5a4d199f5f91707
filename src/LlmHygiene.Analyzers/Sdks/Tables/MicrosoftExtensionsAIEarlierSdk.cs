using System.Collections.Immutable;
using LlmHygiene.Analyzers.Sdks.Rows;

namespace LlmHygiene.Analyzers.Sdks.Tables;

/// <summary>Microsoft.Extensions.AI from its first previews to 9.5, and adapters that are no longer published.</summary>
internal static class MicrosoftExtensionsAIEarlierSdk
{
    private const string Namespace = "Microsoft.Extensions.AI.";

    public static readonly SdkTable Table = new()
    {
        Name = "Microsoft.Extensions.AI",
        Assemblies = ImmutableArray.Create(
            "Microsoft.Extensions.AI.Abstractions",
            "Microsoft.Extensions.AI",
            "Microsoft.Extensions.AI.OpenAI",
            "Microsoft.Extensions.AI.AzureAIInference",
            "Microsoft.Extensions.AI.Ollama"
        ),
        Calls = ImmutableArray.Create(
            Chat("IChatClient", client: null, "chatMessages", "CompleteAsync", "CompleteStreamingAsync"),
            Chat("ChatClientExtensions", "client", "chatMessage", "CompleteAsync", "CompleteStreamingAsync"),
            Chat("ChatClientStructuredOutputExtensions", "chatClient", "chatMessage", "CompleteAsync"),
            new CallRow
            {
                Type = Namespace + "EmbeddingGeneratorExtensions",
                Methods = ImmutableArray.Create("GenerateEmbeddingAsync", "GenerateEmbeddingVectorAsync"),
                Operation = LlmOperation.Embeddings,
                Options = "options",
                Client = "generator",
            }
        ),
        Clients = ImmutableArray.Create(
            new ClientRow { Type = Namespace + "OpenAIChatClient" },
            new ClientRow { Type = Namespace + "OllamaChatClient" }
        ),
        ClientSources = ImmutableArray.Create(
            Source("OpenAIClientExtensions", "openAIClient", "modelId", "AsChatClient", "AsEmbeddingGenerator"),
            Source("OpenAIClientExtensions", "chatClient", model: null, "AsChatClient"),
            Source("OpenAIClientExtensions", "embeddingClient", model: null, "AsEmbeddingGenerator"),
            Source("OpenAIChatClient", "openAIClient", "modelId", ClientSourceRow.Constructor),
            Source("OpenAIChatClient", "chatClient", model: null, ClientSourceRow.Constructor),
            Later("AzureAIInferenceExtensions", "modelId", "AsChatClient"),
            Later("AzureAIInferenceExtensions", "defaultModelId", "AsIChatClient", "AsIEmbeddingGenerator"),
            Later("OllamaChatClient", "modelId", ClientSourceRow.Constructor),
            Later("OllamaEmbeddingGenerator", "modelId", ClientSourceRow.Constructor)
        ),
    };

    private static CallRow Chat(string type, string? client, string prompt, params string[] methods) =>
        new()
        {
            Type = Namespace + type,
            Methods = methods.ToImmutableArray(),
            Operation = LlmOperation.Chat,
            Prompts = ImmutableArray.Create(prompt, "chatMessages"),
            Options = "options",
            Client = client,
        };

    private static ClientSourceRow Source(string type, string inner, string? model, params string[] methods) =>
        new()
        {
            Type = Namespace + type,
            Methods = methods.ToImmutableArray(),
            Inner = inner,
            Model = model,
        };

    // The endpoint may serve a single model.
    private static ClientSourceRow Later(string type, string model, params string[] methods) =>
        new()
        {
            Type = Namespace + type,
            Methods = methods.ToImmutableArray(),
            Model = model,
            ModelMayFollow = true,
        };
}
