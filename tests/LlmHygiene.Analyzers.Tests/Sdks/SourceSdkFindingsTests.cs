using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Sdks;

/// <summary>The rules at calls of SDKs that are stubs: what is proven is reported, and what may come from outside is not.</summary>
public class SourceSdkFindingsTests
{
    private static Task VerifyAsync(string source, params StubSdk[] stubs) =>
        RuleTest.VerifyAsync(source, references: StubSdk.Build(TestReferences.All.Append(TestReferences.Agents), stubs));

    [Fact]
    public Task Google_Cloud_AIPlatform() =>
        VerifyAsync(
            """
            #nullable disable
            using Google.Cloud.AIPlatform.V1;
            public class C(PredictionServiceClient given)
            {
                public object NoModel(string text, CancellationToken token) =>
                    PredictionServiceClient.Create().{|LLMH1001:GenerateContentAsync|}(
                        new GenerateContentRequest { Contents = { new Content { Parts = { new Part { Text = text } } } } }, token);

                public object NoVersion(CancellationToken token) => given.{|LLMH2001:GenerateContentAsync|}(new GenerateContentRequest
                {
                    Model = {|LLMH1004:"projects/p/locations/l/publishers/google/models/gemini-2.5-pro"|},
                    Contents = { new Content { Parts = { new Part { Text = "Summarise the news." } } } },
                }, token);

                public object Given(GenerateContentRequest request, CancellationToken token) =>
                    given.{|LLMH1002:GenerateContentAsync|}(request, token);

                public object Filled(Action<GenerateContentRequest> fill, CancellationToken token)
                {
                    var request = new GenerateContentRequest();
                    fill(request);
                    return PredictionServiceClient.Create().{|LLMH1002:GenerateContentAsync|}(request, token);
                }
            }
            """,
            GoogleCloudAIPlatformTests.Version("V1")
        );

    [Fact]
    public Task Kernel_Memory() =>
        VerifyAsync(
            """
            #nullable disable
            using Microsoft.KernelMemory; using Microsoft.KernelMemory.AI; using Microsoft.KernelMemory.AI.OpenAI;
            class C
            {
                private readonly IKernelMemory _memory = new KernelMemoryBuilder().WithOpenAI(new OpenAIConfig { TextModel = "m" }).Build();

                public object Ask(string text, CancellationToken token) => _memory.AskAsync(text, cancellationToken: token);

                public object Write(CancellationToken token) =>
                    _memory.{|LLMH2001:AskAsync|}("Summarise the news.", cancellationToken: token);

                public object NoModel(string text, CancellationToken token) =>
                    new OpenAITextGenerator(new OpenAIConfig { APIKey = text }).{|LLMH1001:GenerateTextAsync|}(text, new(), token);

                // The application may bind the model to its configuration.
                public object Configured(string text, OpenAIConfig config, CancellationToken token) =>
                    new KernelMemoryBuilder().WithOpenAI(config).Build().{|LLMH1002:AskAsync|}(text, cancellationToken: token);
            }
            """,
            KernelMemoryStubs.All
        );

    [Theory]
    [InlineData("new OpenAIConfig { TextModel = {|LLMH1004:\"gpt-4-0314\"|} }")]
    [InlineData("new OpenAIConfig { TextModel = {|LLMH1004:\"gpt-4-0314\"|}, Endpoint = \"https://api.openai.com/v1\" }")]
    [InlineData("new OpenAIConfig { TextModel = \"gpt-4-0314\", Endpoint = \"http://localhost:11434/v1\" }")]
    [InlineData("new OpenAIConfig { TextModel = \"gpt-4-0314\", Endpoint = \"https://api.groq.com/openai/v1\" }")]
    [InlineData("new OpenAIConfig { TextModel = \"gpt-4-0314\", Endpoint = address }")]
    public Task Kernel_Memory_is_judged_by_its_address(string config) =>
        RuleTest.VerifyAsync(
            $$"""
            #nullable disable
            using Microsoft.KernelMemory;
            class C(string address)
            {
                public object Used => address;

                public object Ask(string text, CancellationToken token) =>
                    new KernelMemoryBuilder().WithOpenAI({{config}}).Build().AskAsync(text, cancellationToken: token);
            }
            """,
            only: "LLMH1004",
            references: StubSdk.Build(TestReferences.All.Append(TestReferences.Agents), KernelMemoryStubs.All)
        );

    [Fact]
    public Task LangChain_chains() =>
        VerifyAsync(
            """
            #nullable disable
            using LangChain.Chains.HelperChains; using static LangChain.Chains.Chain;
            class C(IChatClient client, BaseStackableChain given)
            {
                private readonly IChatClient _made = new OpenAI.Chat.ChatClient("m", "k").AsIChatClient();

                public object Ask(string text, CancellationToken token) =>
                    (Set(text) | LLM(_made)).RunAsync("text", cancellationToken: token);

                public object Write(string text, CancellationToken token) =>
                    (Set(text) | Template("Summarise this: {text}") | LLM(_made)).{|LLMH2001:RunAsync|}("text", cancellationToken: token);

                public object Outside(string text, CancellationToken token) =>
                    (Set(text) | LLM(client)).{|LLMH1002:RunAsync|}("text", cancellationToken: token);

                public object NoModel(CancellationToken token) => given.RunAsync("text", cancellationToken: token);
            }
            """,
            LangChainChainTests.Stubs
        );

    [Fact]
    public Task OpenRouter() =>
        VerifyAsync(
            """
            #nullable disable
            using OpenRouter.SDK; using OpenRouter.SDK.Models;
            class C(OpenRouterClient client)
            {
                public object Ask(string text, CancellationToken token) =>
                    client.CallModelAsync("openai/gpt-5.4-mini-2026-03-17", text, cancellationToken: token);

                public object Write(CancellationToken token) =>
                    client.{|LLMH2001:CallModelAsync|}("openai/gpt-5.4-mini-2026-03-17", "Summarise the news.", cancellationToken: token);

                public object Default(string text, CancellationToken token) =>
                    client.Beta.Responses.{|LLMH1002:SendAsync|}(new BetaResponsesRequest { Input = text }, token);
            }
            """,
            OpenRouterTests.Stub
        );

    [Fact]
    public Task Prompty() =>
        VerifyAsync(
            """
            #nullable disable
            using Prompty.Core;
            class C
            {
                public object Ask(string text) => Pipeline.{|LLMH1002:InvokeAsync|}("Prompts/other.prompty", new() { ["text"] = text });

                public object Prepare() => Prompty.Core.Prompty.Load("other.prompty").Prepare();
            }
            """,
            PromptyRuntimeTests.Stub
        );

    [Theory]
    [InlineData("0.1", 0)]
    [InlineData("0.2", 1)]
    [InlineData("latest", 1)]
    public async Task A_project_at_an_older_level_gets_no_findings_for_an_SDK_that_came_later(string level, int count) =>
        Assert.Equal(
            count,
            (
                await RuleTest.DiagnosticsAsync(
                    [
                        "class C(OpenRouter.SDK.OpenRouterClient client) { public object Ask() => "
                            + "client.CallModelAsync(\"m\", \"Summarise the news of today.\"); }",
                    ],
                    references: StubSdk.Build(TestReferences.All, OpenRouterTests.Stub),
                    config: new() { ["build_property.LlmHygieneLevel"] = level },
                    only: "LLMH2001"
                )
            ).Length
        );
}
