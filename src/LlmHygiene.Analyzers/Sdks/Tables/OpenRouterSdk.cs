using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks.Rows;

namespace LlmHygiene.Analyzers.Sdks.Tables;

/// <summary>
/// OpenRouter.SDK. Each call states its model. A request of the Responses API may leave it out: then the default of the account is used, so
/// no model is ever absent.
/// </summary>
internal static class OpenRouterSdk
{
    private const string Namespace = "OpenRouter.SDK.";
    private const string Models = Namespace + "Models.";

    public static readonly SdkTable Table = new()
    {
        Name = "OpenRouter.SDK",
        DefaultLimit = "the model's own maximum",
        Since = HygieneLevel.V0_2,
        Assemblies = ImmutableArray.Create("OpenRouter.SDK"),
        Calls = ImmutableArray.Create(
            Text("IOpenRouterClient", "CallModelAsync", "CallModelStreamAsync"),
            Text("OpenRouterClient", "CallModelAsync", "CallModelStreamAsync"),
            new CallRow
            {
                Type = Namespace + "OpenRouterClient",
                Methods = ImmutableArray.Create("CallModelWithTools"),
                Operation = LlmOperation.Response,
                Prompts = ImmutableArray.Create("systemMessage", "userMessage"),
                Model = "model",
                Limit = "maxOutputTokens",
            },
            Request("OpenRouterClient", LlmOperation.Response, "request", "CallModel"),
            Request("OpenRouterClient", LlmOperation.Response, "dynamicRequest", "CallModelDynamic"),
            Request("Services.IChatService", LlmOperation.Chat, "request", "CreateAsync", "CreateStreamAsync"),
            Request("Services.IBetaResponsesService", LlmOperation.Response, "request", "SendAsync", "SendStreamAsync"),
            Request("Services.IEmbeddingsService", LlmOperation.Embeddings, "request", "GenerateAsync")
        ),
        Options = ImmutableArray.Create(
            new OptionsRow
            {
                Type = Models + "ChatCompletionRequest",
                Model = "Model",
                Limit = "MaxTokens",
                Prompts = ImmutableArray.Create("Messages"),
            },
            new OptionsRow
            {
                Type = Models + "BetaResponsesRequest",
                Model = "Model",
                Limit = "MaxOutputTokens",
                Tags = "Metadata",
                Prompts = ImmutableArray.Create("Instructions", "Input"),
                // A list of models, of which the first that is available responds.
                Opaque = ImmutableArray.Create("Models"),
            },
            new OptionsRow
            {
                Type = Models + "DynamicBetaResponsesRequest",
                Model = "Model",
                Limit = "MaxOutputTokens",
                Prompts = ImmutableArray.Create("Instructions", "Input"),
            },
            new OptionsRow { Type = Models + "EmbeddingRequest", Model = "Model" }
        ),
        Clients = ImmutableArray.Create(
            Client("IOpenRouterClient"),
            Client("OpenRouterClient"),
            Client("Services.IChatService"),
            Client("Services.IBetaResponsesService"),
            Client("Services.IEmbeddingsService")
        ),
        Messages = ImmutableArray.Create(
            Message("SystemMessage", "Content"),
            Message("UserMessage", "Content"),
            Message("TextContentItem", "Text"),
            Message("ResponsesInputItem", "Text"),
            Message("ResponsesEasyInputMessage", "Content")
        ),
    };

    private static CallRow Text(string type, params string[] methods) =>
        new()
        {
            Type = Namespace + type,
            Methods = methods.ToImmutableArray(),
            Operation = LlmOperation.Chat,
            Prompts = ImmutableArray.Create("systemMessage", "userMessage"),
            Model = "model",
            Limit = "maxTokens",
        };

    private static CallRow Request(string type, LlmOperation operation, string options, params string[] methods) =>
        new()
        {
            Type = Namespace + type,
            Methods = methods.ToImmutableArray(),
            Operation = operation,
            Options = options,
        };

    private static ClientRow Client(string type) => new() { Type = Namespace + type, IsAbstraction = true };

    private static MessageRow Message(string type, string text) =>
        new()
        {
            Type = Models + type,
            Methods = ImmutableArray.Create(ClientSourceRow.Constructor),
            Texts = ImmutableArray.Create(text),
        };
}
