using LlmHygiene.Tool.Tests.Usage.Infrastructure;
using LlmHygiene.Tool.Usage.Model;
using LlmHygiene.Tool.Usage.Reporting;
using LlmHygiene.Tool.Usage.Writing;
using static LlmHygiene.Tool.Tests.Usage.Infrastructure.UsageRun;

namespace LlmHygiene.Tool.Tests.Usage;

public sealed class CanaryTests
{
    [Fact]
    public void A_canary_that_is_slower_and_more_expensive_is_reported_with_its_numbers()
    {
        // Every canary call is slower than all but the slowest tenth of the stable calls.
        var report = Of(
            Otlp.Line([
                .. Enumerable.Range(0, 100).Select(static i => Prompt("greet", 1 + (i / 100.0), at: i, rollout: "default")),
                .. Enumerable
                    .Range(0, 40)
                    .Select(static i => Prompt("greet", 1.895, "1.1.0-beta.1", at: i, rollout: "selected", input: 200, output: 20)),
                Prompt("other", at: 1),
            ])
        );
        var canary = Assert.Single(report.Canaries);
        Assert.Equal(("greet", "1.1.0-beta.1", "1.0.0"), (canary.Prompt, canary.Canary, canary.Stable));

        // Only the stable calls from the time of the canary are compared, the first 40, which are all faster.
        Assert.Equal(
            ("higher", 40L, 40L, 1.0, "spans"),
            (
                canary.Latency.Verdict,
                canary.Latency.CanaryCalls,
                canary.Latency.StableCalls,
                canary.Latency.Probability,
                canary.Latency.From
            )
        );
        Assert.Equal((1.895, 1.19), (canary.Latency.CanaryMedian, canary.Latency.StableMedian));
        Assert.StartsWith(
            "slower: 1.1.0-beta.1 has the higher value in 100 % of pairs with 1.0.0 (95 % interval 100 to 100 %, p below 0.001, "
                + "40 and 40 calls); medians 1.895 s and 1.19 s",
            canary.Latency.Statement,
            StringComparison.Ordinal
        );
        Assert.Equal("higher", canary.Cost.Verdict);
        Assert.StartsWith("more expensive: ", canary.Cost.Statement, StringComparison.Ordinal);
        Assert.EndsWith("medians $0.00024 and $0.00012", canary.Cost.Statement, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_times_show_no_difference()
    {
        var canary = Assert.Single(
            Of(
                Otlp.Line([
                    .. Enumerable.Range(0, 100).Select(static i => Prompt("greet", 1 + (i % 10), at: i, rollout: "default")),
                    .. Enumerable.Range(0, 100).Select(static i => Prompt("greet", 1 + (i % 10), "1.1.0", at: i, rollout: "selected")),
                ])
            ).Canaries
        );
        Assert.Equal(
            ("noDifferenceShown", 0.5, 1.0),
            (canary.Latency.Verdict, canary.Latency.Probability, Math.Round(canary.Latency.PValue!.Value, 6))
        );
        Assert.StartsWith(
            "no difference shown: 1.1.0 has the higher value in 50 % of pairs",
            canary.Latency.Statement,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Too_few_calls_are_not_compared()
    {
        var canary = Assert.Single(
            Of(
                Otlp.Line([
                    .. Enumerable.Range(0, 100).Select(static i => Prompt("greet", 1, rollout: "default")),
                    .. Enumerable.Range(0, 29).Select(static _ => Prompt("greet", 50, "1.1.0", rollout: "selected")),
                ])
            ).Canaries
        );
        Assert.Equal(("notEnoughCalls", (double?)null), (canary.Latency.Verdict, canary.Latency.PValue));
        Assert.Equal("not enough calls: 29 of 1.1.0 and 100 of 1.0.0, 30 of each are needed", canary.Latency.Statement);
    }

    [Fact]
    public void Failed_calls_are_not_compared()
    {
        var canary = Assert.Single(
            Of(
                Otlp.Line([
                    .. Enumerable.Range(0, 50).Select(static i => Prompt("greet", 1, rollout: "default")),
                    .. Enumerable.Range(0, 50).Select(static _ => Prompt("greet", 50, "1.1.0", outcome: "failure", rollout: "selected")),
                ])
            ).Canaries
        );
        Assert.Equal("notMeasured", canary.Latency.Verdict);
    }

    [Fact]
    public void Without_spans_the_buckets_are_compared()
    {
        var canary = Assert.Single(
            Of(
                Otlp.Line(
                    Duration(1, Point("1.0.0", "default", [90, 10, 0]), Point("1.1.0", "selected", [10, 90, 0])),
                    new OtlpMetric(
                        "llmhygiene.prompt.cost",
                        "{USD}",
                        1,
                        Point("1.0.0", "default", [0, 100, 0]),
                        Point("1.1.0", "selected", [0, 100, 0])
                    )
                )
            ).Canaries
        );

        // Ties count half: (0.9 * 0.9) + (0.5 * ((0.9 * 0.1) + (0.1 * 0.9))).
        Assert.Equal(("higher", 0.9, "buckets"), (canary.Latency.Verdict, canary.Latency.Probability, canary.Latency.From));
        Assert.Equal("noDifferenceShown", canary.Cost.Verdict);
        Assert.Contains("by buckets", canary.Latency.Statement, StringComparison.Ordinal);

        static OtlpPoint Point(string version, string rollout, long[] buckets) =>
            new(Begin, Begin + Second, [.. Tags("greet", version), ("llmhygiene.prompt.rollout", rollout)])
            {
                Count = buckets.Sum(),
                Sum = 1,
                Buckets = buckets,
                Bounds = [1, 2],
            };
    }

    [Theory]
    [InlineData(null, 2)]
    [InlineData(10.0, 6)]
    [InlineData(double.NaN, 2)]
    [InlineData(double.PositiveInfinity, 2)]
    public void A_median_beyond_the_last_bound_is_a_number(double? max, double median)
    {
        // The last bucket ends at the maximum, if the telemetry has one.
        var report = Of(Otlp.Line(Duration(1, Point("1.0.0", "default", [40, 0, 0], null), Point("1.1.0", "selected", [0, 0, 40], max))));
        var latency = Assert.Single(report.Canaries).Latency;
        Assert.Equal(("higher", median, 0.5), (latency.Verdict, latency.CanaryMedian, latency.StableMedian));
        Assert.Equal((median, 0.5), (report.Row("greet", "1.1.0").Latency!.P50, report.Row("greet").Latency!.P50));
        JsonWriter.Write(report, TextWriter.Null);

        static OtlpPoint Point(string version, string rollout, long[] buckets, double? max) =>
            new(Begin, Begin + Second, [.. Tags("greet", version), ("llmhygiene.prompt.rollout", rollout)])
            {
                Count = buckets.Sum(),
                Sum = 1,
                Buckets = buckets,
                Bounds = [1, 2],
                Max = max,
            };
    }

    [Fact]
    public void Versions_without_a_rollout_are_not_compared() =>
        Assert.Empty(Of(Otlp.Line(Prompt("greet"), Prompt("greet", version: "1.1.0"))).Canaries);

    [Fact]
    public void The_rank_test_agrees_with_a_worked_example()
    {
        // 1, 2, 2, 3, 4, 5 against 2, 3, 4, 4, 6, 7, 8: U = 9.5 of 42; ties of 3, 2 and 3.
        var test = new RankTest();
        foreach (var (left, right) in new[] { (1L, 0L), (2, 1), (1, 1), (1, 2), (1, 0), (0, 1), (0, 1), (0, 1) })
            test.Add(left, right);
        Assert.Equal((6L, 7L), (test.Left, test.Right));
        Assert.Equal(9.5 / 42, test.Probability, 12);
        Assert.Equal(Normal.TwoSided(11 / Math.Sqrt(42 / 12.0 * (14 - (54 / 156.0)))), test.PValue, 12);
        Assert.Equal(0.1116, test.PValue, 4);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1.959964, 0.05)]
    [InlineData(2.575829, 0.01)]
    public void The_normal_distribution_is_right(double z, double p) => Assert.Equal(p, Normal.TwoSided(z), 6);
}
