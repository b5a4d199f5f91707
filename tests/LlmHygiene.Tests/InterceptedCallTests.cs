namespace LlmHygiene.Tests;

/// <summary>What an intercepted call reports about its response.</summary>
public class InterceptedCallTests
{
    [Theory]
    [InlineData(null, "success")]
    [InlineData("stop", "success")]
    [InlineData("end_turn", "success")]
    [InlineData("tool_calls", "success")]
    [InlineData("length", "truncated")]
    [InlineData("Length", "truncated")]
    [InlineData("max_tokens", "truncated")]
    [InlineData("MaxOutputTokens", "truncated")]
    [InlineData("max_output_tokens", "truncated")]
    [InlineData("TokenLimitReached", "truncated")]
    [InlineData("model_context_window_exceeded", "truncated")]
    [InlineData("content_filter", "filtered")]
    [InlineData("ContentFilter", "filtered")]
    [InlineData("refusal", "filtered")]
    [InlineData("SAFETY", "filtered")]
    public void The_reason_why_a_response_ended_is_an_outcome(string? reason, string outcome) =>
        Assert.Equal(outcome, CallOutcome.Of(reason));

    [Fact]
    public void Later_values_of_a_stream_replace_earlier_ones_and_the_input_includes_the_cache()
    {
        var usage = new CallUsage();
        usage.Set(input: 12, output: 1, cached: 5, cacheWrite: 1, reasoning: null, inputIsWithoutCache: true);
        usage.Set(input: null, output: 3, cached: null, cacheWrite: null, reasoning: 2, inputIsWithoutCache: true);
        Assert.Equal((18L, 3L, 5L, 1L, 2L), (usage.Input, usage.Output, usage.Cached, usage.CacheWrite, usage.Reasoning));
    }

    [Fact]
    public void The_usage_of_several_requests_is_added()
    {
        var usage = new CallUsage();
        usage.Add(input: 10, output: 1, cached: null, cacheWrite: null, reasoning: null);
        usage.Add(input: 2, output: 1, cached: 1, cacheWrite: null, reasoning: null);
        Assert.Equal((12L, 2L, 1L), (usage.Input, usage.Output, usage.Cached));
        Assert.Null(usage.Reasoning);
    }

    [Fact]
    public void Embeddings_have_a_cost_without_output_and_an_unknown_price_has_none()
    {
        var usage = new CallUsage();
        Assert.Null(usage.CostAt(new ModelPrice(1, 1)));
        usage.Set(input: 1_000_000, output: null, cached: null, cacheWrite: null, reasoning: null, inputIsWithoutCache: false);
        Assert.Equal(2, usage.CostAt(new ModelPrice(Input: 2, Output: 4)));
        Assert.Null(usage.CostAt(null));
    }
}
