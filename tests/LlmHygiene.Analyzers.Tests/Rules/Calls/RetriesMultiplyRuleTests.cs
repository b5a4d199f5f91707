using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Rules.Calls;

public class RetriesMultiplyRuleTests
{
    private const string Id = "LLMH5005";

    private const string Retrying = "new ResiliencePipelineBuilder().AddRetry(new RetryStrategyOptions()).Build()";

    [Theory]
    [InlineData("services.AddHttpClient(\"llm\").AddStandardResilienceHandler();", "")]
    [InlineData("services.AddHttpClient(\"llm\").AddStandardResilienceHandler(o => o.Retry.MaxRetryAttempts = 1);", "")]
    [InlineData("services.AddHttpClient(\"llm\").AddResilienceHandler(\"r\", p => p.AddRetry(new HttpRetryStrategyOptions()));", "")]
    [InlineData(
        "services.AddHttpClient(\"llm\").AddResilienceHandler(\"r\", p => { p.AddRetry(new "
            + "HttpRetryStrategyOptions { MaxRetryAttempts = 2 }); });",
        ""
    )]
    [InlineData(
        "services.AddHttpClient(\"llm\").AddTransientHttpErrorPolicy(p => p.WaitAndRetryAsync(3, i => TimeSpan.FromSeconds(i)));",
        ""
    )]
    [InlineData(
        "services.ConfigureHttpClientDefaults(http => http.AddStandardResilienceHandler()); " + "services.AddHttpClient(\"llm\");",
        ""
    )]
    [InlineData("services.AddHttpClient(\"llm\").AddStandardResilienceHandler();", ", RetryPolicy = new ClientRetryPolicy(1)")]
    [InlineData("services.AddHttpClient(\"llm\").AddStandardResilienceHandler();", ", RetryPolicy = new ClientRetryPolicy()")]
    [InlineData(
        "services.AddHttpClient(\"llm\").AddStandardResilienceHandler(o => o.Retry.ShouldHandle = args => "
            + "ValueTask.FromResult(args.Outcome.Result?.StatusCode is System.Net.HttpStatusCode.TooManyRequests));",
        ""
    )]
    [InlineData(
        "services.AddHttpClient(\"llm\").AddResilienceHandler(\"r\", p => p.AddRetry(new HttpRetryStrategyOptions { ShouldHandle = "
            + "new PredicateBuilder<HttpResponseMessage>().Handle<HttpRequestException>().HandleResult(r => (int)r.StatusCode >= 500) }));",
        ""
    )]
    public Task Fires_for_a_handler_inside_an_SDK_that_repeats(string registration, string options) =>
        HandlerAsync(registration, options, "{|LLMH5005:OpenAIClient|}");

    [Theory]
    [InlineData("services.AddHttpClient(\"llm\");", "")]
    [InlineData("services.AddHttpClient(\"llm\").AddStandardResilienceHandler();", ", RetryPolicy = new ClientRetryPolicy(maxRetries: 0)")]
    [InlineData("services.AddHttpClient(\"llm\").AddStandardResilienceHandler();", ", RetryPolicy = new OwnPolicy()")]
    [InlineData("services.AddHttpClient(\"llm\").AddStandardResilienceHandler(o => o.Retry.DisableForUnsafeHttpMethods());", "")]
    [InlineData("services.AddHttpClient(\"llm\").AddStandardResilienceHandler(o => o.Retry.MaxRetryAttempts = many);", "")]
    [InlineData(
        "services.AddHttpClient(\"llm\").AddStandardResilienceHandler(o => o.Retry.ShouldHandle = _ => ValueTask.FromResult(false));",
        ""
    )]
    [InlineData(
        "services.AddHttpClient(\"llm\").AddStandardResilienceHandler(o => o.Retry.ShouldHandle = args => "
            + "ValueTask.FromResult(args.Outcome.Result?.StatusCode is System.Net.HttpStatusCode.Unauthorized));",
        ""
    )]
    [InlineData(
        "services.AddHttpClient(\"llm\").AddResilienceHandler(\"r\", p => p.AddRetry(new HttpRetryStrategyOptions { ShouldHandle = "
            + "new PredicateBuilder<HttpResponseMessage>().HandleResult(r => r.StatusCode == System.Net.HttpStatusCode.Conflict) }));",
        ""
    )]
    [InlineData("services.AddHttpClient(\"llm\").AddResilienceHandler(\"t\", p => p.AddTimeout(TimeSpan.FromMinutes(5)));", "")]
    [InlineData(
        "services.AddHttpClient(\"llm\").AddResilienceHandler(\"r\", p => p.AddRetry(new "
            + "HttpRetryStrategyOptions { ShouldHandle = _ => ValueTask.FromResult(false) }));",
        ""
    )]
    [InlineData("services.AddHttpClient(\"llm\").AddStandardHedgingHandler();", "")]
    [InlineData(
        "services.ConfigureHttpClientDefaults(http => http.AddStandardResilienceHandler()); "
            + "services.AddHttpClient(\"llm\").RemoveAllResilienceHandlers();",
        ""
    )]
    public Task Stays_silent_where_one_of_them_does_not_repeat_or_is_not_known(string registration, string options) =>
        HandlerAsync(registration, options, "OpenAIClient");

    [Theory]
    [InlineData("_ = await retrying.ExecuteAsync(async t => await client.{|LLMH5005:CompleteChatAsync|}([\"q\"], null, t));")]
    [InlineData(
        "_ = await s_field.ExecuteAsync(async t => { var r = await client.{|LLMH5005:CompleteChatAsync|}(\"q\"); return r.Value; });"
    )]
    [InlineData("_ = await handling.ExecuteAsync(async t => await client.{|LLMH5005:CompleteChatAsync|}(\"q\"));")]
    [InlineData("_ = await statements.ExecuteAsync(async t => await client.{|LLMH5005:CompleteChatAsync|}(\"q\"));")]
    [InlineData("_ = await seven.ExecuteAsync(async () => await client.{|LLMH5005:CompleteChatAsync|}(\"q\"));")]
    [InlineData("_ = await retrying.ExecuteAsync(async t => await chat.{|LLMH5005:GetResponseAsync|}(\"q\"));")]
    [InlineData("_ = await retrying.ExecuteAsync(async t => await anthropic.Messages.{|LLMH5005:Create|}(null!));")]
    [InlineData(
        "_ = await retrying.ExecuteAsync(async t => await new Anthropic.AnthropicClient { ApiKey = "
            + "\"k\" }.Messages.{|LLMH5005:Create|}(null!));"
    )]
    [InlineData(
        "_ = await retrying.ExecuteAsync(async t => await new Anthropic.AnthropicClient { "
            + "MaxRetries = 4 }.Messages.{|LLMH5005:Create|}(null!));"
    )]
    [InlineData(
        "var messages = anthropic.Messages; _ = await retrying.ExecuteAsync(async t => await messages.{|LLMH5005:Create|}(null!));"
    )]
    public Task Fires_for_a_pipeline_around_an_SDK_that_repeats(string statement) => PipelineAsync(statement);

    [Theory]
    [InlineData("_ = await timing.ExecuteAsync(async t => await client.CompleteChatAsync(\"q\"));")]
    [InlineData("_ = await parsing.ExecuteAsync(async t => await client.CompleteChatAsync(\"q\"));")]
    [InlineData("_ = await filtering.ExecuteAsync(async t => await client.CompleteChatAsync(\"q\"));")]
    [InlineData("_ = await given.ExecuteAsync(async t => await client.CompleteChatAsync(\"q\"));")]
    [InlineData("_ = await retrying.ExecuteAsync(async t => await plain.CompleteChatAsync(\"q\"));")]
    [InlineData("_ = await retrying.ExecuteAsync(async t => await injected.GetResponseAsync(\"q\"));")]
    [InlineData("_ = await retrying.ExecuteAsync(async t => await ollama.GetResponseAsync(\"q\"));")]
    [InlineData(
        "_ = await retrying.ExecuteAsync(async t => await new Anthropic.AnthropicClient { MaxRetries = 0 }.Messages.Create(null!));"
    )]
    [InlineData("_ = await retrying.ExecuteAsync(async t => await givenClient.Messages.Create(null!));")]
    [InlineData("_ = await Own.ExecuteAsync(async t => await client.CompleteChatAsync(\"q\"));")]
    [InlineData("_ = await handling.ExecuteAsync(async t => await either.GetResponseAsync(\"q\"));")]
    [InlineData("_ = await client.CompleteChatAsync(\"q\"); await retrying.ExecuteAsync(async t => await Task.Yield());")]
    public Task Stays_silent_where_the_pipeline_or_the_SDK_does_not_repeat_the_call(string statement) => PipelineAsync(statement);

    [Fact]
    public async Task The_message_multiplies_the_attempts_of_handler_and_SDK() =>
        Assert.Equal(
            "'AnthropicClient': 4 attempts of the handler inside each of 3 attempts of the SDK: up to 12 requests"
                + " for one call; turn one of the two off",
            await ResilienceTest.MessageAsync(
                Id,
                """
                class C
                {
                    void M(IServiceCollection services, IHttpClientFactory factory)
                    {
                        services.AddHttpClient("llm").AddStandardResilienceHandler();
                        _ = new Anthropic.AnthropicClient { HttpClient = factory.CreateClient("llm") };
                    }
                }
                """
            )
        );

    [Fact]
    public async Task The_message_multiplies_the_attempts_of_SDK_and_pipeline() =>
        Assert.Equal(
            "'CompleteChatAsync': 4 attempts of the SDK inside each of 6 attempts of the pipeline: up to 24 "
                + "requests for one call; turn one of the two off",
            await ResilienceTest.CallMessageAsync(
                Id,
                """
                class C(string key)
                {
                    readonly ChatClient _client = new("gpt-5", key);
                    readonly ResiliencePipeline _pipeline =
                        new ResiliencePipelineBuilder().AddRetry(new RetryStrategyOptions { MaxRetryAttempts = 5 }).Build();

                    public async Task M() => await _pipeline.ExecuteAsync(async t => await _client.CompleteChatAsync("q"));
                }
                """
            )
        );

    // Conditions as applications state them.
    [Theory]
    [InlineData("new PredicateBuilder().Handle<ClientResultException>(e => e.Status == 429 || e.Status >= 500)")]
    [InlineData("new PredicateBuilder().Handle<FormatException>().Handle<ClientResultException>(e => e.Status is 429 or >= 500 and < 600)")]
    [InlineData("new PredicateBuilder().Handle<ClientResultException>(e => s_transient.Contains(e.Status))")]
    [InlineData("new PredicateBuilder().Handle<ClientResultException>(e => Array.IndexOf(Transient, e.Status) >= 0)")]
    [InlineData("new PredicateBuilder().Handle<ClientResultException>(IsTransient)")]
    [InlineData("new PredicateBuilder().Handle<ClientResultException>(e => IsTransient(e))")]
    [InlineData("new PredicateBuilder().Handle<ClientResultException>(e => IsTransientStatus(e.Status))")]
    [InlineData("new PredicateBuilder().Handle<ClientResultException>(e => !(e.Status < 500))")]
    [InlineData(
        "new PredicateBuilder().Handle<ClientResultException>(e => { if (e.Status == 400) return false; return e.Status / 100 == 5; })"
    )]
    [InlineData("args => ValueTask.FromResult(args.Outcome.Exception is ClientResultException { Status: 429 or 503 })")]
    [InlineData("args => ValueTask.FromResult(args.Outcome.Result is null)")]
    [InlineData("args => new ValueTask<bool>(args.Outcome.Exception is ClientResultException e && e.Status != 400)")]
    [InlineData(
        "args => args.Outcome switch { { Exception: HttpRequestException } => PredicateResult.True(), "
            + "{ Exception: ClientResultException e } when e.Status == 429 => PredicateResult.True(), _ => PredicateResult.False() }"
    )]
    public Task Fires_for_a_condition_that_is_true_for_what_the_SDK_repeats(string condition) =>
        ConditionAsync(condition, "{|LLMH5005:CompleteChatAsync|}");

    [Theory]
    [InlineData("new PredicateBuilder().Handle<ClientResultException>(e => e.Status == 409)")]
    [InlineData("new PredicateBuilder().Handle<ClientResultException>(e => e.Status is 401 or 403)")]
    [InlineData("new PredicateBuilder().Handle<ClientResultException>(e => e.Message.Contains(\"429\"))")]
    [InlineData("new PredicateBuilder().Handle<ClientResultException>(e => e.Status == 429 && e.Message.Contains(\"tokens\"))")]
    [InlineData("new PredicateBuilder().Handle<ClientResultException>(e => given.Contains(e.Status))")]
    [InlineData("new PredicateBuilder().Handle<ClientResultException>(e => e.Status is not (429 or >= 500 or 408))")]
    [InlineData("new PredicateBuilder().Handle<ClientResultException>(e => s_changed.Contains(e.Status))")]
    [InlineData("new PredicateBuilder().Handle<HttpRequestException>(e => (int)e.StatusCode! >= 500)")]
    [InlineData("args => ValueTask.FromResult(args.Outcome.Exception is FormatException)")]
    [InlineData("args => PredicateResult.False()")]
    public Task Stays_silent_for_a_condition_that_may_be_about_something_else(string condition) =>
        ConditionAsync(condition, "CompleteChatAsync");

    [Theory]
    [InlineData("Policy.Handle<ClientResultException>(IsTransient).Or<TimeoutException>().WaitAndRetryAsync(3, i => TimeSpan.Zero)", true)]
    [InlineData("Policy.Handle<ClientResultException>(e => e.Status == 429).WaitAndRetryAsync([TimeSpan.Zero, TimeSpan.Zero])", true)]
    [InlineData("Policy.Handle<ClientResultException>(e => e.Status == 404).WaitAndRetryAsync(3, i => TimeSpan.Zero)", false)]
    public Task Policies_of_Polly_7_are_read_too(string policy, bool isFound) =>
        StrategyAsync(
            "_ = await "
                + policy
                + ".ExecuteAsync(async () => await client."
                + (isFound ? "{|LLMH5005:CompleteChatAsync|}" : "CompleteChatAsync")
                + "(\"q\"));"
        );

    [Theory]
    [InlineData("\"llm\", builder => builder.AddRetry(new RetryStrategyOptions())", "\"llm\"", true)]
    [InlineData("Name, (builder, context) => { builder.AddTimeout(TimeSpan.Zero); builder.AddRetry(new()); }", "Name", true)]
    [InlineData("\"other\", builder => builder.AddRetry(new RetryStrategyOptions())", "\"llm\"", false)]
    [InlineData("\"llm\", builder => builder.AddTimeout(TimeSpan.Zero)", "\"llm\"", false)]
    [InlineData("name, builder => builder.AddRetry(new RetryStrategyOptions())", "\"llm\"", false)]
    [InlineData("\"llm\", builder => builder.AddRetry(new RetryStrategyOptions())", "name", false)]
    [InlineData("\"llm\", builder => Configure(builder)", "\"llm\"", false)]
    public Task A_registered_pipeline_is_found_by_its_key(string registration, string key, bool isFound) =>
        ResilienceTest.VerifyCallAsync(
            Id,
            $$"""
            static class App
            {
                public const string Name = "llm";
                static void Configure(ResiliencePipelineBuilder builder) => builder.AddRetry(new RetryStrategyOptions());
                public static void Add(IServiceCollection services, string name) => services.AddResiliencePipeline({{registration.Replace(
                "Name,",
                "App.Name,",
                StringComparison.Ordinal
            )}});
            }

            class C(Polly.Registry.ResiliencePipelineProvider<string> provider, string name)
            {
                const string Name = "llm";
                readonly ResiliencePipeline _pipeline = provider.GetPipeline({{key}});
                readonly ChatClient _client = new("gpt-5", "key");

                public async Task M() =>
                    await _pipeline.ExecuteAsync(async t => await _client.{{(
                isFound ? "{|LLMH5005:CompleteChatAsync|}" : "CompleteChatAsync"
            )}}("q"));
            }
            """
        );

    // The pipeline is around a method of the project that makes the call.
    [Theory]
    [InlineData("Asker asker", "", "asker.AskAsync(q)", true)]
    [InlineData("IAsker asker", ", IAsker", "asker.AskAsync(q)", true)]
    [InlineData("IAsker asker", "", "asker.AskAsync(q)", false)]
    [InlineData("IAsker asker", ", IAsker", "asker.OtherAsync(q)", false)]
    public Task A_pipeline_around_a_method_counts(string asker, string contract, string call, bool isFound) =>
        ResilienceTest.VerifyCallAsync(
            Id,
            $$"""
            interface IAsker { Task<string> AskAsync(string q); Task<string> OtherAsync(string q); }

            class Base;

            class Asker : Base{{contract}}
            {
                readonly ChatClient _client = new("gpt-5", "key");
                public async Task<string> AskAsync(string q) =>
                    (await _client.{{(isFound ? "{|LLMH5005:CompleteChatAsync|}" : "CompleteChatAsync")}}(q)).Value.Content[0].Text;
                public Task<string> OtherAsync(string q) => Task.FromResult(q);
            }

            class Retrying({{asker}}) : IAsker
            {
                static readonly ResiliencePipeline s_pipeline = {{Retrying}};
                public async Task<string> AskAsync(string q) => await s_pipeline.ExecuteAsync(async t => await {{call}});
                public Task<string> OtherAsync(string q) => Task.FromResult(q);
            }
            """
        );

    [Fact]
    public Task A_pipeline_around_one_of_several_implementations_is_not_known() =>
        ResilienceTest.VerifyCallAsync(
            Id,
            $$"""
            interface IAsker { Task<string> AskAsync(string q); }

            class Asker : IAsker
            {
                readonly ChatClient _client = new("gpt-5", "key");
                public async Task<string> AskAsync(string q) => (await _client.CompleteChatAsync(q)).Value.Content[0].Text;
            }

            class Echo : IAsker { public Task<string> AskAsync(string q) => Task.FromResult(q); }

            class Page(IAsker asker)
            {
                static readonly ResiliencePipeline s_pipeline = {{Retrying}};
                public async Task<string> RunAsync(string q) => await s_pipeline.ExecuteAsync(async t => await asker.AskAsync(q));
            }
            """
        );

    private static Task ConditionAsync(string condition, string call) =>
        StrategyAsync(
            "var pipeline = new ResiliencePipelineBuilder().AddRetry(new RetryStrategyOptions { MaxRetryAttempts = 4, ShouldHandle = "
                + $"{condition} }}).Build(); await pipeline.ExecuteAsync(async t => {{ await client.{call}(\"q\"); }});"
        );

    private static Task StrategyAsync(string statements) =>
        ResilienceTest.VerifyCallAsync(
            Id,
            $$"""
            class C
            {
                static readonly HashSet<int> s_transient = [429, 500, 503];
                static HashSet<int> s_changed = [429];
                static int[] Transient { get; } = new[] { 408, 429, 500 };

                static bool IsTransient(ClientResultException error) => error.Status is 408 or 429 || error.Status >= 500;
                static bool IsTransientStatus(int status) => status == 429 || status >= 500;

                public async Task M(ICollection<int> given)
                {
                    s_changed = [];
                    var client = new ChatClient("gpt-5", "key");
                    {{statements}}
                }
            }
            """
        );

    private static Task HandlerAsync(string registration, string options, string client) =>
        ResilienceTest.VerifyAsync(
            Id,
            $$"""
            class OwnPolicy : ClientRetryPolicy;

            static class App
            {
                static void Add(IServiceCollection services, int many)
                {
                    {{registration}}
                }
            }

            class Assistant(IHttpClientFactory factory, ApiKeyCredential key)
            {
                public ChatClient Make() =>
                    new {{client}}(
                        key,
                        new OpenAIClientOptions { Transport = new HttpClientPipelineTransport(factory.CreateClient("llm")){{options}} }
                    ).GetChatClient("gpt-5");
            }
            """
        );

    private static Task PipelineAsync(string statement) =>
        ResilienceTest.VerifyCallAsync(
            Id,
            $$"""
            static class Own
            {
                public static Task<T> ExecuteAsync<T>(Func<CancellationToken, Task<T>> run) => run(default);
            }

            class C(IChatClient injected, ApiKeyCredential key)
            {
                static readonly ResiliencePipeline s_field = {{Retrying}};

                public async Task M(ResiliencePipeline given, Anthropic.IAnthropicClient givenClient)
                {
                    var retrying = {{Retrying}};
                    var timing = new ResiliencePipelineBuilder().AddTimeout(TimeSpan.FromMinutes(5)).Build();
                    var handling = new ResiliencePipelineBuilder()
                        .AddRetry(new RetryStrategyOptions { ShouldHandle = new PredicateBuilder().Handle<ClientResultException>() })
                        .Build();
                    var parsing = new ResiliencePipelineBuilder()
                        .AddRetry(new RetryStrategyOptions { ShouldHandle = new PredicateBuilder().Handle<FormatException>() })
                        .Build();
                    var filtering = new ResiliencePipelineBuilder()
                        .AddRetry(new RetryStrategyOptions { ShouldHandle = args => ValueTask.FromResult(args.AttemptNumber == 7) })
                        .Build();
                    var builder = new ResiliencePipelineBuilder();
                    builder.AddRetry(new RetryStrategyOptions { MaxRetryAttempts = 2 });
                    var statements = builder.Build();
                    var seven = Policy.Handle<Exception>().WaitAndRetryAsync(2, i => TimeSpan.FromSeconds(i));
                    var client = new ChatClient("gpt-5", "key");
                    var plain = new ChatClient("gpt-5", key, new OpenAIClientOptions { RetryPolicy = new ClientRetryPolicy(0) });
                    IChatClient chat = new OpenAIClient("key").GetChatClient("gpt-5").AsIChatClient();
                    IChatClient ollama = new OllamaApiClient(new Uri("http://localhost:11434"));
                    IChatClient claude = new Anthropic.AnthropicClient { MaxRetries = 3 }.AsIChatClient("claude-opus-5");
                    var anthropic = new Anthropic.AnthropicClient();
                    var either = DateTime.Now.Hour > 12 ? claude : chat;
                    {{statement}}
                }
            }
            """
        );
}
