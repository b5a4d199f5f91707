using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LlmHygiene.Analyzers.Tests.Sdks;

/// <summary>Names that current packages no longer have, tested against stubs of the earlier assemblies.</summary>
public class EarlierSdkTests
{
    private const string OpenAI = """
        using System.Collections.Generic; using System.Threading; using System.Threading.Tasks;
        namespace OpenAI
        {
            public class OpenAIClient
            {
                public OpenAIClient(string apiKey) { }
                public Responses.OpenAIResponseClient GetOpenAIResponseClient(string model) => new(model, "");
                public Responses.ResponsesClient GetResponsesClient(string model) => new(model, "");
            }
        }
        namespace OpenAI.Responses
        {
            public class ResponseItem { }
            public class ResponseCreationOptions { public int? MaxOutputTokenCount { get; set; } public string Instructions { get; set; } }
            public class CreateResponseOptions { public string Model { get; set; } public int? MaxOutputTokenCount { get; set; } }
            public class OpenAIResponseClient
            {
                public OpenAIResponseClient(string model, string apiKey) { }
                public virtual object CreateResponse(string userInputText, ResponseCreationOptions options = null,
                    CancellationToken cancellationToken = default) => null;
                public virtual Task<object> CreateResponseAsync(IEnumerable<ResponseItem> inputItems,
                    ResponseCreationOptions options = null, CancellationToken cancellationToken = default) => null;
                public virtual object CreateResponseStreaming(string userInputText, ResponseCreationOptions options = null,
                    CancellationToken cancellationToken = default) => null;
                public virtual object GetResponse(string responseId, CancellationToken cancellationToken = default) => null;
            }
            public class ResponsesClient
            {
                public ResponsesClient(string model, string apiKey) { }
                public virtual object CreateResponse(CreateResponseOptions options, CancellationToken cancellationToken = default) => null;
                public virtual object CreateResponse(string userInputText, string previousResponseId = null,
                    CancellationToken cancellationToken = default) => null;
                public virtual object CreateResponseStreaming(CreateResponseOptions options,
                    CancellationToken cancellationToken = default) => null;
            }
        }
        namespace OpenAI.Assistants
        {
            public class RunCreationOptions { public string ModelOverride { get; set; } }
            public class AssistantClient
            {
                public virtual object CreateRunStreaming(string threadId, string assistantId, RunCreationOptions options = null,
                    CancellationToken cancellationToken = default) => null;
                public virtual object CreateThreadAndRunStreaming(string assistantId, object threadOptions = null,
                    RunCreationOptions runOptions = null, CancellationToken cancellationToken = default) => null;
            }
        }
        namespace OpenAI.Realtime
        {
            public class ConversationResponseOptions { }
            public class RealtimeSession
            {
                public virtual Task StartResponseAsync(ConversationResponseOptions options,
                    CancellationToken cancellationToken = default) => null;
                public virtual void StartResponse(CancellationToken cancellationToken = default) { }
            }
        }
        """;

    private const string ExtensionsAI = """
        using System.Collections.Generic; using System.Threading; using System.Threading.Tasks;
        namespace Microsoft.Extensions.AI
        {
            public class ChatMessage { public ChatMessage(string role, string content) { } }
            public class ChatOptions { public string ModelId { get; set; } public int? MaxOutputTokens { get; set; } }
            public class EmbeddingGenerationOptions { public string ModelId { get; set; } }
            public interface IChatClient
            {
                Task<object> CompleteAsync(IList<ChatMessage> chatMessages, ChatOptions options = null,
                    CancellationToken cancellationToken = default);
                IAsyncEnumerable<object> CompleteStreamingAsync(IList<ChatMessage> chatMessages, ChatOptions options = null,
                    CancellationToken cancellationToken = default);
            }
            public static class ChatClientExtensions
            {
                public static Task<object> CompleteAsync(this IChatClient client, string chatMessage, ChatOptions options = null,
                    CancellationToken cancellationToken = default) => null;
            }
            public static class ChatClientStructuredOutputExtensions
            {
                public static Task<T> CompleteAsync<T>(this IChatClient chatClient, string chatMessage, ChatOptions options = null,
                    CancellationToken cancellationToken = default) => null;
            }
            public interface IEmbeddingGenerator<TInput, TEmbedding> { }
            public static class EmbeddingGeneratorExtensions
            {
                public static Task<TEmbedding> GenerateEmbeddingAsync<TInput,
                    TEmbedding>(this IEmbeddingGenerator<TInput, TEmbedding> generator, TInput value,
                    EmbeddingGenerationOptions options = null, CancellationToken cancellationToken = default) => null;
                public static Task<float> GenerateEmbeddingVectorAsync<TInput,
                    TEmbedding>(this IEmbeddingGenerator<TInput, TEmbedding> generator, TInput value,
                    EmbeddingGenerationOptions options = null, CancellationToken cancellationToken = default) => null;
            }
        }
        """;

    private const string ExtensionsAIOllama = """
        using System.Collections.Generic; using System.Threading; using System.Threading.Tasks;
        namespace Microsoft.Extensions.AI
        {
            public class OllamaChatClient : IChatClient
            {
                public OllamaChatClient(string endpoint, string modelId = null) { }
                public Task<object> CompleteAsync(IList<ChatMessage> chatMessages, ChatOptions options = null,
                    CancellationToken cancellationToken = default) => null;
                public IAsyncEnumerable<object> CompleteStreamingAsync(IList<ChatMessage> chatMessages, ChatOptions options = null,
                    CancellationToken cancellationToken = default) => null;
            }
        }
        """;

    private const string AzureOpenAI = """
        using System.Collections.Generic; using System.Threading; using System.Threading.Tasks;
        namespace Azure.AI.OpenAI
        {
            public class ChatRequestMessage { }
            public class ChatRequestUserMessage : ChatRequestMessage { public ChatRequestUserMessage(string content) { } }
            public class ChatCompletionsOptions
            {
                public ChatCompletionsOptions() { }
                public ChatCompletionsOptions(string deploymentName, IEnumerable<ChatRequestMessage> messages) { }
                public string DeploymentName { get; set; }
                public int? MaxTokens { get; set; }
                public IList<ChatRequestMessage> Messages { get; } = new List<ChatRequestMessage>();
            }
            public class EmbeddingsOptions { public string DeploymentName { get; set; } }
            public class OpenAIClient
            {
                public virtual Task<object> GetChatCompletionsAsync(ChatCompletionsOptions chatCompletionsOptions,
                    CancellationToken cancellationToken = default) => null;
                public virtual Task<object> GetChatCompletionsStreamingAsync(string deploymentOrModelName,
                    ChatCompletionsOptions chatCompletionsOptions, CancellationToken cancellationToken = default) => null;
                public virtual object GetEmbeddings(EmbeddingsOptions embeddingsOptions, CancellationToken cancellationToken = default) =>
                    null;
            }
        }
        """;

    private const string OllamaSharp = """
        using System.Collections.Generic; using System.Threading;
        namespace OllamaSharp
        {
            public interface IOllamaApiClient
            {
                string SelectedModel { get; set; }
                IAsyncEnumerable<object> Chat(Models.Chat.ChatRequest chatRequest, CancellationToken cancellationToken = default);
                IAsyncEnumerable<object> Generate(Models.GenerateRequest request, CancellationToken cancellationToken = default);
            }
            public class Chat
            {
                public IAsyncEnumerable<string> Send(string message, CancellationToken cancellationToken = default) => null;
            }
        }
        namespace OllamaSharp.Models { public class GenerateRequest { public string Model { get; set; } } }
        namespace OllamaSharp.Models.Chat { public class ChatRequest { public string Model { get; set; } } }
        """;

    private static string[] FactsOf(string parameters, string call, params (string Assembly, string Source)[] stubs)
    {
        var references = new List<MetadataReference>(TestReferences.Framework);
        foreach (var (assembly, text) in stubs)
        {
            var stub = CSharpCompilation.Create(
                assembly,
                [CSharpSyntaxTree.ParseText(text)],
                references,
                new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)
            );
            Assert.DoesNotContain(
                stub.GetDiagnostics(),
                diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Id != "CS0403"
            );
            references.Add(stub.ToMetadataReference());
        }

        var source =
            $"using System; using Microsoft.Extensions.AI; class C {{ public object Ask({parameters}string "
            + $"text) => {call}; }} namespace Microsoft.Extensions.AI {{ class Present; }}";
        var compilation = CSharpCompilation.Create(
            "T",
            [CSharpSyntaxTree.ParseText(source)],
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)
        );
        Assert.DoesNotContain(compilation.GetDiagnostics(), diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        return [.. FactTest.Inventory(compilation).Select(message => string.Join(' ', message.Split("; ").Take(3)))];
    }

    [Theory]
    [InlineData("OpenAI.Responses.OpenAIResponseClient c, ", "c.CreateResponse(text)", "operation=response model=AtClient")]
    [InlineData(
        "OpenAI.Responses.OpenAIResponseClient c, ",
        "c.CreateResponseAsync(new OpenAI.Responses.ResponseItem[0])",
        "operation=response model=AtClient"
    )]
    [InlineData(
        "",
        "new OpenAI.Responses.OpenAIResponseClient(\"m\", \"k\").CreateResponseStreaming(text)",
        "operation=response model=AtClient(m)"
    )]
    [InlineData(
        "",
        "new OpenAI.OpenAIClient(\"k\").GetOpenAIResponseClient(\"m\").CreateResponse(text)",
        "operation=response model=AtClient(m)"
    )]
    [InlineData("", "new OpenAI.Responses.ResponsesClient(\"m\", \"k\").CreateResponse(text)", "operation=response model=AtClient(m)")]
    [InlineData(
        "",
        "new OpenAI.OpenAIClient(\"k\").GetResponsesClient(\"m\").CreateResponse(new OpenAI.Responses.CreateResponseOptions())",
        "operation=response model=AtClient(m)"
    )]
    [InlineData(
        "OpenAI.Responses.ResponsesClient c, ",
        "c.CreateResponseStreaming(new OpenAI.Responses.CreateResponseOptions { Model = \"n\" })",
        "operation=response model=Constant(n)"
    )]
    [InlineData("OpenAI.Assistants.AssistantClient c, ", "c.CreateRunStreaming(text, text)", "operation=invoke_agent model=FlowsIn")]
    [InlineData(
        "OpenAI.Assistants.AssistantClient c, ",
        "c.CreateThreadAndRunStreaming(text, null, new OpenAI.Assistants.RunCreationOptions { ModelOverride = \"n\" })",
        "operation=invoke_agent model=Constant(n)"
    )]
    [InlineData("OpenAI.Realtime.RealtimeSession c, ", "c.StartResponseAsync(null)", "operation=realtime model=FlowsIn")]
    public void OpenAI_2_1_to_2_14(string parameters, string call, string expected) =>
        Assert.Equal(["sdk=OpenAI " + expected], FactsOf(parameters, call, ("OpenAI", OpenAI)));

    [Fact]
    public void Retrieval_by_id_was_not_a_call_then_either() =>
        Assert.Empty(FactsOf("OpenAI.Responses.OpenAIResponseClient c, ", "c.GetResponse(text)", ("OpenAI", OpenAI)));

    [Theory]
    [InlineData("IChatClient c, ", "c.CompleteAsync(new ChatMessage[0])", "operation=chat model=FlowsIn")]
    [InlineData(
        "IChatClient c, ",
        "c.CompleteStreamingAsync(new ChatMessage[0], new ChatOptions { ModelId = \"m\" })",
        "operation=chat model=Constant(m)"
    )]
    [InlineData("IChatClient c, ", "c.CompleteAsync(text)", "operation=chat model=FlowsIn")]
    [InlineData("IChatClient c, ", "c.CompleteAsync<int>(text)", "operation=chat model=FlowsIn")]
    [InlineData("IEmbeddingGenerator<string, string> c, ", "c.GenerateEmbeddingAsync(text)", "operation=embeddings model=FlowsIn")]
    [InlineData("IEmbeddingGenerator<string, string> c, ", "c.GenerateEmbeddingVectorAsync(text)", "operation=embeddings model=FlowsIn")]
    [InlineData("", "new OllamaChatClient(\"http://x\", \"m\").CompleteAsync(text)", "operation=chat model=AtClient(m)")]
    [InlineData("", "new OllamaChatClient(\"http://x\").CompleteAsync(text)", "operation=chat model=FlowsIn")]
    public void Microsoft_Extensions_AI_previews(string parameters, string call, string expected) =>
        Assert.Equal(
            ["sdk=Microsoft.Extensions.AI " + expected],
            FactsOf(
                parameters,
                call,
                ("Microsoft.Extensions.AI.Abstractions", ExtensionsAI.Replace("=> null;", "=> default;", StringComparison.Ordinal)),
                ("Microsoft.Extensions.AI.Ollama", ExtensionsAIOllama)
            )
        );

    [Theory]
    [InlineData(
        "c.GetChatCompletionsAsync(new Azure.AI.OpenAI.ChatCompletionsOptions { DeploymentName = \"prod\" })",
        "operation=chat model=Constant(prod)"
    )]
    [InlineData(
        """
            c.GetChatCompletionsAsync(new Azure.AI.OpenAI.ChatCompletionsOptions("prod",
                new[] { new Azure.AI.OpenAI.ChatRequestUserMessage(text) }))
            """,
        "operation=chat model=Constant(prod)"
    )]
    [InlineData("c.GetChatCompletionsAsync(new Azure.AI.OpenAI.ChatCompletionsOptions())", "operation=chat model=FlowsIn")]
    [InlineData("c.GetChatCompletionsStreamingAsync(\"prod\", null)", "operation=chat model=Constant(prod)")]
    [InlineData(
        "c.GetEmbeddings(new Azure.AI.OpenAI.EmbeddingsOptions { DeploymentName = text })",
        "operation=embeddings model=Configured"
    )]
    public void Azure_OpenAI_1(string call, string expected) =>
        Assert.Equal(
            ["sdk=Azure.AI.OpenAI " + expected],
            FactsOf("Azure.AI.OpenAI.OpenAIClient c, ", call, ("Azure.AI.OpenAI", AzureOpenAI))
        );

    [Theory]
    [InlineData(
        "OllamaSharp.IOllamaApiClient c, ",
        "c.Chat(new OllamaSharp.Models.Chat.ChatRequest { Model = \"m\" })",
        "operation=chat model=Constant(m)"
    )]
    [InlineData(
        "OllamaSharp.IOllamaApiClient c, ",
        "c.Generate(new OllamaSharp.Models.GenerateRequest())",
        "operation=text_completion model=FlowsIn"
    )]
    [InlineData("OllamaSharp.Chat c, ", "c.Send(text)", "operation=chat model=FlowsIn")]
    public void OllamaSharp_3(string parameters, string call, string expected) =>
        Assert.Equal(["sdk=OllamaSharp " + expected], FactsOf(parameters, call, ("OllamaSharp", OllamaSharp)));

    // Names that the current package has belong in the table that is compared with it.
    [Fact]
    public void Earlier_tables_belong_to_a_current_SDK() =>
        Assert.Empty(SdkTables.Earlier.Select(table => table.Name).Except(SdkTables.Current.Select(table => table.Name)));
}
