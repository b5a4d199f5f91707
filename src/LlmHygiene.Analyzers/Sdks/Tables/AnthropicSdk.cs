using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks.Rows;

namespace LlmHygiene.Analyzers.Sdks.Tables;

/// <summary>
/// The official Anthropic SDK. Its parameters are the request itself, with a required model and limit. Batches and managed agents are left
/// out: their model and prompt are in a list of requests or on the server, not at the call.
/// </summary>
internal static class AnthropicSdk
{
    private const string Services = "Anthropic.Services.";
    private const string Models = "Anthropic.Models.Messages.";
    private const string BetaModels = "Anthropic.Models.Beta.Messages.";
    private const string Helpers = "Anthropic.Helpers.Beta.";

    public static readonly SdkTable Table = new()
    {
        Name = "Anthropic",
        Provider = "anthropic",
        Assemblies = ImmutableArray.Create("Anthropic"),
        Calls = ImmutableArray.Create(
            Messages("IMessageService", client: null, "Create", "CreateStreaming"),
            Messages("IMessageServiceWithRawResponse", client: null, "Create", "CreateStreaming"),
            Messages("MessageServiceExtensions", client: "service", "Create"),
            Messages("Beta.IMessageService", client: null, "Create", "CreateStreaming"),
            Messages("Beta.IMessageServiceWithRawResponse", client: null, "Create", "CreateStreaming"),
            Messages("Beta.BetaMessageServiceExtensions", client: "service", "Create"),
            Thread("BetaMessageThread"),
            Thread("BetaMessageThread`1"),
            new CallRow
            {
                Type = Helpers + "BetaToolRunner",
                Methods = ImmutableArray.Create("RunUntilDoneAsync", "Streaming"),
                Operation = LlmOperation.Agent,
                LimitIsAtClient = true,
            }
        ),
        Options = ImmutableArray.Create(Parameters(Models), Parameters(BetaModels)),
        Clients = ImmutableArray.Create(
            new ClientRow { Type = Services + "IMessageService", IsAbstraction = true },
            new ClientRow { Type = Services + "Beta.IMessageService", IsAbstraction = true },
            // Threads and tool runners are created from parameters in which the model is required.
            new ClientRow { Type = Helpers + "BetaMessageThread", AlwaysHasModel = true },
            new ClientRow { Type = Helpers + "BetaMessageThread`1", AlwaysHasModel = true },
            new ClientRow { Type = Helpers + "BetaToolRunner", AlwaysHasModel = true }
        ),
        ClientSources = ImmutableArray.Create(ChatClient("AnthropicClientExtensions"), ChatClient("AnthropicBetaClientExtensions")),
        Http = ImmutableArray.Create(
            new HttpRow
            {
                Type = "Anthropic.AnthropicClient",
                Methods = ImmutableArray.Create(ClientSourceRow.Constructor),
                Options = "options",
                HttpClientMember = "HttpClient",
                Timeout = "Timeout",
                RetriesMember = "MaxRetries",
                Retries = 2,
                Exceptions = ImmutableArray.Create("Anthropic.Exceptions.AnthropicException", "Anthropic.Exceptions.AnthropicApiException"),
            }
        ),
        Endpoints = ImmutableArray.Create(
            new EndpointRow { Type = "Anthropic.AnthropicClient", Member = "BaseUrl" },
            new EndpointRow
            {
                Type = "Anthropic.Core.ClientOptions",
                Member = "BaseUrl",
                IsOptions = true,
            }
        ),
        Messages = ImmutableArray.Create(
            Message(Models + "UserMessageParam", "content", "Content"),
            Message(Models + "SystemMessageParam", "content", "Content"),
            Message(Models + "TextBlockParam", "text", "Text"),
            Message(BetaModels + "BetaUserMessageParam", "content", "Content"),
            Message(BetaModels + "BetaSystemMessageParam", "content", "Content"),
            Message(BetaModels + "BetaTextBlockParam", "text", "Text")
        ),
        Contents = ImmutableArray.Create(
            Content(Models + "ImageBlockParam", RequestParameter.Image),
            Content(Models + "Base64PdfSource", RequestParameter.Pdf),
            Content(Models + "UrlPdfSource", RequestParameter.Pdf),
            Content(BetaModels + "BetaImageBlockParam", RequestParameter.Image),
            Content(BetaModels + "BetaBase64PdfSource", RequestParameter.Pdf),
            Content(BetaModels + "BetaUrlPdfSource", RequestParameter.Pdf)
        ),
        HasOwnTelemetry = true,
        ContentSwitches = ImmutableArray.Create(
            new ContentSwitchRow
            {
                Type = "Anthropic.Core.OpenTelemetryTraces",
                Name = "ContentMode",
                Value = "Content",
            },
            new ContentSwitchRow { Name = "ANTHROPIC_OPEN_TELEMETRY_TRACES_CONTENT_MODE", Value = "content" }
        ),
    };

    private static CallRow Messages(string type, string? client, params string[] methods) =>
        new()
        {
            Type = Services + type,
            Methods = methods.ToImmutableArray(),
            Operation = LlmOperation.Chat,
            Options = "parameters",
            Client = client,
        };

    private static CallRow Thread(string type) =>
        new()
        {
            Type = Helpers + type,
            Methods = ImmutableArray.Create("Send", "SendStreaming"),
            Operation = LlmOperation.Chat,
            Prompts = ImmutableArray.Create("message", "messages"),
            LimitIsAtClient = true,
            KeepsState = true,
            // The delegate edits the parameters of the request, in which anything can be set.
            Body = "configure",
        };

    private static OptionsRow Parameters(string models) =>
        new()
        {
            Type = models + "MessageCreateParams",
            Model = "Model",
            Limit = "MaxTokens",
            LimitIsRequired = true,
            Prompts = ImmutableArray.Create("System", "Messages"),
            Parameters = ImmutableArray.Create(
                // Version 13 has no sampling parameters any more, and its adapter drops them.
                new ParameterMember("Temperature", RequestParameter.Temperature) { IsEarlier = true },
                new ParameterMember("TopP", RequestParameter.TopP) { IsEarlier = true },
                new ParameterMember("TopK", RequestParameter.TopK) { IsEarlier = true },
                new ParameterMember("Tools", RequestParameter.Tools),
                ParameterMember.Effort("OutputConfig", "Effort"),
                // Turns reasoning on and off, in ways that are not an effort.
                ParameterMember.Effort("Thinking", "Effort")
            ),
        };

    private static ClientSourceRow ChatClient(string type) =>
        new()
        {
            Type = "Microsoft.Extensions.AI." + type,
            Methods = ImmutableArray.Create("AsIChatClient"),
            Model = "defaultModelId",
            Limit = "defaultMaxOutputTokens",
            DefaultLimit = "the 1024 tokens that AsIChatClient sends by default",
        };

    private static ContentRow Content(string type, RequestParameter kind) =>
        new()
        {
            Type = type,
            Methods = ImmutableArray.Create(ClientSourceRow.Constructor),
            Kind = kind,
        };

    private static MessageRow Message(string type, params string[] texts) =>
        new()
        {
            Type = type,
            Methods = ImmutableArray.Create(ClientSourceRow.Constructor),
            Texts = texts.ToImmutableArray(),
        };
}
