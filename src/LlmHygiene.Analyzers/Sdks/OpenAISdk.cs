using System.Collections.Immutable;

namespace LlmHygiene.Analyzers.Sdks;

/// <summary>The official OpenAI SDK, 2.x. Azure.AI.OpenAI 2.x inherits its clients.</summary>
internal static class OpenAISdk
{
    public static readonly SdkTable Table = new()
    {
        Name = "OpenAI",
        Assemblies = ImmutableArray.Create("OpenAI"),
        Calls = ImmutableArray.Create(
            new CallEntry
            {
                Type = "OpenAI.Chat.ChatClient",
                Methods = ImmutableArray.Create("CompleteChat", "CompleteChatAsync", "CompleteChatStreaming", "CompleteChatStreamingAsync"),
                Operation = LlmOperation.Chat,
                Prompts = ImmutableArray.Create("messages"),
                Options = "options",
                Body = "content",
            },
            new CallEntry
            {
                Type = "OpenAI.Responses.ResponsesClient",
                Methods = ImmutableArray.Create("CreateResponse", "CreateResponseAsync", "CreateResponseStreamingAsync"),
                Operation = LlmOperation.Response,
                Prompts = ImmutableArray.Create("userInputText", "inputItems"),
                Options = "options",
                Model = "model",
                Body = "content",
            },
            new CallEntry
            {
                Type = "OpenAI.Embeddings.EmbeddingClient",
                Methods = ImmutableArray.Create("GenerateEmbedding", "GenerateEmbeddingAsync", "GenerateEmbeddings", "GenerateEmbeddingsAsync"),
                Operation = LlmOperation.Embeddings,
                Options = "options",
                Body = "content",
            }),
        Options = ImmutableArray.Create(
            new OptionsEntry
            {
                Type = "OpenAI.Chat.ChatCompletionOptions",
                Limit = "MaxOutputTokenCount",
                Tags = "Metadata",
                Opaque = ImmutableArray.Create("Patch"),
            },
            new OptionsEntry
            {
                Type = "OpenAI.Responses.CreateResponseOptions",
                Model = "Model",
                ModelParameter = "model",
                Limit = "MaxOutputTokenCount",
                Tags = "Metadata",
                Prompts = ImmutableArray.Create("Instructions", "InputItems", "inputItems"),
                Opaque = ImmutableArray.Create("Patch"),
            },
            new OptionsEntry { Type = "OpenAI.Embeddings.EmbeddingGenerationOptions", Opaque = ImmutableArray.Create("Patch") }),
        Clients = ImmutableArray.Create(
            new ClientEntry { Type = "OpenAI.Chat.ChatClient", AlwaysHasModel = true, IsAbstraction = true },
            new ClientEntry { Type = "OpenAI.Embeddings.EmbeddingClient", AlwaysHasModel = true, IsAbstraction = true },
            new ClientEntry { Type = "OpenAI.Responses.ResponsesClient", IsAbstraction = true }),
        ClientSources = ImmutableArray.Create(
            new ClientSourceEntry { Type = "OpenAI.Chat.ChatClient", Methods = Constructor, Model = "model" },
            new ClientSourceEntry { Type = "OpenAI.Embeddings.EmbeddingClient", Methods = Constructor, Model = "model" },
            new ClientSourceEntry { Type = "OpenAI.Responses.ResponsesClient", Methods = Constructor },
            new ClientSourceEntry { Type = "OpenAI.OpenAIClient", Methods = ImmutableArray.Create("GetChatClient", "GetEmbeddingClient"), Model = "model" },
            new ClientSourceEntry { Type = "OpenAI.OpenAIClient", Methods = ImmutableArray.Create("GetResponsesClient") }),
        Messages = ImmutableArray.Create(
            ChatMessage("SystemChatMessage"),
            ChatMessage("DeveloperChatMessage"),
            ChatMessage("UserChatMessage"),
            new MessageEntry
            {
                Type = "OpenAI.Chat.ChatMessage",
                Methods = ImmutableArray.Create("CreateSystemMessage", "CreateDeveloperMessage", "CreateUserMessage"),
                Texts = ImmutableArray.Create("content", "contentParts"),
            },
            new MessageEntry
            {
                Type = "OpenAI.Chat.ChatMessageContentPart",
                Methods = ImmutableArray.Create("CreateTextPart"),
                Texts = ImmutableArray.Create("text"),
            },
            new MessageEntry
            {
                Type = "OpenAI.Responses.ResponseItem",
                Methods = ImmutableArray.Create("CreateSystemMessageItem", "CreateDeveloperMessageItem", "CreateUserMessageItem"),
                Texts = ImmutableArray.Create("inputTextContent", "contentParts"),
            }),
    };

    private static ImmutableArray<string> Constructor => ImmutableArray.Create(ClientSourceEntry.Constructor);

    private static MessageEntry ChatMessage(string type) => new()
    {
        Type = "OpenAI.Chat." + type, Methods = Constructor, Texts = ImmutableArray.Create("content", "contentParts"),
    };
}
