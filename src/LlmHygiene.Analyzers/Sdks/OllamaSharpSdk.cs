using System.Collections.Immutable;

namespace LlmHygiene.Analyzers.Sdks;

/// <summary>OllamaSharp. A request without a model gets the one that is selected at the client, which can change at any time.</summary>
internal static class OllamaSharpSdk
{
    private const string Namespace = "OllamaSharp.";
    private const string Models = Namespace + "Models.";

    public static readonly SdkTable Table = new()
    {
        Name = "OllamaSharp",
        DefaultLimit = "the model's own end (num_predict is -1)",
        Assemblies = ImmutableArray.Create("OllamaSharp"),
        Calls = ImmutableArray.Create(
            Call("IOllamaApiClient", LlmOperation.Chat, "ChatAsync"),
            Call("IOllamaApiClient", LlmOperation.Text, "GenerateAsync"),
            Call("IOllamaApiClient", LlmOperation.Embeddings, "EmbedAsync"),
            Call("IOllamaApiClient", LlmOperation.Decision, "SystemOneAsync"),
            new CallEntry
            {
                Type = Namespace + "OllamaApiClientExtensions",
                Methods = ImmutableArray.Create("GenerateAsync"),
                Operation = LlmOperation.Text,
                Prompts = ImmutableArray.Create("prompt"),
                Client = "client",
            },
            new CallEntry
            {
                Type = Namespace + "OllamaApiClientExtensions",
                Methods = ImmutableArray.Create("EmbedAsync"),
                Operation = LlmOperation.Embeddings,
                Client = "client",
            },
            new CallEntry
            {
                Type = Namespace + "Chat",
                Methods = ImmutableArray.Create("SendAsync", "SendAsAsync"),
                Operation = LlmOperation.Chat,
                Prompts = ImmutableArray.Create("message"),
                LimitIsAtClient = true,
                KeepsState = true,
            }),
        Options = ImmutableArray.Create(
            new OptionsEntry
            {
                Type = Models + "Chat.ChatRequest",
                Model = "Model",
                LimitIn = Models + "RequestOptions",
                Inner = ImmutableArray.Create("Options"),
                Prompts = ImmutableArray.Create("Messages"),
            },
            new OptionsEntry
            {
                Type = Models + "GenerateRequest",
                Model = "Model",
                LimitIn = Models + "RequestOptions",
                Inner = ImmutableArray.Create("Options"),
                Prompts = ImmutableArray.Create("Prompt", "System"),
            },
            new OptionsEntry { Type = Models + "EmbedRequest", Model = "Model" },
            new OptionsEntry { Type = Models + "SystemOneRequest", Model = "Model" },
            new OptionsEntry { Type = Models + "RequestOptions", Limit = "NumPredict" }),
        Clients = ImmutableArray.Create(
            new ClientEntry { Type = Namespace + "IOllamaApiClient", Model = "SelectedModel", IsAbstraction = true },
            new ClientEntry { Type = Namespace + "OllamaApiClient", Model = "SelectedModel" },
            new ClientEntry { Type = Namespace + "Chat", Model = "Model" }),
        ClientSources = ImmutableArray.Create(
            new ClientSourceEntry
            {
                Type = Namespace + "OllamaApiClient",
                Methods = ImmutableArray.Create(ClientSourceEntry.Constructor),
                Model = "defaultModel",
                ModelMayFollow = true,
            },
            new ClientSourceEntry
            {
                Type = Namespace + "Chat",
                Methods = ImmutableArray.Create(ClientSourceEntry.Constructor),
                Inner = "client",
            }),
        Messages = ImmutableArray.Create(
            new MessageEntry
            {
                Type = Models + "Chat.Message",
                Methods = ImmutableArray.Create(ClientSourceEntry.Constructor),
                Texts = ImmutableArray.Create("content", "Content"),
            }),
    };

    private static CallEntry Call(string type, LlmOperation operation, string method) => new()
    {
        Type = Namespace + type, Methods = ImmutableArray.Create(method), Operation = operation, Options = "request",
    };
}
