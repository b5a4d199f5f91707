using LlmHygiene.Analyzers.Rules.Resilience;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using LlmHygiene.CodeFixes.Fixes;

namespace LlmHygiene.Analyzers.Tests.CodeFixes.Fixes;

/// <summary>LLMH5005: the retries of the SDK are turned off.</summary>
public sealed class RetriesMultiplyFixTests
{
    [Theory]
    [InlineData(
        "new {|LLMH5005:OpenAI.OpenAIClient|}(key, new OpenAI.OpenAIClientOptions { Transport = new "
            + "HttpClientPipelineTransport(http) })",
        "new OpenAI.OpenAIClient(key, new OpenAI.OpenAIClientOptions { Transport = new "
            + "HttpClientPipelineTransport(http), RetryPolicy = new ClientRetryPolicy(0) })"
    )]
    [InlineData(
        "new {|LLMH5005:Anthropic.AnthropicClient|} { HttpClient = http }",
        "new Anthropic.AnthropicClient { HttpClient = http, MaxRetries = 0 }"
    )]
    public async Task The_retries_of_the_SDK_are_turned_off(string before, string after)
    {
        var test = FixTest.Create<RetriesMultiplyFix>("LLMH5005", Frame(before), Frame(after), analyzers: [new ClientSetupAnalyzer()]);
        test.DisabledDiagnostics.Add("LLMH5004");
        test.TestState.AdditionalReferences.AddRange(ResilienceTest.References.Except(TestReferences.All));
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("{ ApiKey = \"k\" }", "{ ApiKey = \"k\", MaxRetries = 0 }")]
    [InlineData("{ MaxRetries = 4 }", "{ MaxRetries = 0 }")]
    public async Task They_are_turned_off_inside_a_pipeline(string before, string after)
    {
        string Whole(string create, string members) =>
            $$"""
                using Polly;
                using Polly.Retry;
                class C
                {
                    async Task M(Anthropic.Models.Messages.MessageCreateParams ask)
                    {
                        var retrying = new ResiliencePipelineBuilder().AddRetry(new RetryStrategyOptions()).Build();
                        _ = await retrying.ExecuteAsync(
                            async t => await new Anthropic.AnthropicClient {{members}}.Messages.{{create}}(ask, t));
                    }
                }
                """;
        var test = FixTest.Create<RetriesMultiplyFix>("LLMH5005", Whole("{|LLMH5005:Create|}", before), Whole("Create", after));
        test.TestState.AdditionalReferences.AddRange(ResilienceTest.References.Except(TestReferences.All));
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static string Frame(string creation) =>
        $$"""
            using System.ClientModel.Primitives;
            using System.Net.Http;
            using Microsoft.Extensions.DependencyInjection;
            class C
            {
                void M(IServiceCollection services, IHttpClientFactory factory, System.ClientModel.ApiKeyCredential key)
                {
                    services.AddHttpClient("llm").AddStandardResilienceHandler();
                    var http = factory.CreateClient("llm");
                    _ = {{creation}};
                }
            }
            """;
}
