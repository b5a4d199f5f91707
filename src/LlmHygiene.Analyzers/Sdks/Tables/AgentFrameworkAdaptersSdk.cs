using System.Collections.Immutable;
using LlmHygiene.Analyzers.Sdks.Rows;

namespace LlmHygiene.Analyzers.Sdks.Tables;

/// <summary>The packages of Microsoft Agent Framework that create agents from clients of other SDKs.</summary>
internal static class AgentFrameworkAdaptersSdk
{
    private static readonly ImmutableArray<string> s_makers = ImmutableArray.Create("AsAIAgent", "CreateAIAgent", "CreateAIAgentAsync");

    public static readonly SdkTable Table = new()
    {
        Name = "Microsoft.Agents.AI",
        Assemblies = ImmutableArray.Create(
            "Microsoft.Agents.AI.OpenAI",
            "Microsoft.Agents.AI.AzureAI",
            "Microsoft.Agents.AI.AzureAI.Persistent",
            "Microsoft.Agents.AI.Foundry",
            "Microsoft.Agents.AI.Anthropic"
        ),
        ClientSources = ImmutableArray.Create(
            // The client of the wrapped SDK may have a model already.
            OfClient("OpenAI.Chat.OpenAIChatClientExtensions", "client"),
            OfClient("OpenAI.OpenAIChatClientExtensions", "client"),
            OfClient("OpenAI.Responses.OpenAIResponseClientExtensions", "client"),
            OfClient("OpenAI.OpenAIResponseClientExtensions", "client"),
            Stored("OpenAI.Responses.OpenAIResponseClientExtensions"),
            // An agent that is created on the server, from the arguments of the call.
            OnServer("OpenAI.Assistants.OpenAIAssistantClientExtensions"),
            OnServer("OpenAI.OpenAIAssistantClientExtensions"),
            OnServer("Azure.AI.Agents.Persistent.PersistentAgentsClientExtensions"),
            OnServer("Azure.AI.Projects.AzureAIProjectChatClientExtensions"),
            OnServer("Azure.AI.Projects.AIProjectClientExtensions"),
            OnServer("Anthropic.AnthropicClientExtensions"),
            OnServer("Anthropic.AnthropicBetaServiceExtensions"),
            OnServer("Anthropic.Services.AnthropicBetaServiceExtensions")
        ),
    };

    private static ClientSourceRow OfClient(string type, string inner) =>
        new()
        {
            Type = type,
            Methods = s_makers,
            Model = "model",
            Inner = inner,
            Options = "options",
            Prompts = ImmutableArray.Create("instructions"),
        };

    private static ClientSourceRow Stored(string type) =>
        new()
        {
            Type = type,
            Methods = ImmutableArray.Create("AsIChatClientWithStoredOutputDisabled"),
            Model = "model",
            Inner = "responseClient",
        };

    // Without a model, the server or an agent definition on the server decides.
    private static ClientSourceRow OnServer(string type) =>
        new()
        {
            Type = type,
            Methods = s_makers,
            Model = "model",
            Options = "options",
            ModelMayFollow = true,
            Prompts = ImmutableArray.Create("instructions"),
        };
}
