using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Facts;

/// <summary>The facts of a call, SDK by SDK: model at the call and at the client, limit, cancellation, prompt.</summary>
public class SdkFactsTests
{
    private const string Usings = """
        #pragma warning disable OPENAI001, OPENAI002, MEAI001, MCP9005, SKEXP0001, SKEXP0010, CS0618, CS0612
        using OllamaSharp;
        using OllamaSharp.Models;
        using OllamaSharp.Models.Chat;
        using Microsoft.SemanticKernel;
        using Microsoft.SemanticKernel.ChatCompletion;
        using Microsoft.SemanticKernel.Connectors.OpenAI;
        using Claude = Anthropic.Models.Messages;
        using Inference = Azure.AI.Inference;
        using Ranul = Betalgo.Ranul.OpenAI.ObjectModels.RequestModels;
        using Protocol = ModelContextProtocol.Protocol;
        using Microsoft.Agents.AI;

        """;

    private static async Task<string[]> FactsAsync(string parameters, string call, string[] facts)
    {
        var source = $$"""
            {{Usings}}
            class C
            {
                private static readonly string FromEnvironment = Environment.GetEnvironmentVariable("MODEL")!;
                public object Ask({{parameters}}string text, CancellationToken token) => {{call}};
            }
            """;
        var diagnostics = await RuleTest.DiagnosticsAsync(
            [source],
            inventory: true,
            references: [.. TestReferences.All, TestReferences.Agents]
        );
        var message = Assert.Single(diagnostics, diagnostic => diagnostic.Id == "LLMH0001").GetMessage(null);
        return
        [
            .. facts.Select(fact =>
                message.Split("; ").Single(part => part.StartsWith(fact + "=", StringComparison.Ordinal))[(fact.Length + 1)..]
            ),
        ];
    }

    private static async Task ExpectAsync(string parameters, string call, string model, string limit, string cancellation) =>
        Assert.Equal([model, limit, cancellation], await FactsAsync(parameters, call, ["model", "limit", "cancellation"]));

    [Theory]
    [InlineData(
        "new() { Model = Claude.Model.ClaudeOpus4_5_20251101, MaxTokens = 100, Messages = [] }",
        "Constant(claude-opus-4-5-20251101)",
        "Set(100)",
        "NotPassed"
    )]
    [InlineData(
        "new() { Model = \"claude-haiku-4-5\", MaxTokens = 100, Messages = [] }, token",
        "Constant(claude-haiku-4-5)",
        "Set(100)",
        "Passed"
    )]
    [InlineData("new() { Model = FromEnvironment, MaxTokens = text.Length, Messages = [] }", "Configured", "Set", "NotPassed")]
    [InlineData("handedIn", "FlowsIn", "FlowsIn", "NotPassed")]
    [InlineData("new(handedIn)", "FlowsIn", "FlowsIn", "NotPassed")]
    [InlineData("handedIn with { InferenceGeo = \"eu\" }", "FlowsIn", "FlowsIn", "NotPassed")]
    public Task Anthropic(string arguments, string model, string limit, string cancellation) =>
        ExpectAsync(
            "Anthropic.IAnthropicClient c, Claude.MessageCreateParams handedIn, ",
            $"c.Messages.Create({arguments})",
            model,
            limit,
            cancellation
        );

    [Theory]
    [InlineData("new Anthropic.AnthropicClient().AsIChatClient(\"claude-haiku-4-5\").GetResponseAsync(text)", "AtClient(claude-haiku-4-5)")]
    [InlineData("new Anthropic.AnthropicClient().AsIChatClient().GetResponseAsync(text)", "Absent")]
    [InlineData("new Anthropic.AnthropicClient().Beta.AsIChatClient(FromEnvironment).GetResponseAsync(text)", "AtClient")]
    public Task Chat_clients_of_Anthropic(string call, string model) => ExpectAsync("", call, model, "Unset", "NotPassed");

    [Theory]
    [InlineData("new Claude.UserMessageParam(\"Summarise the news.\")", "Untagged")]
    [InlineData("new Claude.UserMessageParam { Content = \"Summarise the news.\" }", "Untagged")]
    [InlineData("new Claude.UserMessageParam(text)", "FlowsIn")]
    public async Task Prompts_of_Anthropic(string message, string expected) =>
        Assert.Equal(
            [expected],
            await FactsAsync(
                "Anthropic.IAnthropicClient c, ",
                $"c.Messages.Create(new() {{ Model = \"m\", MaxTokens = 1, Messages = [{message}] }})",
                ["prompt"]
            )
        );

    // The rules about retired models need the ID that is sent.
    [Fact]
    public void Members_of_an_enum_are_spelled_as_the_SDK_sends_them()
    {
        var unlike = Enum.GetValues<global::Anthropic.Models.Messages.Model>()
            .Select(model => (Name: model.ToString(), Sent: System.Text.Json.JsonSerializer.Serialize(model).Trim('"')))
            .Where(model => EnumModels.Spelled(model.Name) != model.Sent)
            .Select(model => $"{model.Name}: {model.Sent}");
        Assert.Equal([], unlike);
    }

    [Theory]
    [InlineData("new() { Model = \"m\", MaxTokens = 5 }", "Constant(m)", "Set(5)")]
    [InlineData("new()", "FlowsIn", "Unset")]
    [InlineData("handedIn", "FlowsIn", "FlowsIn")]
    public Task Azure_inference(string options, string model, string limit) =>
        ExpectAsync(
            "Inference.ChatCompletionsClient c, Inference.ChatCompletionsOptions handedIn, ",
            $"c.CompleteAsync({options}, token)",
            model,
            limit,
            "Passed"
        );

    [Theory]
    [InlineData("new() { Model = \"llama3\", Options = new() { NumPredict = 7 } }", "Constant(llama3)", "Set(7)")]
    [InlineData("new() { Options = new() { Temperature = 0 } }", "FlowsIn", "Unset")]
    [InlineData("new() { Options = Configured() }", "FlowsIn", "FlowsIn")]
    [InlineData("new() { Model = FromEnvironment }", "Configured", "Unset")]
    public Task Requests_of_Ollama(string request, string model, string limit) =>
        ExpectAsync("Func<RequestOptions> Configured, IOllamaApiClient c, ", $"c.ChatAsync({request}, token)", model, limit, "Passed");

    [Theory]
    [InlineData("new OllamaApiClient(\"http://x\", \"llama3\").ChatAsync(new ChatRequest())", "AtClient(llama3)")]
    [InlineData("new OllamaApiClient(\"http://x\").ChatAsync(new ChatRequest())", "FlowsIn")]
    [InlineData("new OllamaApiClient(\"http://x\") { SelectedModel = \"phi\" }.ChatAsync(new ChatRequest())", "AtClient(phi)")]
    [InlineData("((IChatClient)new OllamaApiClient(\"http://x\", \"llama3\")).GetResponseAsync(text)", "AtClient(llama3)")]
    [InlineData("((IChatClient)new OllamaApiClient(\"http://x\")).GetResponseAsync(text)", "FlowsIn")]
    [InlineData("new Chat(new OllamaApiClient(\"http://x\", \"llama3\")).SendAsync(text)", "AtClient(llama3)")]
    [InlineData("new Chat(new OllamaApiClient(\"http://x\")) { Model = \"phi\" }.SendAsync(text)", "AtClient(phi)")]
    [InlineData("new Chat(new OllamaApiClient(\"http://x\")).SendAsync(text)", "FlowsIn")]
    public async Task Clients_of_Ollama(string call, string model) => Assert.Equal([model], await FactsAsync("", call, ["model"]));

    [Fact]
    public async Task A_model_selected_after_the_client_is_created() =>
        Assert.Equal(
            "AtClient(phi)",
            await FactTest.FactAsync(
                "model",
                """
                using OllamaSharp;
                class C
                {
                    private readonly OllamaApiClient _client = new("http://x");
                    public C() => _client.SelectedModel = "phi";
                    public object Ask(string text) => new Chat(_client).SendAsync(text);
                }
                """
            )
        );

    [Theory]
    [InlineData("request.Options.NumPredict = 9;", "Set(9)")]
    [InlineData("request.Options.NumPredict ??= 9;", "FlowsIn")]
    public async Task A_limit_set_in_inner_options_by_a_statement_is_not_missed(string statement, string limit) =>
        Assert.Equal(
            limit,
            await FactTest.FactAsync(
                "limit",
                $$"""
                using OllamaSharp;
                using OllamaSharp.Models;
                class C
                {
                    public object Ask(IOllamaApiClient client)
                    {
                        var request = new GenerateRequest { Options = new RequestOptions() };
                        {{statement}}
                        return client.GenerateAsync(request);
                    }
                }
                """
            )
        );

    [Theory]
    [InlineData("new() { Model = \"m\", MaxTokens = 5 }", "Constant(m)", "Set(5)")]
    [InlineData("new() { MaxCompletionTokens = 5 }, \"m\"", "Constant(m)", "Set(5)")]
    [InlineData("new()", "FlowsIn", "Unset")]
    [InlineData("handedIn", "FlowsIn", "FlowsIn")]
    public Task Betalgo_requests(string arguments, string model, string limit) =>
        ExpectAsync(
            "Betalgo.Ranul.OpenAI.Interfaces.IOpenAIService c, Ranul.ChatCompletionCreateRequest handedIn, ",
            $"c.ChatCompletion.CreateCompletion({arguments})",
            model,
            limit,
            "NotPassed"
        );

    [Theory]
    [InlineData("c.SampleAsync(new Protocol.CreateMessageRequestParams { MaxTokens = 9, Messages = [] })", "FlowsIn", "Set(9)")]
    [InlineData("c.SampleAsync([], new ChatOptions { MaxOutputTokens = 4 })", "FlowsIn", "Set(4)")]
    [InlineData("c.SampleAsync([])", "FlowsIn", "Unset")]
    [InlineData("c.AsSamplingChatClient().GetResponseAsync(text)", "FlowsIn", "Unset")]
    public Task The_host_chooses_the_model_of_sampling(string call, string model, string limit) =>
        ExpectAsync("ModelContextProtocol.Server.McpServer c, ", call, model, limit, "NotPassed");

    [Theory]
    [InlineData("c.CreateRun(text, text)", "FlowsIn", "Unset")]
    [InlineData("c.CreateRun(text, text, new() { ModelOverride = \"m\", MaxOutputTokenCount = 3 })", "Constant(m)", "Set(3)")]
    [InlineData("c.CreateThreadAndRun(text, null, new() { ModelOverride = \"m\" })", "Constant(m)", "Unset")]
    public Task Runs_of_assistants(string call, string model, string limit) =>
        ExpectAsync("OpenAI.Assistants.AssistantClient c, ", call, model, limit, "NotPassed");

    [Theory]
    [InlineData("new OpenAI.Images.ImageClient(\"gpt-image-1\", \"k\").GenerateImage(text)", "AtClient(gpt-image-1)", "NotPassed")]
    [InlineData(
        "new OpenAI.OpenAIClient(\"k\").GetAudioClient(\"whisper-1\").TranscribeAudio(Stream.Null, text, null, token)",
        "AtClient(whisper-1)",
        "Passed"
    )]
    [InlineData("new OpenAI.OpenAIClient(\"k\").GetModerationClient(\"m\").ClassifyText(text)", "AtClient(m)", "NotPassed")]
    [InlineData("new OpenAI.Images.ImageClient(\"m\", \"k\").AsIImageGenerator().GenerateImagesAsync(text)", "AtClient(m)", "NotPassed")]
    [InlineData(
        """
            new OpenAI.Images.ImageClient("m", "k").AsIImageGenerator().AsBuilder().UseLogging().Build()
                .GenerateImagesAsync(text, new() { ModelId = "n" })
            """,
        "Constant(n)",
        "NotPassed"
    )]
    [InlineData(
        "new OpenAI.Audio.AudioClient(\"m\", \"k\").AsISpeechToTextClient().GetTextAsync(Stream.Null, null, token)",
        "AtClient(m)",
        "Passed"
    )]
    [InlineData("new OpenAI.Audio.AudioClient(\"m\", \"k\").AsITextToSpeechClient().GetAudioAsync(text)", "AtClient(m)", "NotPassed")]
    public async Task Media(string call, string model, string cancellation) =>
        Assert.Equal([model, cancellation], await FactsAsync("", call, ["model", "cancellation"]));

    [Theory]
    [InlineData("agent.RunAsync(text)", "FlowsIn", "Unset")]
    [InlineData(
        "agent.RunAsync(text, null, new ChatClientAgentRunOptions(new() { ModelId = \"m\", MaxOutputTokens = 8 }))",
        "Constant(m)",
        "Set(8)"
    )]
    [InlineData(
        "agent.RunAsync(text, null, new ChatClientAgentRunOptions { ChatOptions = new() { MaxOutputTokens = 8 } })",
        "FlowsIn",
        "Set(8)"
    )]
    [InlineData("new ChatClientAgent(client.AsIChatClient()).RunAsync(text)", "AtClient", "Unset")]
    [InlineData(
        """
            new OpenAI.Chat.ChatClient("m", "k").AsIChatClient().AsAIAgent("Be brief.")
                .AsBuilder().UseOpenTelemetry().Build().RunAsync(text)
            """,
        "AtClient(m)",
        "Unset"
    )]
    [InlineData(
        """
            new ChatClientAgent(client.AsIChatClient(), new ChatClientAgentOptions { ChatOptions = new() { ModelId = "o" } }).RunAsync(text)
            """,
        "AtClient(o)",
        "Unset"
    )]
    [InlineData(
        "new ChatClientAgent(new OpenAI.Responses.ResponsesClient(\"k\").AsIChatClient(), elsewhere).RunAsync(text)",
        "FlowsIn",
        "Unset"
    )]
    public Task Agents(string call, string model, string limit) =>
        ExpectAsync("AIAgent agent, ChatClientAgentOptions elsewhere, OpenAI.Chat.ChatClient client, ", call, model, limit, "NotPassed");

    [Theory]
    [InlineData("service.GetChatMessageContentAsync(text)", "FlowsIn", "Unset")]
    [InlineData(
        "service.GetChatMessageContentAsync(text, new OpenAIPromptExecutionSettings { ModelId = \"m\", MaxTokens = 4 })",
        "Constant(m)",
        "Set(4)"
    )]
    [InlineData(
        """
            service.GetChatMessageContentAsync(text,
                new PromptExecutionSettings { ExtensionData = new Dictionary<string, object> { ["max_tokens"] = 4 } })
            """,
        "FlowsIn",
        "FlowsIn"
    )]
    [InlineData("new OpenAIChatCompletionService(\"m\", \"k\").GetChatMessageContentAsync(text)", "AtClient(m)", "Unset")]
    [InlineData("Kernel.CreateBuilder().AddOpenAIChatCompletion(\"m\", \"k\").Build().InvokePromptAsync(text)", "AtClient(m)", "Unset")]
    [InlineData("Kernel.CreateBuilder().Build().InvokePromptAsync(text)", "FlowsIn", "Unset")]
    [InlineData("kernel.GetRequiredService<IChatCompletionService>().GetChatMessageContentAsync(text)", "FlowsIn", "Unset")]
    [InlineData("kernel.InvokePromptAsync(text, new(new OpenAIPromptExecutionSettings { ModelId = \"m\" }))", "Constant(m)", "Unset")]
    [InlineData("kernel.InvokePromptAsync(text, new(new Dictionary<string, object?>()))", "FlowsIn", "FlowsIn")]
    public Task Semantic_Kernel(string call, string model, string limit) =>
        ExpectAsync("IChatCompletionService service, Kernel kernel, ", call, model, limit, "NotPassed");

    [Theory]
    [InlineData("history.AddSystemMessage(\"You are brief.\");", "Untagged")]
    [InlineData("history.AddUserMessage(text);", "FlowsIn")]
    public async Task A_history_that_messages_are_added_to(string statement, string expected) =>
        Assert.Equal(
            expected,
            await FactTest.FactAsync(
                "prompt",
                $$"""
                using Microsoft.SemanticKernel.ChatCompletion;
                class C
                {
                    public object Ask(IChatCompletionService service, string text)
                    {
                        var history = new ChatHistory();
                        {{statement}}
                        return service.GetChatMessageContentsAsync(history);
                    }
                }
                """
            )
        );
}
