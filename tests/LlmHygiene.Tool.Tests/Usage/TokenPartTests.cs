using LlmHygiene.Tool.Tests.Usage.Infrastructure;
using LlmHygiene.Tool.Usage.Model;
using LlmHygiene.Tool.Usage.Writing;
using static LlmHygiene.Tool.Tests.Usage.Infrastructure.UsageRun;

namespace LlmHygiene.Tool.Tests.Usage;

/// <summary>Cached input, cache writes, reasoning, batches and budgets in the report.</summary>
public sealed class TokenPartTests
{
    private static readonly double[] s_bounds = [1];

    [Theory]
    [InlineData("gen_ai.usage.cache_read.input_tokens", "gen_ai.usage.cache_creation.input_tokens", "gen_ai.usage.reasoning.output_tokens")]
    [InlineData("gen_ai.usage.cache_read.input_tokens", "gen_ai.usage.cache_write.input_tokens", "gen_ai.usage.reasoning.output_tokens")]
    [InlineData("llmhygiene.usage.cached_tokens", "llmhygiene.usage.cache_write_tokens", "llmhygiene.usage.reasoning_tokens")]
    public void Spans_have_the_parts_of_both_generations_of_names(string cached, string written, string reasoning)
    {
        var chat = Chat("greet", input: 1000, output: 100, model: "claude-sonnet-5");
        var row = Of(Otlp.Line(chat with { Attributes = [.. chat.Attributes, (cached, 600L), (written, 300L), (reasoning, 40L)] }))
            .Row("greet");

        Assert.Equal((600m, 300m, 40m), (row.CachedTokens, row.CacheWriteTokens, row.ReasoningTokens));

        // 100 x 2 + 600 x 0.2 + 300 x 2.5 + 100 x 10 USD per 1,000,000 tokens; in a batch all input at 1 and all output at 5.
        Assert.Equal((0.00207m, "listPrice", 0.0015m), (row.Cost, row.CostFrom, row.BatchCost));
    }

    [Fact]
    public void Metrics_of_LlmHygiene_have_the_parts_and_count_nothing_twice()
    {
        var row = Of(
                Otlp.Line(
                    Duration(1, Point(Tags("greet"), 1)),
                    Tokens(
                        Point(Tags("greet", tokenType: "input"), 1000),
                        Point(Tags("greet", tokenType: "output"), 100),
                        Point(Tags("greet", tokenType: "cached"), 600),
                        Point(Tags("greet", tokenType: "cache_write"), 300),
                        Point(Tags("greet", tokenType: "reasoning"), 40)
                    )
                )
            )
            .Row("greet");

        Assert.Equal((1000m, 100m), (row.InputTokens, row.OutputTokens));
        Assert.Equal((600m, 300m, 40m), (row.CachedTokens, row.CacheWriteTokens, row.ReasoningTokens));
    }

    [Fact]
    public void Counters_of_the_newer_conventions_have_the_parts_of_calls_without_a_prompt()
    {
        (string, object)[] tags = [("gen_ai.request.model", "gpt-5.4-mini"), ("gen_ai.operation.name", "chat")];
        var row = Of(
                Otlp.Line(
                    new OtlpMetric("gen_ai.client.inference.duration", "s", 1, Point(tags, 1)) { Scope = "c" },
                    Counter("input_tokens", 1000),
                    Counter("output_tokens", 100),
                    Counter("cache_read.input_tokens", 600),
                    Counter("cache_write.input_tokens", 300),
                    Counter("reasoning.output_tokens", 40)
                )
            )
            .Row(null);

        Assert.Equal((1000m, 100m), (row.InputTokens, row.OutputTokens));
        Assert.Equal((600m, 300m, 40m), (row.CachedTokens, row.CacheWriteTokens, row.ReasoningTokens));

        OtlpMetric Counter(string name, long tokens) =>
            new("gen_ai.client.inference.usage." + name, "{token}", 1, new OtlpPoint(Begin, Begin + Second, tags) { AsInt = tokens })
            {
                Kind = "sum",
                Scope = "c",
            };
    }

    [Fact]
    public void A_call_that_its_budget_ended_is_an_error_and_is_named()
    {
        var report = Of(Otlp.Line([Prompt("greet"), Prompt("greet", outcome: "over_budget"), Prompt("greet", outcome: "failure")]));

        Assert.Equal((3L, 2L, 1L), (report.Row("greet").Calls, report.Row("greet").Errors, report.Row("greet").OverBudget));
        Assert.Contains("Calls that the budget of their prompt ended: 1. They count as errors.", report.Notes);
    }

    [Fact]
    public void The_table_has_columns_for_the_parts_only_if_there_are_any()
    {
        var chat = Chat("greet");
        Assert.DoesNotContain("Cached", Table(Of(Otlp.Line(chat))), StringComparison.Ordinal);
        var table = Table(Of(Otlp.Line(chat with { Attributes = [.. chat.Attributes, ("gen_ai.usage.cache_read.input_tokens", 60L)] })));
        Assert.Contains("Cached", table, StringComparison.Ordinal);
        Assert.Contains("In batches, the tokens of greet 1.0.0 on gpt-5.4-mini would cost ", table, StringComparison.Ordinal);
    }

    private static string Table(UsageReport report)
    {
        using var writer = new StringWriter();
        TableWriter.Write(report, byHour: false, writer, width: null);
        return writer.ToString();
    }

    private static OtlpMetric Tokens(params OtlpPoint[] points) => new("llmhygiene.prompt.usage", "{token}", 1, points);

    private static OtlpPoint Point((string Key, object Value)[] tags, double sum) =>
        new(Begin, Begin + Second, tags)
        {
            Count = 1,
            Sum = sum,
            Bounds = s_bounds,
            Buckets = [0, 1],
        };
}
