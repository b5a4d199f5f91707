using LlmHygiene.Tool.Tests.Usage.Infrastructure;
using LlmHygiene.Tool.Usage.Model;
using static LlmHygiene.Tool.Tests.Usage.Infrastructure.UsageRun;

namespace LlmHygiene.Tool.Tests.Usage;

/// <summary>The calls in metrics, with and without spans of the same calls.</summary>
public sealed class MetricCountTests
{
    private static readonly double[] s_bounds = [1, 2, 4];

    [Fact]
    public void Delta_points_add_up()
    {
        var report = Of(
            Otlp.Line(Duration(1, Point(0, 60, 3, 4.5, [1, 2, 0, 0]))),
            Otlp.Line(Duration(1, Point(60, 120, 2, 7, [0, 0, 2, 0])))
        );
        Assert.Equal((5L, "metrics"), (report.Row("greet").Calls, report.Row("greet").CountedFrom));

        // 5 values: rank 2.5 is the 1.5th of 2 in (1, 2]; rank 4.75 the 1.75th of 2 in (2, 4].
        Assert.Equal(new UsagePercentiles(1.75, 3.75, 3.95, "buckets"), Rounded(report.Row("greet").Latency));
    }

    [Fact]
    public void Cumulative_points_count_by_their_difference()
    {
        var report = Of(
            Otlp.Line(Duration(2, Point(0, 60, 3, 4.5, [1, 2, 0, 0]))),
            Otlp.Line(Duration(2, Point(0, 180, 9, 20, [1, 6, 2, 0]))),
            Otlp.Line(Duration(2, Point(0, 120, 5, 9, [1, 4, 0, 0])))
        );
        Assert.Equal(9, report.Row("greet").Calls);
        Assert.Equal(new UsagePercentiles(1.583, 3.55, 3.91, "buckets"), Rounded(report.Row("greet").Latency));
    }

    [Fact]
    public void A_restarted_process_begins_at_zero()
    {
        // With a new start time, and without one.
        Assert.Equal(
            14,
            Of(Otlp.Line(Duration(2, Point(0, 60, 10, 10, [10, 0, 0, 0]), Point(70, 120, 4, 4, [4, 0, 0, 0])))).Row("greet").Calls
        );
        Assert.Equal(
            14,
            Of(Otlp.Line(Duration(2, Point(null, 60, 10, 10, [10, 0, 0, 0]), Point(null, 120, 4, 4, [4, 0, 0, 0])))).Row("greet").Calls
        );

        // The count is higher than before, but a bucket is lower.
        Assert.Equal(
            21,
            Of(Otlp.Line(Duration(2, Point(null, 60, 10, 10, [10, 0, 0, 0]), Point(null, 120, 11, 30, [4, 7, 0, 0])))).Row("greet").Calls
        );
    }

    [Fact]
    public void Instances_are_separate_streams()
    {
        var report = Of(
            Otlp.Line(Duration(2, Point(0, 60, 10, 10, [10, 0, 0, 0])), Duration(2, Point(0, 120, 12, 12, [12, 0, 0, 0]))),
            Otlp.Line(Duration(2, Point(0, 60, 5, 5, [5, 0, 0, 0])) with { Instance = "two" })
        );
        Assert.Equal(17, report.Row("greet").Calls);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_duplicate_point_counts_once(int temporality)
    {
        var line = Otlp.Line(Duration(temporality, Point(0, 60, 3, 4.5, [1, 2, 0, 0])));
        Assert.Equal(3, Of(UsageOptions.All, null, line, line).Row("greet").Calls);
    }

    [Fact]
    public void Cumulative_points_before_the_period_are_the_base_of_later_ones()
    {
        var line = Otlp.Line(
            Duration(2, Point(0, 60, 10, 10, [10, 0, 0, 0]), Point(0, 120, 14, 14, [14, 0, 0, 0]), Point(0, 180, 20, 20, [20, 0, 0, 0]))
        );
        Assert.Equal(10, Of(new UsageOptions(Begin + (100 * Second), long.MaxValue, 0), null, line).Row("greet").Calls);

        // The files begin in the middle of a stream: earlier calls are outside the period.
        Assert.Empty(
            Of(
                new UsageOptions(Begin + (100 * Second), long.MaxValue, 0),
                null,
                Otlp.Line(Duration(2, Point(0, 120, 14, 14, [14, 0, 0, 0])))
            ).Rows
        );
    }

    [Fact]
    public void A_cumulative_stream_that_is_new_in_the_period_counts_as_a_whole()
    {
        string[] lines =
        [
            Otlp.Line(Duration(2, Point(0, 60, 10, 10, [10, 0, 0, 0]))),
            // A prompt that a running process sends for the first time; a first failure looks the same.
            Otlp.Line(
                Duration(2, Point(0, 120, 14, 14, [14, 0, 0, 0]), Point(0, 120, 3, 3, [3, 0, 0, 0]) with { Attributes = Tags("new") })
            ),
        ];
        var report = Of(new UsageOptions(Begin + (100 * Second), long.MaxValue, 0), null, lines);
        Assert.Equal((4, 3), (report.Row("greet").Calls, report.Row("new").Calls));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Exponential_histograms_are_read(int temporality)
    {
        // Scale 0: buckets (1, 2], (2, 4]; then scale -1: (1, 4], (4, 16].
        var first = Exponential(60, 4, 0, 0, [2, 1], zero: 1);
        var second =
            temporality == 2
                ? Exponential(120, 10, -1, 0, [7, 2], zero: 1)
                : Exponential(120, 6, -1, 0, [4, 2], zero: 0) with
                {
                    Start = Begin + (60 * Second),
                };
        var row = Of(Otlp.Line(Duration(temporality, first)), Otlp.Line(Duration(temporality, second))).Row("greet");
        Assert.Equal(10, row.Calls);

        // One zero, two in (1, 2], one in (2, 4], four in (1, 4], two in (4, 16]; the 9.5th is the 1.5th of two in (4, 16].
        Assert.Equal(13, row.Latency!.P95, 6);
    }

    [Fact]
    public void A_negative_offset_is_below_one()
    {
        // Scale 1: the bucket of index -3 is (2^-1.5, 2^-1].
        var row = Of(Otlp.Line(Duration(1, Exponential(60, 1, 1, -3, [1], zero: 0)))).Row("greet");
        Assert.Equal(Math.Pow(2, -1.5) + (0.95 * (0.5 - Math.Pow(2, -1.5))), row.Latency!.P95, 9);
    }

    [Fact]
    public void The_maximum_bounds_the_last_bucket()
    {
        var row = Of(Otlp.Line(Duration(1, Point(0, 60, 1, 9, [0, 0, 0, 1]) with { Max = 9 }))).Row("greet");
        Assert.Equal(8.95, row.Latency!.P99, 9);
        Assert.Equal(4, Of(Otlp.Line(Duration(1, Point(0, 60, 1, 9, [0, 0, 0, 1])))).Row("greet").Latency!.P99, 9);
    }

    [Fact]
    public void Bounds_that_are_not_numbers_are_ignored()
    {
        var line = Otlp.Line(Duration(1, Point(0, 60, 4, 4, [1, 1, 1, 1])));
        foreach (var bound in new[] { "\"Infinity\"", "\"NaN\"" })
        {
            var row = Of(line.Replace("[1,2,4]", $"[1,2,{bound}]", StringComparison.Ordinal)).Row("greet");
            Assert.Equal(4, row.Calls);
            Assert.InRange(row.Latency!.P99, 1, 2);
        }
    }

    [Fact]
    public void Tokens_cost_and_outcomes_come_from_their_metrics()
    {
        var report = Of(
            Otlp.Line(
                Duration(
                    1,
                    Point(0, 60, 3, 4.5, [1, 2, 0, 0]),
                    Point(0, 60, 2, 4, [0, 2, 0, 0], outcome: "failure"),
                    Point(0, 60, 1, 4, [0, 1, 0, 0], outcome: "invalid_output")
                ),
                new OtlpMetric(
                    "llmhygiene.prompt.usage",
                    "{token}",
                    1,
                    Point(0, 60, 4, 9007199254740991, [], tokenType: "input"),
                    Point(0, 60, 4, 400, [], tokenType: "output")
                ),
                new OtlpMetric("llmhygiene.prompt.cost", "{USD}", 1, Point(0, 60, 4, 0.125, [])),
                new OtlpMetric("llmhygiene.prompt.time_to_first_chunk", "s", 1, Point(0, 60, 2, 1, [2, 0, 0, 0])),
                new OtlpMetric("llmhygiene.prompt.time_per_output_chunk", "s", 1, Point(0, 60, 2000, 1, [2000, 0, 0, 0]))
            )
        );
        var row = report.Row("greet");
        Assert.Equal((6L, 2L, 1L, 9007199254740991m, 400m), (row.Calls, row.Errors, row.InvalidOutputs, row.InputTokens, row.OutputTokens));
        Assert.Equal((0.125m, "measured", 1.0), (row.Cost, row.CostFrom, row.CostShare));
        Assert.Equal(0.5, row.TimeToFirstChunk!.P50);
    }

    [Fact]
    public void Spans_and_metrics_of_the_same_calls_are_not_added()
    {
        var row = Of(
                Otlp.Line(Prompt("greet", 1.5), Prompt("greet", 1.7), Prompt("greet", 0.5)),
                Otlp.Line(
                    Duration(1, Point(0, 60, 3, 3.7, [1, 2, 0, 0])),
                    new OtlpMetric("llmhygiene.prompt.cost", "{USD}", 1, Point(0, 60, 3, 0.5, []))
                )
            )
            .Row("greet");
        Assert.Equal((3L, 3L, 3L, "metrics"), (row.Calls, row.CallsInSpans, row.CallsInMetrics, row.CountedFrom));
        Assert.Equal((0.5m, "measured"), (row.Cost, row.CostFrom));
        Assert.Equal(new UsagePercentiles(1.5, 1.7, 1.7, "spans"), row.Latency);
    }

    [Fact]
    public void A_percentile_from_buckets_is_noted()
    {
        // The trace of the streamed call was not sampled.
        var chunks = Otlp.Line(new OtlpMetric("llmhygiene.prompt.time_to_first_chunk", "s", 1, Point(0, 60, 1, 0.5, [1, 0, 0, 0])));
        var report = Of(Otlp.Line(Prompt("greet", 1.5)), Otlp.Line(Duration(1, Point(0, 60, 2, 3, [0, 2, 0, 0]))), chunks);
        Assert.Equal(("spans", "buckets"), (report.Row("greet").Latency!.From, report.Row("greet").TimeToFirstChunk!.From));
        Assert.Contains(report.Notes, static note => note.StartsWith("Percentiles marked ~", StringComparison.Ordinal));
    }

    [Fact]
    public void Sampled_traces_are_noted_and_the_metrics_count()
    {
        var report = Of(Otlp.Line(Prompt("greet", 1.5)), Otlp.Line(Duration(1, Point(0, 60, 20, 30, [0, 20, 0, 0]))));
        Assert.Equal((20L, 1L), (report.Row("greet").Calls, report.Row("greet").CallsInSpans));
        Assert.Contains(
            report.Notes,
            static note =>
                note.StartsWith(
                    "greet 1.0.0 on gpt-5.4-mini: metrics count 20 calls, spans 1: traces are sampled",
                    StringComparison.Ordinal
                )
        );
    }

    [Fact]
    public void Metrics_of_a_shorter_time_are_noted_and_the_spans_count()
    {
        var report = Of(
            Otlp.Line(Prompt("greet"), Prompt("greet")),
            Otlp.Line(
                Duration(1, Point(0, 60, 1, 1, [1, 0, 0, 0])),
                new OtlpMetric("llmhygiene.prompt.cost", "{USD}", 1, Point(0, 60, 1, 0.5, []))
            )
        );
        Assert.Equal((1m, "scaled"), (report.Row("greet").Cost, report.Row("greet").CostFrom));
        Assert.Equal((2L, "spans"), (report.Row("greet").Calls, report.Row("greet").CountedFrom));
        Assert.Contains(report.Notes, static note => note.Contains("spans count 2 calls, metrics 1", StringComparison.Ordinal));
    }

    [Fact]
    public void Calls_without_a_prompt_are_the_difference_of_clients_and_prompts()
    {
        var report = Of(
            Otlp.Line(
                Duration(1, Point(0, 60, 3, 3, [3, 0, 0, 0])),
                new OtlpMetric(
                    "llmhygiene.prompt.usage",
                    "{token}",
                    1,
                    Point(0, 60, 3, 300, [], tokenType: "input"),
                    Point(0, 60, 3, 30, [], tokenType: "output")
                ),
                Client("gen_ai.client.operation.duration", ClientPoint(8, 8)),
                Client("gen_ai.client.token.usage", ClientPoint(8, 1000, "input"), ClientPoint(8, 70, "output"))
            )
        );
        Assert.Equal((3L, 300m), (report.Row("greet").Calls, report.Row("greet").InputTokens));
        Assert.Equal((5L, 700m, 40m), (report.Row(null).Calls, report.Row(null).InputTokens, report.Row(null).OutputTokens));
    }

    [Fact]
    public void Model_calls_of_a_prompts_tools_are_not_calls_without_a_prompt()
    {
        var report = Of(
            Otlp.Line(
                Duration(1, Point(0, 60, 3, 3, [3, 0, 0, 0])),
                new OtlpMetric(
                    "llmhygiene.prompt.usage",
                    "{token}",
                    1,
                    Point(0, 60, 3, 300, [], tokenType: "input"),
                    Point(0, 60, 3, 30, [], tokenType: "output")
                ),
                Client("gen_ai.client.operation.duration", ClientPoint(8, 8)),
                Client("gen_ai.client.token.usage", ClientPoint(8, 300, "input"), ClientPoint(8, 30, "output"))
            )
        );
        Assert.Equal("greet", Assert.Single(report.Rows).Prompt);
    }

    [Fact]
    public void Newer_names_of_the_conventions_are_read_and_tokens_count_once()
    {
        var counter = new OtlpMetric(
            "gen_ai.client.inference.usage.input_tokens",
            "{token}",
            2,
            new OtlpPoint(Begin, Begin + Second, ("gen_ai.request.model", "gpt-5.4-mini")) { AsInt = 500 },
            new OtlpPoint(Begin, Begin + (2 * Second), ("gen_ai.request.model", "gpt-5.4-mini")) { AsInt = 800 }
        )
        {
            Kind = "sum",
        };
        var row = Of(
                Otlp.Line(
                    Client("gen_ai.client.inference.duration", ClientPoint(8, 8)),
                    Client("gen_ai.client.inference.operation.input_tokens", ClientPoint(8, 800)),
                    counter
                )
            )
            .Row(null);
        Assert.Equal((8L, 800m), (row.Calls, row.InputTokens));
    }

    [Fact]
    public void A_point_without_a_value_and_unknown_metrics_are_ignored()
    {
        var line = Otlp.Line(
            Duration(1, Point(0, 60, 3, 3, [3, 0, 0, 0])),
            new OtlpMetric("http.client.request.duration", "s", 1, Point(0, 60, 3, 3, [3, 0, 0, 0]))
        );
        Assert.Equal(3, Of(line).Total.Calls);
        Assert.Equal(0, Of(line.Replace("\"count\":\"3\"", "\"count\":\"3\",\"flags\":1", StringComparison.Ordinal)).Total.Calls);
    }

    private static OtlpPoint Point(
        int? start,
        int time,
        long count,
        double sum,
        long[] buckets,
        string outcome = "success",
        string? tokenType = null
    ) =>
        new(start is { } from ? Begin + (from * Second) : 0, Begin + (time * Second), Tags("greet", outcome: outcome, tokenType: tokenType))
        {
            Count = count,
            Sum = sum,
            Buckets = buckets,
            Bounds = s_bounds,
        };

    private static OtlpPoint Exponential(int time, long count, int scale, int offset, long[] buckets, long zero) =>
        new(Begin, Begin + (time * Second), Tags("greet"))
        {
            Count = count,
            Sum = 1,
            Scale = scale,
            Offset = offset,
            Buckets = buckets,
            Zero = zero,
        };

    private static OtlpMetric Client(string name, params OtlpPoint[] points) =>
        new(name, "", 1, points) { Scope = "Experimental.Microsoft.Extensions.AI" };

    private static OtlpPoint ClientPoint(long count, double sum, string? tokenType = null) =>
        new(
            Begin,
            Begin + (60 * Second),
            [
                ("gen_ai.operation.name", "chat"),
                ("gen_ai.request.model", "gpt-5.4-mini"),
                ("gen_ai.response.model", "gpt-5.4-mini-2026-03-17"),
                .. tokenType is null ? Array.Empty<(string, object)>() : [("gen_ai.token.type", tokenType)],
            ]
        )
        {
            Count = count,
            Sum = sum,
            Buckets = [count, 0, 0, 0],
            Bounds = s_bounds,
        };

    private static UsagePercentiles? Rounded(UsagePercentiles? of) =>
        of is null ? null : of with { P50 = Math.Round(of.P50, 3), P95 = Math.Round(of.P95, 3), P99 = Math.Round(of.P99, 3) };
}
