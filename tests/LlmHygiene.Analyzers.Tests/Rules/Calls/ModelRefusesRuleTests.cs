using LlmHygiene.Analyzers.Tests.Infrastructure;
using LlmHygiene.Analyzers.Tests.Sdks;

namespace LlmHygiene.Analyzers.Tests.Rules.Calls;

public class ModelRefusesRuleTests
{
    private const string Rule = "LLMH1007";

    private const string Frame = """
        #pragma warning disable OPENAI001, SKEXP0001, SKEXP0010
        class Desk(Func<float?> warm)
        {
            private readonly IChatClient chat = new OpenAI.Chat.ChatClient("MODEL", "k").AsIChatClient();
            public async Task Ask(string text, bool isCold, IList<AITool> tools)
            {
                BODY
            }
        }
        """;

    [Theory]
    [InlineData("gpt-5-mini", "await chat.GetResponseAsync(text, new ChatOptions { {|#0:Temperature = 0.2f|} });")]
    [InlineData("o3", "await chat.GetResponseAsync(text, new() { MaxOutputTokens = 9000, {|#0:TopP = 0.5f|} });")]
    [InlineData("gpt-5-mini", "var o = new ChatOptions { {|#0:Temperature = 0|} }; await chat.GetResponseAsync(text, o);")]
    [InlineData("gpt-5-mini", "var o = new ChatOptions(); {|#0:o.FrequencyPenalty = 0.5f|}; await chat.GetResponseAsync(text, o);")]
    [InlineData("gpt-5-mini", "const float T = 0.3f; await chat.GetResponseAsync(text, new() { {|#0:Temperature = T|} });")]
    [InlineData("o3", "await chat.GetResponseAsync(text, new() { {|#0:StopSequences = [\"END\"]|} });")]
    [InlineData(
        "gpt-5-mini",
        "if (isCold) { var o = new ChatOptions { {|#0:Temperature = 0|} }; await" + " chat.GetResponseAsync(text, o); }"
    )]
    [InlineData("gpt-5-mini", "await foreach (var u in chat.GetStreamingResponseAsync(text, new() { {|#0:Temperature = 0|} })) { }")]
    [InlineData(
        "gpt-5-mini",
        "await chat.GetResponseAsync(text, Make()); ChatOptions Make() { var o = new ChatOptions(); {|#0:o.Temperature = 0|}; return o; }"
    )]
    [InlineData("gpt-5.5", "await chat.GetResponseAsync(text, new() { {|#0:Temperature = 0.2f|} });")]
    [InlineData(
        "gpt-5.4",
        "await chat.GetResponseAsync(text, new() { {|#0:Temperature = 0|}, Reasoning = new() { Effort = ReasoningEffort.High } });"
    )]
    [InlineData("gpt-5-mini", "await chat.GetResponseAsync(text, new() { Reasoning = new() { {|#0:Effort = ReasoningEffort.None|} } });")]
    [InlineData("gpt-4o", "await chat.GetResponseAsync(text, new() { Reasoning = new() { {|#0:Effort = ReasoningEffort.Low|} } });")]
    [InlineData(
        "gpt-5.4-pro",
        "await chat.GetResponseAsync(text, new() { {|#0:ResponseFormat = ChatResponseFormat.ForJsonSchema<int[]>()|} });"
    )]
    [InlineData("gpt-5.4-pro", "await chat.{|#0:GetResponseAsync<int[]>|}(text);")]
    public Task What_the_model_refuses_is_reported_where_it_is_written(string model, string body) => VerifyAsync(model, body);

    [Theory]
    // The default value is accepted.
    [InlineData("gpt-5-mini", "await chat.GetResponseAsync(text, new() { Temperature = 1, TopP = 1, PresencePenalty = 0 });")]
    // Nothing is sent.
    [InlineData("gpt-5-mini", "await chat.GetResponseAsync(text, new() { Temperature = null });")]
    [InlineData("gpt-5-mini", "await chat.GetResponseAsync(text, new() { StopSequences = [] });")]
    // The model accepts it.
    [InlineData("gpt-4o", "await chat.GetResponseAsync(text, new() { Temperature = 0, TopP = 0.1f, StopSequences = [\"a\"] });")]
    [InlineData("gpt-5-mini", "await chat.GetResponseAsync(text, new() { Seed = 4, Tools = [AIFunctionFactory.Create(() => 1)] });")]
    [InlineData("gpt-5-mini", "await chat.GetResponseAsync(text, new() { Reasoning = new() { Effort = ReasoningEffort.Low } });")]
    // It does not reason unless the request says so, or that is not known.
    [InlineData("gpt-5.4-mini", "await chat.GetResponseAsync(text, new() { Temperature = 0.2f });")]
    [InlineData("gpt-5.6-sol", "await chat.GetResponseAsync(text, new() { Temperature = 0.2f });")]
    [InlineData(
        "gpt-5.5",
        "await chat.GetResponseAsync(text, new() { Temperature = 0, Reasoning = new() { Effort = ReasoningEffort.None } });"
    )]
    [InlineData("gpt-5.5", "await chat.GetResponseAsync(text, new() { Temperature = 0, RawRepresentationFactory = _ => new object() });")]
    // The value is not known, or not on every path.
    [InlineData("gpt-5-mini", "await chat.GetResponseAsync(text, new() { Temperature = warm() });")]
    [InlineData("gpt-5-mini", "await chat.GetResponseAsync(text, new() { Temperature = isCold ? 0.1f : null });")]
    [InlineData("gpt-5-mini", "var o = new ChatOptions(); if (isCold) o.Temperature = 0; await chat.GetResponseAsync(text, o);")]
    [InlineData("gpt-5-mini", "var o = new ChatOptions(); if (isCold) { o.Temperature = 0; } await chat.GetResponseAsync(text, o);")]
    [InlineData("gpt-5-mini", "var o = isCold ? new ChatOptions { Temperature = 0 } : null; await chat.GetResponseAsync(text, o);")]
    [InlineData("gpt-5-mini", "var o = isCold ? new ChatOptions { Temperature = 0 } : new(); await chat.GetResponseAsync(text, o);")]
    [InlineData("gpt-5-mini", "var o = new ChatOptions { Temperature = 0 }; o.Temperature = null; await chat.GetResponseAsync(text, o);")]
    [InlineData(
        "gpt-5-mini",
        "var o = new ChatOptions { Temperature = 0 }; Strip(o); await chat.GetResponseAsync(text, o); void"
            + " Strip(ChatOptions x) => x.Temperature = null;"
    )]
    [InlineData("gpt-5-mini", "var o = new ChatOptions(); await chat.GetResponseAsync(text, o); o.Temperature = 0;")]
    [InlineData(
        "gpt-5-mini",
        "await chat.GetResponseAsync(text, Make()); "
            + "ChatOptions Make() { var o = new ChatOptions(); if (isCold) return o; o.Temperature = 0; return o; }"
    )]
    [InlineData("no-such-model", "await chat.GetResponseAsync(text, new() { Temperature = 0 });")]
    public Task What_is_accepted_or_not_known_is_silent(string model, string body) => VerifyAsync(model, body);

    [Fact]
    public async Task The_messages_name_the_fix()
    {
        Assert.Equal("'gpt-5-mini' does not accept temperature: remove it", await MessageAsync("gpt-5-mini", "Temperature = 0"));
        Assert.Equal(
            "'gpt-5.5' does not accept temperature while it reasons: remove it, or set the reasoning effort to none",
            await MessageAsync("gpt-5.5", "Temperature = 0")
        );
        Assert.Equal(
            // The enum has no member for the effort minimal.
            "'gpt-5-mini' does not accept the reasoning effort 'none': use low, medium or high",
            await MessageAsync("gpt-5-mini", "Reasoning = new() { Effort = ReasoningEffort.None }")
        );
        Assert.Equal(
            "'gpt-5-mini' does not accept the reasoning effort 'xhigh': use minimal, low, medium or high",
            await RuleTest.MessageAsync(
                Rule,
                """
                #pragma warning disable OPENAI001
                class Desk
                {
                    public object Ask(string text) => new OpenAI.Chat.ChatClient("gpt-5-mini", "k").CompleteChatAsync(
                        [text], new OpenAI.Chat.ChatCompletionOptions { ReasoningEffortLevel = "xhigh" });
                }
                """
            )
        );
        Assert.Equal(
            "'gpt-4o' does not accept a reasoning effort: remove it",
            await MessageAsync("gpt-4o", "Reasoning = new() { Effort = ReasoningEffort.Low }")
        );
    }

    [Fact]
    public async Task One_place_is_reported_once_for_all_calls_of_a_file() =>
        await VerifyAsync(
            "gpt-5-mini",
            "var o = new ChatOptions { {|#0:Temperature = 0|} }; await chat.GetResponseAsync(text, o); await"
                + " chat.GetResponseAsync(\"b\", o);"
        );

    [Fact]
    public async Task Every_parameter_is_reported() =>
        await VerifyAsync("gpt-5-mini", "await chat.GetResponseAsync(text, new() { {|#0:Temperature = 0|}, {|#1:TopP = 0.1f|} });", 2);

    [Theory]
    // At the client, in a pipeline, in an agent.
    [InlineData(
        "_ = new OpenAI.Chat.ChatClient(\"gpt-5-mini\", \"k\").AsIChatClient().AsBuilder()"
            + ".ConfigureOptions(o => {|#0:o.Temperature ??= 0.2f|}).Build().GetResponseAsync(text);"
    )]
    [InlineData(
        "_ = new OpenAI.Chat.ChatClient(\"gpt-5-mini\", \"k\").AsIChatClient().AsBuilder()"
            + ".ConfigureOptions(o => { {|#0:o.Temperature = 0.2f|}; }).Build().GetResponseAsync(text);"
    )]
    [InlineData(
        "_ = new Microsoft.Agents.AI.ChatClientAgent(new OpenAI.Chat.ChatClient(\"gpt-5-mini\", \"k\").AsIChatClient(), "
            + "new Microsoft.Agents.AI.ChatClientAgentOptions { ChatOptions = new() { {|#0:Temperature = 0|} } }).RunAsync(text);"
    )]
    [InlineData(
        "_ = new Microsoft.Agents.AI.ChatClientAgent(new OpenAI.Chat.ChatClient(\"gpt-5-mini\", \"k\").AsIChatClient())"
            + ".RunAsync(text, options: new Microsoft.Agents.AI.ChatClientAgentRunOptions(new ChatOptions { {|#0:TopP = 0.2f|} }));"
    )]
    // The client comes from outside, and the call states the model.
    [InlineData("_ = given.GetResponseAsync(text, new() { ModelId = \"gpt-5-mini\", {|#0:Temperature = 0|} });")]
    [InlineData("_ = given.GetResponseAsync(text, new() { ModelId = \"grok-4.20-0309-reasoning\", {|#0:PresencePenalty = 0.5f|} });")]
    // Betalgo, Ollama
    [InlineData(
        "_ = betalgo.CreateCompletion(new() { Model = \"gpt-5-mini\", Messages = [], {|#0:Temperature = 0|}, MaxCompletionTokens = 9000 });"
    )]
    [InlineData(
        "_ = ollama.ChatAsync(new() { Model = \"gpt-5-mini\", Options = "
            + "new OllamaSharp.Models.RequestOptions { {|#0:Temperature = 0|} } });"
    )]
    // OpenAI
    [InlineData("_ = new OpenAI.Chat.ChatClient(\"o3\", \"k\").CompleteChatAsync([], new() { {|#0:Temperature = 0|} });")]
    [InlineData(
        "_ = new OpenAI.Chat.ChatClient(\"gpt-5-mini\", \"k\").CompleteChatAsync([], new() { {|#0:ReasoningEffortLevel = \"none\"|} });"
    )]
    [InlineData(
        "_ = new OpenAI.Chat.ChatClient(\"gpt-5-mini\", \"k\").CompleteChatAsync([], new() { {|#0:IncludeLogProbabilities = true|} });"
    )]
    [InlineData(
        "_ = new OpenAI.Responses.ResponsesClient(\"k\").CreateResponseAsync("
            + "new OpenAI.Responses.CreateResponseOptions(\"gpt-5-mini\", []) { {|#0:Temperature = 0|} });"
    )]
    // Anthropic
    [InlineData(
        "_ = anthropic.Create(new() { Model = \"claude-opus-4-6\", MaxTokens = 9, Messages = [], "
            + "OutputConfig = new() { {|#0:Effort = Anthropic.Models.Messages.Effort.Xhigh|} } });"
    )]
    // Azure AI Inference, Semantic Kernel
    [InlineData("_ = inference.CompleteAsync(new() { Model = \"openai/gpt-5-mini\", {|#0:MaxTokens = 9|} });")]
    [InlineData("_ = inference.CompleteAsync(new() { Model = \"openai/o3\", {|#0:NucleusSamplingFactor = 0.5f|} });")]
    [InlineData(
        "_ = new Microsoft.SemanticKernel.Connectors.OpenAI.OpenAIChatCompletionService(\"gpt-5-mini\", \"k\")"
            + ".GetChatMessageContentAsync(text, new Microsoft.SemanticKernel.Connectors.OpenAI.OpenAIPromptExecutionSettings "
            + "{ {|#0:Temperature = 0.2|} });"
    )]
    public Task Every_SDK_and_place_is_judged(string call) => VerifyCallAsync(call);

    private const string OtherPipeline =
        "_ = new OpenAI.Chat.ChatClient(\"gpt-4.1\", \"k\").AsIChatClient().AsBuilder()"
        + ".ConfigureOptions(o => { o.Temperature ??= 0.3f; o.Reasoning ??= new() { Effort = ReasoningEffort.Low }; }).Build(); ";

    [Theory]
    [InlineData("_ = new OpenAI.Chat.ChatClient(\"gpt-5-mini\", \"k\").CompleteChatAsync([], new() { {|#0:Temperature = 0.2f|} });")]
    [InlineData(
        "_ = new OpenAI.Chat.ChatClient(\"gpt-5-mini\", \"k\").AsIChatClient()"
            + ".GetResponseAsync(text, new ChatOptions { {|#0:Temperature = 0.2f|} });"
    )]
    public Task A_pipeline_of_another_client_changes_nothing(string call) => VerifyCallAsync(OtherPipeline + call);

    [Theory]
    // Its client may have the pipeline.
    [InlineData("_ = given.GetResponseAsync(text, new() { ModelId = \"gpt-5-mini\", Temperature = 0.2f });")]
    // A step that may write anything.
    [InlineData(
        "_ = new OpenAI.Chat.ChatClient(\"gpt-5-mini\", \"k\").AsIChatClient().AsBuilder()"
            + ".Use((messages, o, next, stop) => { o!.Temperature = null; return next(messages, o, stop); })"
            + ".Build().GetResponseAsync(text, new ChatOptions { Temperature = 0.2f });"
    )]
    public Task A_pipeline_that_the_call_may_go_through_makes_it_unknown(string call) => VerifyCallAsync(OtherPipeline + call);

    [Theory]
    [InlineData("_ = given.GetResponseAsync(text, new() { ModelId = \"claude-opus-4-6\", Temperature = 0.5f });")]
    [InlineData("_ = given.GetResponseAsync(text, new() { ModelId = \"deepseek-v4-pro\", Temperature = 0.5f });")]
    [InlineData(
        "_ = given.GetResponseAsync(text, new() { ModelId = \"claude-opus-4-6\", Reasoning = new() { Effort = ReasoningEffort.None } });"
    )]
    // The adapter of Anthropic 13 leaves it out.
    [InlineData("_ = given.GetResponseAsync(text, new() { ModelId = \"claude-opus-4-8\", Temperature = 0.5f });")]
    [InlineData("_ = given.GetResponseAsync(text, options);")]
    [InlineData("options.Temperature = 0; options.ModelId = \"gpt-5-mini\"; _ = given.GetResponseAsync(text, options);")]
    [InlineData("_ = inference.CompleteAsync(new() { Model = \"gpt-4o\", MaxTokens = 9 });")]
    [InlineData("_ = given.GetResponseAsync(text, new() { ModelId = \"openai/gpt-5-mini\", Temperature = 0 });")]
    [InlineData(
        "_ = new Azure.AI.OpenAI.AzureOpenAIClient(new(\"https://e\"), new"
            + " System.ClientModel.ApiKeyCredential(\"k\")).GetChatClient(\"gpt-5-mini\").CompleteChatAsync([], new() { Temperature = 0 });"
    )]
    [InlineData(
        "_ = new OpenAI.Chat.ChatClient(\"gpt-5-mini\", \"k\").AsIChatClient().AsBuilder()"
            + ".ConfigureOptions(o => o.Temperature = null).Build().GetResponseAsync(text, new() { Temperature = 0 });"
    )]
    [InlineData(
        "_ = new OpenAI.Chat.ChatClient(\"gpt-5-mini\", \"k\").AsIChatClient().AsBuilder()"
            + ".ConfigureOptions(o => { if (text.Length > 3) o.Temperature = 0; }).Build().GetResponseAsync(text);"
    )]
    public Task Other_calls_are_silent(string call) => VerifyCallAsync(call);

    [Theory]
    [InlineData("new Anthropic.Models.Messages.MessageCreateParams { Model = \"claude-opus-4-8\", Temperature = 0.5 }", "temperature")]
    [InlineData("new Anthropic.Models.Messages.MessageCreateParams { Model = \"claude-opus-4-6\", Temperature = 0.5 }", null)]
    public async Task An_earlier_Anthropic_SDK_sends_the_parameters(string parameters, string? refused)
    {
        const string Sdk = """
            namespace Anthropic.Models.Messages
            {
                public class MessageCreateParams
                {
                    public string Model { get; set; }
                    public double? Temperature { get; set; }
                }
            }

            namespace Anthropic.Services
            {
                public interface IMessageService
                {
                    System.Threading.Tasks.Task Create(Anthropic.Models.Messages.MessageCreateParams parameters);
                }
            }
            """;
        var found = await RuleTest.DiagnosticsAsync(
            [$"class Desk {{ public object Ask(Anthropic.Services.IMessageService service) => service.Create({parameters}); }}"],
            references: StubSdk.Build(
                TestReferences.All.Where(reference => Path.GetFileName(reference.Display) != "Anthropic.dll"),
                new StubSdk("Anthropic", Sdk)
            ),
            only: Rule
        );
        Assert.Equal(
            refused is null ? [] : [$"'claude-opus-4-8' does not accept {refused}: remove it"],
            found.Select(one => one.GetMessage(null))
        );
    }

    [Theory]
    [InlineData("new DataContent(new byte[1], \"image/png\")", "images")]
    [InlineData("new UriContent(\"https://e/a.wav\", \"audio/wav\")", "audio")]
    public async Task Content_that_the_model_cannot_read_is_reported(string content, string what)
    {
        var found = await RuleTest.MessageAsync(
            Rule,
            $$"""
            class Desk(IChatClient chat)
            {
                public Task Ask() => chat.GetResponseAsync(
                    new ChatMessage(ChatRole.User, [new TextContent("What is this?"), {{content}}]),
                    new ChatOptions { ModelId = "deepseek-v4-pro" });
            }
            """
        );
        Assert.Equal(
            $"'deepseek-v4-pro' does not accept {what}: remove {(what == "images" ? "them" : "it")}, or use a model that does",
            found
        );
    }

    [Fact]
    public async Task The_projects_own_list_states_what_a_model_accepts()
    {
        const string Source = """
            class Desk(IChatClient chat)
            {
                public Task Ask(string text) => chat.GetResponseAsync(
                    text, new ChatOptions { ModelId = "own-7b", TopK = 4, Tools = [AIFunctionFactory.Create(() => 1)] });
            }
            """;
        var found = await RuleTest.DiagnosticsAsync([Source], models: "lab|own-7b|pinned|active|refuses=top_k|tools=no", only: Rule);
        Assert.Equal(
            ["'own-7b' does not accept top_k: remove it", "'own-7b' does not accept tools: remove them, or use a model that does"],
            found.Select(one => one.GetMessage(null))
        );
        Assert.Empty(await RuleTest.DiagnosticsAsync([Source], models: "lab|own-7b|pinned|active|tools=yes", only: Rule));
    }

    [Fact]
    public async Task What_another_file_writes_is_reported_at_the_call()
    {
        var found = Assert.Single(
            await RuleTest.DiagnosticsAsync(
                [
                    "class Desk(IChatClient chat) { public Task Ask(string text) => chat.GetResponseAsync(text, Defaults.Cold); }",
                    "static class Defaults { public static ChatOptions Cold { get; } = new() { ModelId = \"o3\", Temperature = 0 }; }",
                ],
                only: Rule
            )
        );
        Assert.Equal("Source0.cs", found.Location.SourceTree!.FilePath);
        Assert.Equal("Source1.cs", Assert.Single(found.AdditionalLocations).SourceTree!.FilePath);
    }

    [Theory]
    [InlineData("https://api.openai.com/v1/chat/completions", "model = \"gpt-5-mini\", temperature = 0.2, messages", "temperature")]
    [InlineData("https://api.openai.com/v1/chat/completions", "model = \"gpt-5-mini\", max_tokens = 300, messages", "max_tokens")]
    [InlineData("https://api.openai.com/v1/chat/completions", "model = \"gpt-5-mini\", temperature = 1, messages", null)]
    [InlineData("https://api.openai.com/v1/chat/completions", "model = \"gpt-4o\", temperature = 0, max_tokens = 3, messages", null)]
    [InlineData("https://openrouter.ai/api/v1/chat/completions", "model = \"gpt-5-mini\", temperature = 0.2, messages", null)]
    public async Task A_raw_request_to_the_provider_is_judged(string address, string body, string? refused)
    {
        var found = await RuleTest.DiagnosticsAsync<LlmHygiene.Analyzers.Rules.Http.RawHttpAnalyzer>(
            [
                $$"""
                class Desk(HttpClient http)
                {
                    public Task Ask(object[] messages, CancellationToken token) =>
                        http.PostAsJsonAsync("{{address}}", new { {{body}} }, token);
                }
                """,
            ],
            only: Rule
        );
        Assert.Equal(refused is null ? 0 : 1, found.Length);
        if (refused is not null)
            Assert.StartsWith($"'gpt-5-mini' does not accept {refused}:", Assert.Single(found).GetMessage(null), StringComparison.Ordinal);
    }

    private static Task<string> MessageAsync(string model, string member) =>
        RuleTest.MessageAsync(
            Rule,
            "class Desk(IChatClient chat) { public Task Ask(string text) => chat.GetResponseAsync(text, new ChatOptions "
                + $"{{ ModelId = \"{model}\", {member} }}); }}"
        );

    private static Task VerifyCallAsync(string call) =>
        VerifySourceAsync(
            $$"""
            #pragma warning disable OPENAI001, SKEXP0001, SKEXP0010, CS0618, CS4014
            using Microsoft.SemanticKernel.ChatCompletion;
            class Desk(IChatClient given, Anthropic.Services.IMessageService anthropic, Azure.AI.Inference.ChatCompletionsClient inference,
                Betalgo.Ranul.OpenAI.Interfaces.IChatCompletionService betalgo, OllamaSharp.IOllamaApiClient ollama)
            {
                public void Ask(string text, ChatOptions options)
                {
                    {{call}}
                }
            }
            """,
            1
        );

    private static Task VerifyAsync(string model, string body, int count = 1) =>
        VerifySourceAsync(Frame.Replace("MODEL", model, StringComparison.Ordinal).Replace("BODY", body, StringComparison.Ordinal), count);

    private static Task VerifySourceAsync(string source, int count)
    {
        for (var i = 0; i < count; i++)
            source = source.Replace($"{{|#{i}:", $"{{|{Rule}:", StringComparison.Ordinal);
        return RuleTest.VerifyAsync(source, only: Rule, references: TestReferences.All.Append(TestReferences.Agents));
    }
}
