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
            }
        ),
    };
}
