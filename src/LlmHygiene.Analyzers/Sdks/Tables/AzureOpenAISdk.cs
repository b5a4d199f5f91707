using System.Collections.Immutable;
using LlmHygiene.Analyzers.Sdks.Rows;

namespace LlmHygiene.Analyzers.Sdks.Tables;

/// <summary>Azure.AI.OpenAI 2.x: the clients are the OpenAI SDK's, the factories name a deployment.</summary>
internal static class AzureOpenAISdk
{
    public static readonly SdkTable Table = new()
    {
        Name = "Azure.AI.OpenAI",
        DefaultLimit = "the model's own maximum",
        Assemblies = ImmutableArray.Create("Azure.AI.OpenAI"),
        Endpoints = ImmutableArray.Create(new EndpointRow { Type = "Azure.AI.OpenAI.AzureOpenAIClient", Parameter = "endpoint" }),
        Http = ImmutableArray.Create(ClientPipelines.ClientModel("Azure.AI.OpenAI.AzureOpenAIClient")),
        ClientSources = ImmutableArray.Create(
            new ClientSourceRow
            {
                Type = "Azure.AI.OpenAI.AzureOpenAIClient",
                Methods = ImmutableArray.Create("GetChatClient", "GetEmbeddingClient", "GetImageClient", "GetAudioClient"),
                Model = "deploymentName",
                IsDeployment = true,
                // Observed with 2.1.0 and 2.9.0-beta.1; Azure/azure-sdk-for-net#46545 and #53598 are open. The method throws on new options
                // before 2.2.0-beta.2: #48287. The adapters of Microsoft.Extensions.AI send max_completion_tokens.
                OlderLimit = new OlderLimitName
                {
                    Calls = "OpenAI.Chat.ChatClient",
                    Member = "MaxOutputTokenCount",
                    Through = new Version(2, 9),
                    Switch = "SetNewMaxCompletionTokensPropertyEnabled",
                    SwitchSince = new Version(2, 2),
                    SwitchSinceName = "2.2.0-beta.2",
                },
            }
        ),
    };
}
