using System.Collections.Immutable;

namespace LlmHygiene.Analyzers.Sdks;

/// <summary>Sampling of the Model Context Protocol: a server asks its host for a completion, and the host chooses the model.</summary>
internal static class ModelContextProtocolSdk
{
    public static readonly SdkTable Table = new()
    {
        Name = "ModelContextProtocol",
        Assemblies = ImmutableArray.Create("ModelContextProtocol.Core", "ModelContextProtocol"),
        Calls = ImmutableArray.Create(
            new CallEntry
            {
                Type = "ModelContextProtocol.Server.McpServer",
                Methods = ImmutableArray.Create("SampleAsync"),
                Operation = LlmOperation.Chat,
                Options = "requestParams",
            },
            new CallEntry
            {
                Type = "ModelContextProtocol.Server.McpServer",
                Methods = ImmutableArray.Create("SampleAsync"),
                Operation = LlmOperation.Chat,
                Prompts = ImmutableArray.Create("messages"),
                Options = "chatOptions",
            }),
        Options = ImmutableArray.Create(
            new OptionsEntry
            {
                Type = "ModelContextProtocol.Protocol.CreateMessageRequestParams",
                Limit = "MaxTokens",
                LimitIsRequired = true,
                Tags = "Metadata",
                Prompts = ImmutableArray.Create("SystemPrompt", "Messages"),
            }),
        Clients = ImmutableArray.Create(
            new ClientEntry { Type = "ModelContextProtocol.Server.McpServer", IsAbstraction = true }),
    };
}
