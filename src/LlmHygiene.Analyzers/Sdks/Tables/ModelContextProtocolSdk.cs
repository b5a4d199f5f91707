using System.Collections.Immutable;
using LlmHygiene.Analyzers.Sdks.Rows;

namespace LlmHygiene.Analyzers.Sdks.Tables;

/// <summary>Sampling of the Model Context Protocol: a server asks its host for a completion, and the host chooses the model.</summary>
internal static class ModelContextProtocolSdk
{
    /// <summary>The root namespace. The SDK fills in the cancellation token of methods that carry one of its attributes.</summary>
    public const string RootNamespace = "ModelContextProtocol";

    public static readonly SdkTable Table = new()
    {
        Name = "ModelContextProtocol",
        Assemblies = ImmutableArray.Create("ModelContextProtocol.Core", "ModelContextProtocol"),
        Calls = ImmutableArray.Create(
            new CallRow
            {
                Type = "ModelContextProtocol.Server.McpServer",
                Methods = ImmutableArray.Create("SampleAsync"),
                Operation = LlmOperation.Chat,
                Options = "requestParams",
            },
            new CallRow
            {
                Type = "ModelContextProtocol.Server.McpServer",
                Methods = ImmutableArray.Create("SampleAsync"),
                Operation = LlmOperation.Chat,
                Prompts = ImmutableArray.Create("messages"),
                Options = "chatOptions",
            }
        ),
        Options = ImmutableArray.Create(
            new OptionsRow
            {
                Type = "ModelContextProtocol.Protocol.CreateMessageRequestParams",
                Limit = "MaxTokens",
                LimitIsRequired = true,
                Tags = "Metadata",
                Prompts = ImmutableArray.Create("SystemPrompt", "Messages"),
            }
        ),
        Clients = ImmutableArray.Create(new ClientRow { Type = "ModelContextProtocol.Server.McpServer", IsAbstraction = true }),
    };
}
