using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Rules.Calls;

public class OutputNotLimitedRuleTests
{
    private const string Id = "LLMH4001";

    private static Task VerifyAsync(string source) => RuleTest.VerifyAsync(source, only: Id);

    [Theory]
    [InlineData(
        "made.GetResponseAsync(text)",
        "'GetResponseAsync' has no output-token limit but the provider's default: set ChatOptions.MaxOutputTokens"
    )]
    [InlineData(
        "made.GetResponseAsync<int>(text, new ChatOptions { Temperature = 0 })",
        "'GetResponseAsync' has no output-token limit but the provider's default: set ChatOptions.MaxOutputTokens"
    )]
    [InlineData(
        "openAI.CompleteChatAsync(text)",
        "'CompleteChatAsync' has no output-token limit but the model's own maximum: set ChatCompletionOptions.MaxOutputTokenCount"
    )]
    [InlineData(
        "responses.CreateResponseAsync(\"gpt-6-luna\", text)",
        "'CreateResponseAsync' has no output-token limit but the model's own maximum: set CreateResponseOptions.MaxOutputTokenCount"
    )]
    [InlineData(
        "inference.CompleteAsync(new Azure.AI.Inference.ChatCompletionsOptions())",
        "'CompleteAsync' has no output-token limit but the model's own maximum: set ChatCompletionsOptions.MaxTokens"
    )]
    [InlineData(
        "kernel.InvokePromptAsync(text)",
        "'InvokePromptAsync' has no output-token limit but the model's own maximum: set OpenAIPromptExecutionSettings.MaxTokens"
    )]
    [InlineData(
        "service.GetChatMessageContentAsync(text)",
        "'GetChatMessageContentAsync' has no output-token limit but the model's own maximum: set OpenAIPromptExecutionSettings.MaxTokens"
    )]
    [InlineData(
        "ollama.ChatAsync(new OllamaSharp.Models.Chat.ChatRequest { Model = \"llama3.2\" })",
        "'ChatAsync' has no output-token limit but the model's stop token (num_predict is -1): set RequestOptions.NumPredict"
    )]
    [InlineData(
        "betalgo.CreateCompletion(new Betalgo.Ranul.OpenAI.ObjectModels.RequestModels.ChatCompletionCreateRequest())",
        "'CreateCompletion' has no output-token limit but the model's own maximum: set ChatCompletionCreateRequest.MaxCompletionTokens"
    )]
    public async Task The_message_names_the_default_and_the_member_to_set(string call, string message) =>
        Assert.Equal(message, await RuleTest.MessageAsync(Id, Clients(call)));

    [Theory]
    [InlineData("client.GetResponseAsync(text, new ChatOptions { MaxOutputTokens = 300 })")]
    [InlineData("client.GetResponseAsync(text, new ChatOptions { MaxOutputTokens = limit })")]
    [InlineData("made.GetResponseAsync(text, handedIn)")]
    [InlineData("client.GetResponseAsync(text)")]
    [InlineData("given.GetChatMessageContentAsync(text)")]
    [InlineData("outside.InvokePromptAsync(text)")]
    [InlineData("openAI.CompleteChatAsync([text], new OpenAI.Chat.ChatCompletionOptions { MaxOutputTokenCount = 12 })")]
    [InlineData("openAI.CompleteChatAsync(System.ClientModel.BinaryContent.Create(BinaryData.FromString(text)))")]
    [InlineData(
        """
            kernel.InvokePromptAsync(text,
                new(new Microsoft.SemanticKernel.Connectors.OpenAI.OpenAIPromptExecutionSettings { MaxTokens = 12 }))
            """
    )]
    [InlineData("ollama.ChatAsync(new OllamaSharp.Models.Chat.ChatRequest { Options = new() { NumPredict = 12 } })")]
    [InlineData("embeddings.GenerateAsync([text])")]
    [InlineData("agent.RunAsync(text)")]
    [InlineData("chat.SendAsync(text)")]
    public async Task Stays_silent_where_a_limit_is_set_not_visible_or_not_applicable(string call) =>
        Assert.Empty(await RuleTest.DiagnosticsAsync([Clients(call)], only: Id));

    private static string Clients(string call) =>
        $$"""
            #pragma warning disable OPENAI001
            using Microsoft.SemanticKernel;
            using Microsoft.SemanticKernel.ChatCompletion;
            class C(IChatClient client, OpenAI.Chat.ChatClient openAI, OpenAI.Responses.ResponsesClient responses,
                Azure.AI.Inference.ChatCompletionsClient inference,
                OllamaSharp.OllamaApiClient ollama, OllamaSharp.Chat chat,
                    Kernel outside, IChatCompletionService given,
                Microsoft.Agents.AI.AIAgent agent, IEmbeddingGenerator<string, Embedding<float>> embeddings)
            {
                private readonly Kernel kernel = Kernel.CreateBuilder().AddOpenAIChatCompletion("gpt-6-luna", "key").Build();
                private readonly IChatClient made = new OpenAI.Chat.ChatClient("gpt-6-luna", "key").AsIChatClient();
                private readonly Betalgo.Ranul.OpenAI.Interfaces.IChatCompletionService betalgo =
                    new Betalgo.Ranul.OpenAI.Managers.OpenAIService(new() { ApiKey = "key" });
                private readonly IChatCompletionService service =
                    new Microsoft.SemanticKernel.Connectors.OpenAI.OpenAIChatCompletionService("gpt-6-luna", "key");
                public object Ask(string text, ChatOptions handedIn, int limit) => {{call}};
            }
            """;

    [Fact]
    public Task Fires_at_the_name_of_the_method() =>
        VerifyAsync(
            """
            class Assistant
            {
                private readonly IChatClient client = new OpenAI.Chat.ChatClient("gpt-6-luna", "key").AsIChatClient();
                public Task Ask(string prompt) => client.{|LLMH4001:GetResponseAsync|}(prompt);
                public IAsyncEnumerable<ChatResponseUpdate> Stream(string prompt) =>
                    client.{|LLMH4001:GetStreamingResponseAsync|}(prompt, new ChatOptions { ModelId = "gpt-6-luna" });
            }
            """
        );

    // Its limit may be set there: a limit at the call would take precedence, and cut responses that were whole.
    [Theory]
    [InlineData("class C(IChatClient client) { public Task Ask(string text) => client.GetResponseAsync(text); }")]
    [InlineData("class C { public IChatClient? Client { get; set; } public Task Ask(string text) => Client!.GetResponseAsync(text); }")]
    [InlineData("class C(Func<IChatClient> make) { public Task Ask(string text) => make().GetResponseAsync(text); }")]
    [InlineData(
        "class C { public Task Ask(IServiceProvider p, string text) => "
            + "((IChatClient)p.GetService(typeof(IChatClient))!).GetResponseAsync(text); }"
    )]
    [InlineData("class C { public Task Ask(Dictionary<string, IChatClient> all, string text) => all[text].GetResponseAsync(text); }")]
    [InlineData("class C { public Task Ask(IChatClient c, string text) => c.AsBuilder().UseLogging().Build().GetResponseAsync(text); }")]
    [InlineData("class C { public Task Ask(IChatClient c, string text) => new ChatClientBuilder(c).Build().GetResponseAsync(text); }")]
    public Task Stays_silent_where_the_client_comes_from_outside(string source) => VerifyAsync(source);

    [Theory]
    [InlineData("services.AddChatClient(new OpenAI.Chat.ChatClient(\"m\", \"k\").AsIChatClient());", true)]
    [InlineData("services.AddSingleton<IChatClient>(_ => new OpenAI.Chat.ChatClient(\"m\", \"k\").AsIChatClient());", true)]
    [InlineData("services.AddChatClient(new OpenAI.Chat.ChatClient(\"m\", \"k\").AsIChatClient()).UseLogging();", true)]
    [InlineData(
        "services.AddChatClient(new OpenAI.Chat.ChatClient(\"m\", \"k\").AsIChatClient()).ConfigureOptions(o => o.MaxOutputTokens = 5);",
        false
    )]
    [InlineData("services.AddChatClient(new OpenAI.Chat.ChatClient(\"m\", \"k\").AsIChatClient()).Use(inner => inner);", false)]
    [InlineData("services.AddSingleton(make);", false)]
    [InlineData("services.AddSingleton(typeof(IChatClient), make);", false)]
    public async Task A_registered_client_is_followed(string registration, bool isReported) =>
        Assert.Equal(
            isReported ? 1 : 0,
            (
                await RuleTest.DiagnosticsAsync(
                    [
                        $$"""
                        using Microsoft.Extensions.DependencyInjection;
                        static class Startup { public static void Add(IServiceCollection services, Func<IServiceProvider,
                            IChatClient> make) { {{registration}} } }
                        class C(IChatClient client) { public Task Ask(string text) => client.GetResponseAsync(text); }
                        """,
                    ],
                    only: Id
                )
            ).Length
        );

    // What follows on the builder of a kernel, or on a collection of services, does nothing to the client.
    [Theory]
    [InlineData("var kernel = Kernel.CreateBuilder().AddOpenAIChatCompletion(\"m\", \"k\").Build();", true)]
    [InlineData(
        "var b = Kernel.CreateBuilder(); b.AddOpenAIChatCompletion(\"m\", \"k\").Services.AddSingleton(text); var kernel = b.Build();",
        true
    )]
    [InlineData(
        "var b = Kernel.CreateBuilder(); b.Services.AddOpenAIChatCompletion(\"m\", \"k\").AddSingleton(text); var kernel = b.Build();",
        true
    )]
    [InlineData("var kernel = make(Kernel.CreateBuilder().AddOpenAIChatCompletion(\"m\", \"k\"));", false)]
    [InlineData(
        "var kernel = Kernel.CreateBuilder().AddOpenAIChatCompletion(\"m\", \"k\").Build(); "
            + "kernel = kernel.Services.GetService<Kernel>()!;",
        false
    )]
    public async Task A_client_of_a_kernel_is_followed(string kernel, bool isReported) =>
        Assert.Equal(
            isReported ? 1 : 0,
            (
                await RuleTest.DiagnosticsAsync(
                    [
                        $$"""
                        using Microsoft.Extensions.DependencyInjection;
                        using Microsoft.SemanticKernel;
                        using Microsoft.SemanticKernel.ChatCompletion;
                        class C
                        {
                            public object Ask(string text, Func<IKernelBuilder, Kernel> make)
                            {
                                {{kernel}}
                                return kernel.GetRequiredService<IChatCompletionService>().GetChatMessageContentAsync(text);
                            }
                        }
                        """,
                    ],
                    only: Id
                )
            ).Length
        );

    [Fact]
    public async Task The_default_of_an_adapter_is_named() =>
        Assert.Equal(
            "'GetResponseAsync' has no output-token limit but the 1024 tokens that AsIChatClient sends "
                + "by default: set ChatOptions.MaxOutputTokens",
            await RuleTest.MessageAsync(
                Id,
                """
                class Assistant
                {
                    private readonly IChatClient _client = new Anthropic.AnthropicClient().AsIChatClient("claude-sonnet-4-6");
                    public Task Ask(string prompt) => _client.GetResponseAsync(prompt);
                }
                """
            )
        );

    [Fact]
    public Task Stays_silent_when_the_adapter_is_given_a_limit() =>
        VerifyAsync(
            """
            class Assistant
            {
                private readonly IChatClient _client = new Anthropic.AnthropicClient().AsIChatClient("claude-sonnet-4-6", 300);
                public Task Ask(string prompt) => _client.GetResponseAsync(prompt);
            }
            """
        );

    [Fact]
    public Task Stays_silent_where_the_pipeline_sets_a_limit() =>
        VerifyAsync(
            """
            class Assistant
            {
                private readonly IChatClient _client = new OpenAI.Chat.ChatClient("gpt-6-luna", "key").AsIChatClient().AsBuilder()
                    .ConfigureOptions(options => options.MaxOutputTokens ??= 300).UseLogging().Build();
                public Task Ask(string prompt) => _client.GetResponseAsync(prompt);
            }
            """
        );

    [Fact]
    public Task Stays_silent_where_a_client_type_of_the_project_sets_a_limit() =>
        VerifyAsync(
            """
            class Limited(IChatClient inner) : DelegatingChatClient(inner)
            {
                public override Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null,
                    CancellationToken cancellationToken = default)
                {
                    options = options?.Clone() ?? new();
                    options.MaxOutputTokens ??= 300;
                    return base.GetResponseAsync(messages, options, cancellationToken);
                }
            }

            class Assistant(IChatClient client)
            {
                public Task Ask(string prompt) => client.GetResponseAsync(prompt);
            }
            """
        );

    [Theory]
    [InlineData("o = o?.Clone();", true)]
    [InlineData("o!.MaxOutputTokens ??= 300;", false)]
    [InlineData("Helper.Limit(o!);", false)]
    public async Task A_client_class_of_the_project_is_followed(string body, bool isReported) =>
        Assert.Equal(
            isReported ? 1 : 0,
            (
                await RuleTest.DiagnosticsAsync(
                    [
                        $$"""
                        static class Helper { public static void Limit(ChatOptions o) => o.MaxOutputTokens = 5; }
                        class Retrying(IChatClient inner) : DelegatingChatClient(inner)
                        {
                            public override Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> m, ChatOptions? o = null,
                                CancellationToken t = default) { {{body}} return base.GetResponseAsync(m, o, t); }
                        }
                        class Desk
                        {
                            private readonly IChatClient _chat = new Retrying(new OpenAI.Chat.ChatClient("m", "k").AsIChatClient());
                            public Task Ask(string text) => _chat.GetResponseAsync(text);
                        }
                        """,
                    ],
                    only: Id
                )
            ).Length
        );

    private const string Agent = """
        class Assistant
        {
            private readonly IChatClient client = new OpenAI.Chat.ChatClient("gpt-6-luna", "key").AsIChatClient();
            public Task Ask(string prompt)
            {
                var agent = new Microsoft.Agents.AI.ChatClientAgent(client,
                    new Microsoft.Agents.AI.ChatClientAgentOptions { ChatOptions = new ChatOptions { Instructions = "Be brief."LIMIT } });
                return agent.RunAsync(prompt);
            }
        }
        """;

    [Fact]
    public async Task An_agent_has_the_limit_that_it_was_created_with()
    {
        var references = TestReferences.All.Append(TestReferences.Agents);
        var found = Assert.Single(
            await RuleTest.DiagnosticsAsync(
                [Agent.Replace("LIMIT", "", StringComparison.Ordinal)],
                references: references,
                mustCompile: false,
                only: Id
            )
        );
        Assert.Equal(
            "'RunAsync' has no output-token limit but the provider's default: set ChatOptions.MaxOutputTokens",
            found.GetMessage(null)
        );
        Assert.Empty(
            await RuleTest.DiagnosticsAsync(
                [Agent.Replace("LIMIT", ", MaxOutputTokens = 300", StringComparison.Ordinal)],
                references: references,
                mustCompile: false,
                only: Id
            )
        );
    }

    // The parts of the emitted code that the rules use.
    private const string Generated = """
        using LlmHygiene;

        [LlmHygiene.GeneratedPrompt("greet", "1.0.0")]
        sealed record V1(string Text) : LlmHygiene.IPrompt
        {
            public LlmHygiene.PromptInfo Info { get; } = new("greet", "1.0.0", "sha256:0");
            public IReadOnlyList<ChatMessage> ToMessages() => [new(ChatRole.User, Text)];
            public ChatOptions ToOptions() => new();
        }

        """;

    [Theory]
    [InlineData("new V1(\"x\").GetResponseAsync(client)")]
    [InlineData("client.GetResponseAsync(new V1(\"x\").ToMessages(), new V1(\"x\").ToOptions())")]
    public Task The_calls_of_a_prompt_are_not_reported_for_it(string call) =>
        VerifyAsync(
            Generated
                + $$"""
                class C(IChatClient client) { public Task Ask() => {{call}}; }
                """
        );

    [Fact]
    public Task A_marked_method_is_not_reported() =>
        VerifyAsync(
            """
            interface IAssistant { [LlmHygiene.LlmCall] Task<string> AskAsync(string prompt); }
            class C(IAssistant assistant) { public Task Ask() => assistant.AskAsync("Hello"); }
            """
        );
}
