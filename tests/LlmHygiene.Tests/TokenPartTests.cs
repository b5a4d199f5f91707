using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace LlmHygiene.Tests;

/// <summary>Cached input, cache writes and reasoning: in metrics, on spans and in the cost.</summary>
[Collection(nameof(TelemetryCollection))]
public sealed class TokenPartTests
{
    private static readonly ModelPrice s_price = new(Input: 2, Output: 10) { CachedInput = 0.2m, CacheWrite = 2.5m };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    // The names are those of the SDKs' own clients.
    public static TheoryData<UsageDetails> Usages =>
        [
            new UsageDetails
            {
                InputTokenCount = 1000,
                OutputTokenCount = 100,
                CachedInputTokenCount = 600,
                ReasoningTokenCount = 40,
                AdditionalCounts = new() { ["CacheCreationInputTokens"] = 300 },
            },
            // Bedrock's count of the input has only the rest.
            new UsageDetails
            {
                InputTokenCount = 100,
                OutputTokenCount = 100,
                ReasoningTokenCount = 40,
                AdditionalCounts = new() { ["CacheReadInputTokens"] = 600, ["CacheWriteInputTokens"] = 300 },
            },
        ];

    [Theory]
    [MemberData(nameof(Usages))]
    public async Task Each_part_has_its_own_token_type_and_price(UsageDetails usage)
    {
        using var telemetry = new TelemetryRecorder();
        PromptPricing.Set("parts-test-model", s_price);
        try
        {
            await Send(usage, streamed: false);
            await Send(usage, streamed: true);
        }
        finally
        {
            PromptPricing.Reset("parts-test-model");
        }

        var tokens = telemetry.Measurements.Where(one => one.Name == "llmhygiene.prompt.usage").ToList();
        foreach (var (type, count) in new[] { ("input", 1000), ("output", 100), ("cached", 600), ("cache_write", 300), ("reasoning", 40) })
            Assert.Equal([count, count], tokens.Where(one => Equals(one.Tags["gen_ai.token.type"], type)).Select(one => (int)one.Value));
        Assert.Equal(10, tokens.Count);
        Assert.All(
            telemetry.Spans,
            span =>
            {
                Assert.Equal(1000L, span.GetTagItem("llmhygiene.usage.input_tokens"));
                Assert.Equal(600L, span.GetTagItem("llmhygiene.usage.cached_tokens"));
                Assert.Equal(300L, span.GetTagItem("llmhygiene.usage.cache_write_tokens"));
                Assert.Equal(40L, span.GetTagItem("llmhygiene.usage.reasoning_tokens"));
            }
        );

        // 100 x 2 + 600 x 0.2 + 300 x 2.5 + 100 x 10 USD per 1,000,000 tokens.
        Assert.All(
            telemetry.Measurements.Where(one => one.Name == "llmhygiene.prompt.cost"),
            one => Assert.Equal(0.00207, one.Value, precision: 12)
        );
        Assert.Equal(0.00207m, s_price.CostOf(usage));
    }

    [Fact]
    public async Task What_is_not_there_is_not_recorded()
    {
        using var telemetry = new TelemetryRecorder();
        await Send(
            new UsageDetails
            {
                InputTokenCount = 10,
                OutputTokenCount = 1,
                CachedInputTokenCount = 0,
                ReasoningTokenCount = 0,
            },
            streamed: false
        );

        Assert.Equal(2, telemetry.Measurements.Count(one => one.Name == "llmhygiene.prompt.usage"));
        Assert.Null(telemetry.Span.GetTagItem("llmhygiene.usage.cached_tokens"));
    }

    [Fact]
    public void A_part_is_never_more_than_the_whole()
    {
        Assert.Equal(s_price.CostOf(100, 0, 100), s_price.CostOf(100, 0, 500, 500));
        Assert.Equal(s_price.CostOf(100, 0, 0, 100), s_price.CostOf(100, 0, -5, 500));
        Assert.Equal(0.0003m, (s_price with { Reasoning = 3 }).CostOf(0, 100, 0, 0, reasoningTokens: 900));
        Assert.Null(s_price.CostOf(new UsageDetails { InputTokenCount = 1 }));
    }

    [Fact]
    public void A_model_has_a_price_in_batches_where_it_is_known()
    {
        Assert.Equal(new ModelPrice(0.375m, 2.25m), PromptPricing.Find("gpt-5.4-mini")!.InBatch);
        Assert.Null(s_price.InBatch);
        Assert.Equal(2.5m, PromptPricing.Find("claude-sonnet-5")!.CacheWrite);
        Assert.True(ListPrices.All.Values.Count(price => price.CacheWrite > 0 && price.BatchInput > 0) > 20);
    }

    private static async Task Send(UsageDetails usage, bool streamed)
    {
        var prompt = new TestPrompt("parts", model: "parts-test-model");
        var client = new ScriptedChatClient
        {
            Answer = _ => Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, "Hi")) { Usage = usage }),
            Stream = _ => Stream(usage),
        };
        if (!streamed)
            await prompt.GetResponseAsync(client, Ct);
        else
            await foreach (var _ in prompt.GetStreamingResponseAsync(client, Ct)) { }
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> Stream(
        UsageDetails usage,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        await Task.Yield();
        yield return new ChatResponseUpdate(ChatRole.Assistant, "Hi");
        yield return new ChatResponseUpdate(ChatRole.Assistant, [new UsageContent(usage)]);
    }
}
