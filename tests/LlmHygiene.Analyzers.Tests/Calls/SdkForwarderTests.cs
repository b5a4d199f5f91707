using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LlmHygiene.Analyzers.Tests.Calls;

/// <summary>Wrappers around the clients of each SDK, and the source of an SDK itself.</summary>
public class SdkForwarderTests
{
    private const string Usings = """
        #pragma warning disable MEAI001, MCP9005, CS0618, SKEXP0001
        using Microsoft.Agents.AI;
        using Microsoft.SemanticKernel;
        using Microsoft.SemanticKernel.ChatCompletion;

        """;

    private static async Task<int> CallsAsync(string source) =>
        (
            await RuleTest.DiagnosticsAsync([Usings + source], inventory: true, references: [.. TestReferences.All, TestReferences.Agents])
        ).Count(diagnostic => diagnostic.Id == "LLMH0001");

    [Theory]
    [InlineData(
        """
            class W(IImageGenerator i) : DelegatingImageGenerator(i)
            {
                public override Task<ImageGenerationResponse> GenerateAsync(ImageGenerationRequest r, ImageGenerationOptions? o = null,
                    CancellationToken t = default) => base.GenerateAsync(r, o, t);
            }
            """
    )]
    [InlineData(
        """
            class W(ISpeechToTextClient i) : DelegatingSpeechToTextClient(i)
            {
                public override Task<SpeechToTextResponse> GetTextAsync(Stream s, SpeechToTextOptions? o = null,
                    CancellationToken t = default) => InnerClient.GetTextAsync(s, o, t);
            }
            """
    )]
    [InlineData(
        """
            class W(ITextToSpeechClient i) : DelegatingTextToSpeechClient(i)
            {
                public override Task<TextToSpeechResponse> GetAudioAsync(string s, TextToSpeechOptions? o = null,
                    CancellationToken t = default) => InnerClient.GetAudioAsync(s, o, t);
            }
            """
    )]
    [InlineData(
        """
            class W(AIAgent i) : DelegatingAIAgent(i)
            {
                protected override Task<AgentResponse> RunCoreAsync(IEnumerable<Microsoft.Extensions.AI.ChatMessage> m,
                    AgentSession? s = null,
                    AgentRunOptions? o = null, CancellationToken t = default) => InnerAgent.RunAsync(m, s, o, t);
            }
            """
    )]
    [InlineData(
        """
            class W : Azure.AI.Inference.ChatCompletionsClient
            {
                public override Azure.Response<Azure.AI.Inference.ChatCompletions> Complete(Azure.AI.Inference.ChatCompletionsOptions o,
                    CancellationToken t = default) => base.Complete(o, t);
            }
            """
    )]
    [InlineData(
        """
            class W : OpenAI.Images.ImageClient
            {
                public override System.ClientModel.ClientResult<OpenAI.Images.GeneratedImage> GenerateImage(string p,
                    OpenAI.Images.ImageGenerationOptions o = null!, CancellationToken t = default) => base.GenerateImage(p, o, t);
            }
            """
    )]
    public async Task A_delegating_client(string source) => Assert.Equal(0, await CallsAsync(source));

    [Fact]
    public async Task A_chat_service_over_another() =>
        Assert.Equal(
            0,
            await CallsAsync(
                """
                class W(IChatCompletionService inner) : IChatCompletionService
                {
                    public IReadOnlyDictionary<string, object?> Attributes => inner.Attributes;
                    public Task<IReadOnlyList<ChatMessageContent>> GetChatMessageContentsAsync(ChatHistory history,
                        PromptExecutionSettings? settings = null, Kernel? kernel = null, CancellationToken token = default) =>
                        inner.GetChatMessageContentsAsync(history, settings, kernel, token);
                    public IAsyncEnumerable<StreamingChatMessageContent> GetStreamingChatMessageContentsAsync(ChatHistory history,
                        PromptExecutionSettings? settings = null, Kernel? kernel = null, CancellationToken token = default) =>
                        inner.GetStreamingChatMessageContentsAsync(history, settings, kernel, token);
                }
                """
            )
        );

    [Fact]
    public async Task Middleware_of_an_agent() =>
        Assert.Equal(
            0,
            await CallsAsync(
                """
                class C
                {
                    public AIAgent Wrap(AIAgent agent) => agent.AsBuilder()
                        .Use((messages, session, options, inner, token) => inner.RunAsync(messages, session, options, token), null)
                        .Build();
                }
                """
            )
        );

    [Fact]
    public async Task A_method_that_takes_its_text_is_a_call() =>
        Assert.Equal(1, await CallsAsync("class C { public Task Ask(AIAgent agent, string text) => agent.RunAsync(text); }"));

    [Theory]
    [InlineData("OllamaSharp", 0)]
    [InlineData("Mine", 1)]
    public void The_source_of_an_SDK_calls_itself(string assembly, int calls)
    {
        const string Sdk = """
            namespace OllamaSharp
            {
                public interface IOllamaApiClient { System.Collections.Generic.IAsyncEnumerable<object> ChatAsync(string request); }
            }
            """;
        const string Helper = """
            public class Conversation(OllamaSharp.IOllamaApiClient client)
            {
                public object Send(string message) => client.ChatAsync(message);
            }
            """;
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary);
        var sdk = CSharpCompilation.Create("OllamaSharp", [Parse(Sdk)], TestReferences.Framework, options);
        var compilation =
            assembly == "OllamaSharp"
                ? sdk.AddSyntaxTrees(Parse(Helper))
                : CSharpCompilation.Create(assembly, [Parse(Helper)], [.. TestReferences.Framework, sdk.ToMetadataReference()], options);
        Assert.Equal(calls, FactTest.Inventory(compilation).Count());

        static SyntaxTree Parse(string text) => CSharpSyntaxTree.ParseText(text, cancellationToken: TestContext.Current.CancellationToken);
    }
}
