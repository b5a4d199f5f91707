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
