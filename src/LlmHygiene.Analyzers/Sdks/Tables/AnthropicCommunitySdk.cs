using System.Collections.Immutable;
using LlmHygiene.Analyzers.Sdks.Rows;

namespace LlmHygiene.Analyzers.Sdks.Tables;

/// <summary>Anthropic.SDK, the community SDK: endpoints of a client take parameters that state the model. Batches are left out.</summary>
internal static class AnthropicCommunitySdk
{
    private const string Messaging = "Anthropic.SDK.Messaging.";

    public static readonly SdkTable Table = new()
    {
        Name = "Anthropic.SDK",
        Assemblies = ImmutableArray.Create("Anthropic.SDK"),
        Calls = ImmutableArray.Create(Call("MessagesEndpoint"), Call("VertexAIMessagesEndpoint")),
        Options = ImmutableArray.Create(
            new OptionsRow
            {
                Type = Messaging + "MessageParameters",
                Model = "Model",
                Limit = "MaxTokens",
                Prompts = ImmutableArray.Create("System", "Messages"),
            }
        ),
        Clients = ImmutableArray.Create(
            new ClientRow { Type = Messaging + "MessagesEndpoint", IsAbstraction = true },
            new ClientRow { Type = Messaging + "VertexAIMessagesEndpoint", IsAbstraction = true }
        ),
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

    private static MessageRow Message(string type, params string[] texts) =>
        new()
        {
            Type = Messaging + type,
            Methods = ImmutableArray.Create(ClientSourceRow.Constructor),
            Texts = texts.ToImmutableArray(),
        };
}
