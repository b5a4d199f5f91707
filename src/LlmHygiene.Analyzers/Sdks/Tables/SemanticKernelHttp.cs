using System.Collections.Immutable;
using LlmHygiene.Analyzers.Sdks.Rows;

namespace LlmHygiene.Analyzers.Sdks.Tables;

/// <summary>
/// How Semantic Kernel sends requests. Where no HTTP client is given, one is taken from the container, or made. The SDK below repeats
/// nothing then.
/// </summary>
internal static class SemanticKernelHttp
{
    private const string Namespace = SemanticKernelSdk.RootNamespace + ".";
    private const string Injection = "Microsoft.Extensions.DependencyInjection.";
    private const string Client = "openAIClient";
    private const string AzureClient = "azureOpenAIClient";
    private const string Completion = "AddOpenAIChatCompletion";
    private const string ChatClient = "AddOpenAIChatClient";
    private const string AzureCompletion = "AddAzureOpenAIChatCompletion";
    private const string AzureChatClient = "AddAzureOpenAIChatClient";

    public static readonly ImmutableArray<HttpRow> Rows = ImmutableArray.Create(
        Row(Namespace + "Connectors.OpenAI.OpenAIChatCompletionService", Client, ClientSourceRow.Constructor),
        Row(Namespace + "OpenAIKernelBuilderExtensions", Client, Completion),
        Row(Namespace + "OpenAIServiceCollectionExtensions", Client, Completion),
        Row(Namespace + "OpenAIChatClientKernelBuilderExtensions", Client, ChatClient),
        Row(Injection + "OpenAIServiceCollectionExtensions", Client, ChatClient),
        Row(Namespace + "AzureOpenAIKernelBuilderExtensions", AzureClient, AzureCompletion, AzureChatClient),
        Row(Namespace + "AzureOpenAIServiceCollectionExtensions", AzureClient, AzureCompletion),
        Row(Injection + "AzureOpenAIServiceCollectionExtensions", AzureClient, AzureChatClient)
    );

    private static HttpRow Row(string type, string otherClient, params string[] methods) =>
        new()
        {
            Type = type,
            Methods = methods.ToImmutableArray(),
            OtherClient = otherClient,
            HttpClient = "httpClient",
            RetriesOnlyOwn = true,
            UsesContainer = methods[0] != ClientSourceRow.Constructor,
            OwnTimeout = methods[0] == ClientSourceRow.Constructor ? 0 : HttpClients.DefaultTimeout,
        };
}
