using LlmHygiene.Analyzers.Sdks.Rows;

namespace LlmHygiene.Analyzers.Sdks.Tables;

/// <summary>
/// The assemblies of the SDKs. They are listed explicitly, because creating all tables costs more than most compilations spend on all rules
/// together, and only the tables of referenced SDKs are needed. A test compares the names with the tables.
/// </summary>
internal static class SdkAssemblies
{
    /// <summary>The tables of an assembly; empty for an assembly that belongs to no SDK.</summary>
    public static SdkTable[] TablesOf(string assembly) =>
        assembly switch
        {
            "Microsoft.Extensions.AI.Abstractions" or "Microsoft.Extensions.AI" =>
            [
                MicrosoftExtensionsAISdk.Table,
                MicrosoftExtensionsAIEarlierSdk.Table,
            ],
            "Microsoft.Extensions.AI.OpenAI" => [MicrosoftExtensionsAIOpenAISdk.Table, MicrosoftExtensionsAIEarlierSdk.Table],
            "OpenAI" => [OpenAISdk.Table, OpenAIEarlierSdk.Table],
            "Azure.AI.OpenAI" => [AzureOpenAISdk.Table, AzureOpenAIEarlierSdk.Table],
            "Anthropic" => [AnthropicSdk.Table],
            "Azure.AI.Inference" => [AzureInferenceSdk.Table],
            "OllamaSharp" => [OllamaSharpSdk.Table, OllamaSharpEarlierSdk.Table],
            "Betalgo.Ranul.OpenAI" or "Betalgo.Ranul.OpenAI.Contracts" => [BetalgoSdk.Table],
            "ModelContextProtocol.Core" or "ModelContextProtocol" => [ModelContextProtocolSdk.Table],
            "Microsoft.Agents.AI.Abstractions" or "Microsoft.Agents.AI" => [AgentFrameworkSdk.Table],
            "Microsoft.SemanticKernel.Abstractions"
            or "Microsoft.SemanticKernel.Core"
            or "Microsoft.SemanticKernel.Connectors.OpenAI"
            or "Microsoft.SemanticKernel.Connectors.AzureOpenAI" => [SemanticKernelSdk.Table],
            "LlmHygiene" => [LlmHygieneSdk.Table],
            "Microsoft.SemanticKernel.Agents.Abstractions"
            or "Microsoft.SemanticKernel.Agents.Core"
            or "Microsoft.SemanticKernel.Agents.OpenAI"
            or "Microsoft.SemanticKernel.Agents.AzureAI"
            or "Microsoft.SemanticKernel.Agents.Bedrock"
            or "Microsoft.SemanticKernel.Agents.CopilotStudio"
            or "Azure.AI.Agents.Persistent" => [SemanticKernelAgentsSdk.Table],
            "Microsoft.SemanticKernel.Connectors.Google"
            or "Microsoft.SemanticKernel.Connectors.Ollama"
            or "Microsoft.SemanticKernel.Connectors.MistralAI"
            or "Microsoft.SemanticKernel.Connectors.HuggingFace"
            or "Microsoft.SemanticKernel.Connectors.Onnx"
            or "Microsoft.SemanticKernel.Connectors.Amazon"
            or "Microsoft.SemanticKernel.Connectors.AzureAIInference"
            or "Microsoft.SemanticKernel.Yaml"
            or "Microsoft.SemanticKernel.Prompty"
            or "Microsoft.SemanticKernel.Markdown" => [SemanticKernelConnectorsSdk.Table],
            "Microsoft.Agents.AI.OpenAI"
            or "Microsoft.Agents.AI.AzureAI"
            or "Microsoft.Agents.AI.AzureAI.Persistent"
            or "Microsoft.Agents.AI.Foundry"
            or "Microsoft.Agents.AI.Anthropic" => [AgentFrameworkAdaptersSdk.Table],
            "Google.GenAI" => [GoogleGenAISdk.Table],
            "Mscc.GenerativeAI" or "Mscc.GenerativeAI.Types" => [MsccGenerativeAISdk.Table],
            "AWSSDK.BedrockRuntime" or "AWSSDK.Extensions.Bedrock.MEAI" => [BedrockSdk.Table],
            "Mistral.SDK" => [MistralSdk.Table],
            "LLamaSharp" => [LLamaSharpSdk.Table],
            "LangChain.Core" => [LangChainSdk.Table, LangChainChainsSdk.Table],
            "LangChain.Providers.Abstractions" => [LangChainSdk.Table],
            "Anthropic.SDK" => [AnthropicCommunitySdk.Table],
            "OpenRouter.SDK" => [OpenRouterSdk.Table],
            "Google.Cloud.AIPlatform.V1" or "Google.Cloud.AIPlatform.V1Beta1" => [GoogleCloudAIPlatformSdk.Table],
            "Microsoft.KernelMemory.Abstractions"
            or "Microsoft.KernelMemory.Core"
            or "Microsoft.KernelMemory.WebClient"
            or "Microsoft.KernelMemory.AI.OpenAI"
            or "Microsoft.KernelMemory.AI.AzureOpenAI"
            or "Microsoft.KernelMemory.AI.Ollama"
            or "Microsoft.KernelMemory.AI.Anthropic"
            or "Microsoft.KernelMemory.AI.LlamaSharp"
            or "Microsoft.KernelMemory.AI.Onnx" => [KernelMemorySdk.Table],
            "Prompty.Core" => [PromptySdk.Table],
            "Microsoft.Agents.AI.Workflows" => [AgentFrameworkWorkflowsSdk.Table],
            "Microsoft.Extensions.AI.AzureAIInference" or "Microsoft.Extensions.AI.Ollama" => [MicrosoftExtensionsAIEarlierSdk.Table],
            _ => [],
        };
}
