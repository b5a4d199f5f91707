using System.Collections.Immutable;
using LlmHygiene.Analyzers.Sdks.Rows;

namespace LlmHygiene.Analyzers.Sdks.Tables;

/// <summary>
/// The agents of Semantic Kernel. A chat completion agent uses its kernel. The others use a definition on a server, which states the model
/// where it is created.
/// </summary>
internal static class SemanticKernelAgentsSdk
{
    private const string Namespace = "Microsoft.SemanticKernel.Agents.";

    public static readonly SdkTable Table = new()
    {
        Name = "Microsoft.SemanticKernel",
        DefaultLimit = "the model's own maximum",
        Assemblies = ImmutableArray.Create(
            "Microsoft.SemanticKernel.Agents.Abstractions",
            "Microsoft.SemanticKernel.Agents.Core",
            "Microsoft.SemanticKernel.Agents.OpenAI",
            "Microsoft.SemanticKernel.Agents.AzureAI",
            "Microsoft.SemanticKernel.Agents.Bedrock",
            "Microsoft.SemanticKernel.Agents.CopilotStudio",
            "Azure.AI.Agents.Persistent"
        ),
        Calls = ImmutableArray.Create(
            Invoke("Agent"),
            Invoke("ChatCompletionAgent"),
            Invoke("OpenAI.OpenAIAssistantAgent"),
            Invoke("OpenAI.OpenAIResponseAgent"),
            Invoke("AzureAI.AzureAIAgent"),
            Invoke("Bedrock.BedrockAgent"),
            Invoke("Copilot.CopilotStudioAgent"),
            Invoke("AgentChat"),
            Invoke("AgentGroupChat")
        ),
        Options = ImmutableArray.Create(
            Options("AgentInvokeOptions"),
            new OptionsRow
            {
                Type = Namespace + "AzureAI.AzureAIAgentInvokeOptions",
                Model = "ModelName",
                Limit = "MaxCompletionTokens",
                Inner = ImmutableArray.Create("KernelArguments"),
                Tags = "Metadata",
                Prompts = ImmutableArray.Create("AdditionalInstructions", "OverrideInstructions", "AdditionalMessages"),
            },
            Options("OpenAI.OpenAIAssistantAgentInvokeOptions"),
            Options("OpenAI.OpenAIResponseAgentInvokeOptions"),
            Options("Bedrock.BedrockAgentInvokeOptions")
        ),
        Clients = ImmutableArray.Create(
            Agent("Agent", model: null),
            Agent("OpenAI.OpenAIResponseAgent", "ModelId"),
            new ClientRow { Type = Namespace + "AgentChat" }
        ),
        ClientSources = ImmutableArray.Create(
            Made("AzureAI.AzureAIAgent", "model"),
            Made("AzureAI.AzureAIAgent", "definition"),
            Made("OpenAI.OpenAIAssistantAgent", "definition"),
            Made("AgentGroupChat", "agents"),
            new ClientSourceRow
            {
                Type = Namespace + "OpenAI.OpenAIResponseAgent",
                Methods = Constructor,
                Model = "modelId",
                Inner = "client",
            },
            new ClientSourceRow
            {
                Type = Namespace + "OpenAI.AssistantClientExtensions",
                Methods = ImmutableArray.Create("CreateAssistantAsync"),
                Model = "modelId",
                Prompts = ImmutableArray.Create("instructions"),
            },
            new ClientSourceRow
            {
                Type = "Azure.AI.Agents.Persistent.PersistentAgentsAdministrationClient",
                Methods = ImmutableArray.Create("CreateAgent", "CreateAgentAsync"),
                Model = "model",
                Prompts = ImmutableArray.Create("instructions"),
                ModelMayFollow = true,
            }
        ),
    };

    private static ImmutableArray<string> Constructor => ImmutableArray.Create(ClientSourceRow.Constructor);

    private static CallRow Invoke(string type) =>
        new()
        {
            Type = Namespace + type,
            Methods = ImmutableArray.Create("InvokeAsync", "InvokeStreamingAsync"),
            Operation = LlmOperation.Agent,
            Prompts = ImmutableArray.Create("message", "messages"),
            Options = "options",
        };

    // A run may have its own kernel or run options.
    private static OptionsRow Options(string type) =>
        new()
        {
            Type = Namespace + type,
            LimitIn = "Microsoft.SemanticKernel.PromptExecutionSettings",
            Inner = ImmutableArray.Create("KernelArguments", "RunCreationOptions"),
            Prompts = ImmutableArray.Create("AdditionalInstructions"),
            Opaque = ImmutableArray.Create("Kernel"),
        };

    private static ClientRow Agent(string type, string? model) =>
        new()
        {
            Type = Namespace + type,
            Model = model,
            IsAbstraction = true,
            Inner = ImmutableArray.Create("Kernel"),
            Options = ImmutableArray.Create("Arguments", "RunOptions"),
            Configuration = "templateConfig",
            Prompts = ImmutableArray.Create("Instructions"),
        };

    private static ClientSourceRow Made(string type, string inner) =>
        new()
        {
            Type = Namespace + type,
            Methods = Constructor,
            Inner = inner,
        };
}
