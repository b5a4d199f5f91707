using System.Collections.Immutable;
using LlmHygiene.Analyzers.Sdks.Rows;

namespace LlmHygiene.Analyzers.Sdks.Tables;

/// <summary>
/// All SDK tables. An analysis gets only those that it needs, from <see cref="SdkAssemblies"/>, so that the others are never created.
/// </summary>
internal static class SdkTables
{
    /// <summary>The current versions of the SDKs.</summary>
    public static readonly ImmutableArray<SdkTable> Current = ImmutableArray.Create(
        MicrosoftExtensionsAISdk.Table,
        MicrosoftExtensionsAIOpenAISdk.Table,
        OpenAISdk.Table,
        AzureOpenAISdk.Table,
        AnthropicSdk.Table,
        AzureInferenceSdk.Table,
        OllamaSharpSdk.Table,
        BetalgoSdk.Table,
        ModelContextProtocolSdk.Table,
        AgentFrameworkSdk.Table,
        SemanticKernelSdk.Table,
        LlmHygieneSdk.Table
    );

    /// <summary>Names of earlier versions of the same SDKs that the current packages lack.</summary>
    public static readonly ImmutableArray<SdkTable> Earlier = ImmutableArray.Create(
        MicrosoftExtensionsAIEarlierSdk.Table,
        OpenAIEarlierSdk.Table,
        AzureOpenAIEarlierSdk.Table,
        OllamaSharpEarlierSdk.Table
    );

    /// <summary>SDKs whose packages the tests cannot restore: their names are taken from their source.</summary>
    public static readonly ImmutableArray<SdkTable> FromSource = ImmutableArray.Create(
        SemanticKernelAgentsSdk.Table,
        SemanticKernelConnectorsSdk.Table,
        AgentFrameworkAdaptersSdk.Table,
        GoogleGenAISdk.Table,
        MsccGenerativeAISdk.Table,
        BedrockSdk.Table,
        MistralSdk.Table,
        LLamaSharpSdk.Table,
        LangChainSdk.Table,
        LangChainChainsSdk.Table,
        AnthropicCommunitySdk.Table,
        OpenRouterSdk.Table,
        GoogleCloudAIPlatformSdk.Table,
        KernelMemorySdk.Table,
        PromptySdk.Table,
        AgentFrameworkWorkflowsSdk.Table
    );

    /// <summary>Every table, in the order in which they are bound.</summary>
    public static readonly ImmutableArray<SdkTable> All = Current.AddRange(FromSource).AddRange(Earlier);

    private static readonly HashSet<string> s_modelTakers = new(
        All.SelectMany(static table => table.ClientSources)
            .Where(static source => source.Model is not null)
            .SelectMany(static source => source.Methods),
        StringComparer.Ordinal
    );

    /// <summary>True for the name of a method with which some SDK, referenced or not, creates a client from a model ID.</summary>
    public static bool TakesModel(string methodName) => s_modelTakers.Contains(methodName);
}
