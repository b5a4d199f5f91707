using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks.Rows;

namespace LlmHygiene.Analyzers.Sdks.Tables;

/// <summary>Anthropic.SDK, the community SDK: endpoints of a client take parameters that state the model. Batches are left out.</summary>
internal static class AnthropicCommunitySdk
{
    private const string Messaging = "Anthropic.SDK.Messaging.";

    public static readonly SdkTable Table = new()
    {
        Name = "Anthropic.SDK",
        SendsAsWritten = true,
        Assemblies = ImmutableArray.Create("Anthropic.SDK"),
        Calls = ImmutableArray.Create(Call("MessagesEndpoint"), Call("VertexAIMessagesEndpoint")),
        Options = ImmutableArray.Create(
            new OptionsRow
            {
                Type = Messaging + "MessageParameters",
                Model = "Model",
                Limit = "MaxTokens",
                Prompts = ImmutableArray.Create("System", "Messages"),
                Parameters = ParameterMember
                    .Sampling("Temperature", "TopP", "TopK", "StopSequences")
                    .Add(new ParameterMember("Tools", RequestParameter.Tools))
                    // Turns reasoning on and off, in ways that are not an effort.
                    .Add(ParameterMember.Effort("Thinking", "Effort")),
            }
        ),
        Clients = ImmutableArray.Create(
            new ClientRow { Type = Messaging + "MessagesEndpoint", IsAbstraction = true },
            new ClientRow { Type = Messaging + "VertexAIMessagesEndpoint", IsAbstraction = true }
        ),
        Http = ImmutableArray.Create(
            new HttpRow
            {
                Type = "Anthropic.SDK.AnthropicClient",
                Methods = ImmutableArray.Create(ClientSourceRow.Constructor),
                HttpClient = "client",
                OwnTimeout = HttpClients.DefaultTimeout,
            }
        ),
        Contents = ImmutableArray.Create(Content("ImageContent", RequestParameter.Image), Content("DocumentContent", RequestParameter.Pdf)),
        Messages = ImmutableArray.Create(
            Message("Message", "text", "Content"),
            Message("SystemMessage", "text", "Text"),
            Message("TextContent", "Text")
        ),
    };

    private static CallRow Call(string type) =>
        new()
        {
            Type = Messaging + type,
            Methods = ImmutableArray.Create("GetClaudeMessageAsync", "StreamClaudeMessageAsync"),
            Operation = LlmOperation.Chat,
            Options = "parameters",
        };

    private static ContentRow Content(string type, RequestParameter kind) =>
        new()
        {
            Type = Messaging + type,
            Methods = ImmutableArray.Create(ClientSourceRow.Constructor),
            Kind = kind,
        };

    private static MessageRow Message(string type, params string[] texts) =>
        new()
        {
            Type = Messaging + type,
            Methods = ImmutableArray.Create(ClientSourceRow.Constructor),
            Texts = texts.ToImmutableArray(),
        };
}
