using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks.Rows;

namespace LlmHygiene.Analyzers.Sdks.Tables;

/// <summary>OllamaSharp. A request without a model gets the one that is selected at the client, which can change at any time.</summary>
internal static class OllamaSharpSdk
{
    private const string Namespace = "OllamaSharp.";
    private const string Models = Namespace + "Models.";

    public static readonly SdkTable Table = new()
    {
        Name = "OllamaSharp",
        SendsAsWritten = true,
        DefaultLimit = "the model's stop token (num_predict is -1)",
        Assemblies = ImmutableArray.Create("OllamaSharp"),
        Calls = ImmutableArray.Create(
            Call("IOllamaApiClient", LlmOperation.Chat, "ChatAsync"),
            Call("IOllamaApiClient", LlmOperation.Text, "GenerateAsync"),
            Call("IOllamaApiClient", LlmOperation.Embeddings, "EmbedAsync"),
            Call("IOllamaApiClient", LlmOperation.Decision, "SystemOneAsync"),
            new CallRow
            {
                Type = Namespace + "OllamaApiClientExtensions",
                Methods = ImmutableArray.Create("GenerateAsync"),
                Operation = LlmOperation.Text,
                Prompts = ImmutableArray.Create("prompt"),
                Client = "client",
            },
            new CallRow
            {
                Type = Namespace + "OllamaApiClientExtensions",
                Methods = ImmutableArray.Create("EmbedAsync"),
                Operation = LlmOperation.Embeddings,
                Client = "client",
            },
            new CallRow
            {
                Type = Namespace + "Chat",
                Methods = ImmutableArray.Create("SendAsync", "SendAsAsync"),
                Operation = LlmOperation.Chat,
                Prompts = ImmutableArray.Create("message"),
                LimitIsAtClient = true,
                KeepsState = true,
            }
        ),
        Options = ImmutableArray.Create(
            new OptionsRow
            {
                Type = Models + "Chat.ChatRequest",
                Model = "Model",
                LimitIn = Models + "RequestOptions",
                Inner = ImmutableArray.Create("Options"),
                Prompts = ImmutableArray.Create("Messages"),
                Parameters = ImmutableArray.Create(new ParameterMember("Tools", RequestParameter.Tools)),
            },
            new OptionsRow
            {
                Type = Models + "GenerateRequest",
                Model = "Model",
                LimitIn = Models + "RequestOptions",
                Inner = ImmutableArray.Create("Options"),
                Prompts = ImmutableArray.Create("System", "Prompt"),
            },
            new OptionsRow { Type = Models + "EmbedRequest", Model = "Model" },
            new OptionsRow { Type = Models + "SystemOneRequest", Model = "Model" },
            new OptionsRow
            {
                Type = Models + "RequestOptions",
                Limit = "NumPredict",
                Parameters = ImmutableArray.Create(
                    new ParameterMember("Temperature", RequestParameter.Temperature),
                    new ParameterMember("TopP", RequestParameter.TopP),
                    new ParameterMember("TopK", RequestParameter.TopK),
                    new ParameterMember("PresencePenalty", RequestParameter.PresencePenalty),
                    new ParameterMember("FrequencyPenalty", RequestParameter.FrequencyPenalty),
                    new ParameterMember("Seed", RequestParameter.Seed),
                    new ParameterMember("Stop", RequestParameter.Stop)
                ),
            },
            new OptionsRow { Type = Namespace + "OllamaApiClient+Configuration", Model = "Model" }
        ),
        Clients = ImmutableArray.Create(
            new ClientRow
            {
                Type = Namespace + "IOllamaApiClient",
                Model = "SelectedModel",
                IsAbstraction = true,
            },
            new ClientRow { Type = Namespace + "OllamaApiClient", Model = "SelectedModel" },
            new ClientRow { Type = Namespace + "Chat", Model = "Model" }
        ),
        ClientSources = ImmutableArray.Create(
            new ClientSourceRow
            {
                Type = Namespace + "OllamaApiClient",
                Methods = ImmutableArray.Create(ClientSourceRow.Constructor),
                Model = "defaultModel",
                Options = "config",
                ModelMayFollow = true,
            },
            new ClientSourceRow
            {
                Type = Namespace + "Chat",
                Methods = ImmutableArray.Create(ClientSourceRow.Constructor),
                Inner = "client",
            }
        ),
        Http = ImmutableArray.Create(
            new HttpRow
            {
                Type = Namespace + "OllamaApiClient",
                Methods = ImmutableArray.Create(ClientSourceRow.Constructor),
                HttpClient = "client",
                OwnTimeout = HttpClients.DefaultTimeout,
                Address = "uri",
            }
        ),
        Endpoints = ImmutableArray.Create(
            new EndpointRow { Type = Namespace + "OllamaApiClient", Parameter = "uriString" },
            new EndpointRow { Type = Namespace + "OllamaApiClient", Parameter = "uri" },
            new EndpointRow { Type = Namespace + "OllamaApiClient", HttpClient = "client" },
            new EndpointRow
            {
                Type = Namespace + "OllamaApiClient+Configuration",
                Member = "Uri",
                IsOptions = true,
            }
        ),
        Contents = ImmutableArray.Create(
            new ContentRow
            {
                Type = Models + "Chat.Message",
                Methods = ImmutableArray.Create(ClientSourceRow.Constructor),
                Members = ImmutableArray.Create("Images", "images"),
                Kind = RequestParameter.Image,
            }
        ),
        Messages = ImmutableArray.Create(
            new MessageRow
            {
                Type = Models + "Chat.Message",
                Methods = ImmutableArray.Create(ClientSourceRow.Constructor),
                Texts = ImmutableArray.Create("content", "Content"),
            }
        ),
    };

    private static CallRow Call(string type, LlmOperation operation, string method) =>
        new()
        {
            Type = Namespace + type,
            Methods = ImmutableArray.Create(method),
            Operation = operation,
            Options = "request",
        };
}
