using System.Globalization;
using LlmHygiene.Tool.Usage.Metrics;
using LlmHygiene.Tool.Usage.Model;
using LlmHygiene.Tool.Usage.Store;
using static System.FormattableString;

namespace LlmHygiene.Tool.Usage.Reporting;

/// <summary>The two versions of a comparison.</summary>
internal sealed record VersionPair(string Canary, string Stable);

/// <summary>Compares a value of two versions by a rank test, and puts the result into words.</summary>
/// <param name="higher">The word for a canary with higher values.</param>
/// <param name="unit">Formats a value.</param>
internal sealed class Comparison(VersionPair versions, string higher, string lower, Func<double, string> unit)
{
    // For each version. With fewer calls the approximations of the test are poor, and so would any advice be.
    private const int MinCalls = 30;

    private const double Significant = 0.01;

    public static string Seconds(double value) => Invariant($"{value:0.###} s");

    public UsageComparison Compare(IEnumerable<ValueCount> spans, Distribution canary, Distribution stable)
    {
        var exact = OfSpans(spans);
        var coarse = OfBuckets(canary, stable);

        // Spans, unless only the metrics have enough calls.
        var (test, medians, from) =
            IsEnough(exact.Test) || !IsEnough(coarse.Test) && exact.Test.Left + exact.Test.Right > 0 ? exact : coarse;
        if (test.Left == 0 || test.Right == 0)
            return Without("notMeasured", test, "not measured for both versions");
        if (!IsEnough(test))
            return Without(
                "notEnoughCalls",
                test,
                Invariant($"not enough calls: {test.Left:N0} of {versions.Canary} and {test.Right:N0} of {versions.Stable}, ")
                    + Invariant($"{MinCalls} of each are needed")
            );

        var (low, high) = test.Interval;
        var p = test.PValue;
        var verdict =
            p >= Significant ? "noDifferenceShown"
            : test.Probability > 0.5 ? "higher"
            : "lower";
        return new UsageComparison(
            verdict,
            test.Left,
            test.Right,
            medians.Canary,
            medians.Stable,
            Rounded(test.Probability),
            Rounded(low),
            Rounded(high),
            p,
            from,
            Statement(verdict, test, medians, isEstimate: from == UsagePercentiles.Buckets)
        );
    }

    private string Statement(string verdict, RankTest test, (double Canary, double Stable) medians, bool isEstimate)
    {
        var word = verdict switch
        {
            "higher" => higher,
            "lower" => lower,
            _ => "no difference shown",
        };
        var (low, high) = test.Interval;
        var share = Invariant($"{versions.Canary} has the higher value in {test.Probability * 100:0} % of pairs with {versions.Stable}");
        var interval = Invariant($"95 % interval {low * 100:0} to {high * 100:0} %, p {PText(test.PValue)}");
        var calls = Invariant($"{test.Left:N0} and {test.Right:N0} calls{(isEstimate ? ", by buckets" : "")}");
        var mark = isEstimate ? "~" : "";
        return $"{word}: {share} ({interval}, {calls}); medians {mark}{unit(medians.Canary)} and {mark}{unit(medians.Stable)}";
    }

    private static bool IsEnough(RankTest test) => test.Left >= MinCalls && test.Right >= MinCalls;

    private static UsageComparison Without(string verdict, RankTest test, string statement) =>
        new(verdict, test.Left, test.Right, null, null, null, null, null, null, null, statement);

    private static (RankTest Test, (double Canary, double Stable) Medians, string From) OfSpans(IEnumerable<ValueCount> values)
    {
        // Two passes, so that the values need not be kept: one counts them, one finds the median.
        var test = new RankTest();
        foreach (var (_, canary, stable) in values)
            test.Add(canary, stable);
        double left = double.NaN,
            right = double.NaN;
        long leftSeen = 0,
            rightSeen = 0;
        foreach (var (value, canary, stable) in values)
        {
            leftSeen += canary;
            rightSeen += stable;
            if (double.IsNaN(left) && leftSeen * 2 >= test.Left && leftSeen > 0)
                left = value;
            if (double.IsNaN(right) && rightSeen * 2 >= test.Right && rightSeen > 0)
                right = value;
            if (!double.IsNaN(left) && !double.IsNaN(right))
                break;
        }

        return (test, (left, right), UsagePercentiles.Spans);
    }

    // Values of one bucket are ties, whichever bounds it has: the last bucket has no upper one.
    private static (RankTest Test, (double Canary, double Stable) Medians, string From) OfBuckets(Distribution canary, Distribution stable)
    {
        var test = new RankTest();
        var counts = canary
            .Buckets.Select(static bucket => (bucket.Upper, Canary: bucket.Count, Stable: 0L))
            .Concat(stable.Buckets.Select(static bucket => (bucket.Upper, Canary: 0L, Stable: bucket.Count)));
        foreach (var bucket in counts.GroupBy(static count => count.Upper).OrderBy(static bucket => bucket.Key))
            test.Add(bucket.Sum(static count => count.Canary), bucket.Sum(static count => count.Stable));
        return (test, (canary.Quantile(0.5) ?? double.NaN, stable.Quantile(0.5) ?? double.NaN), UsagePercentiles.Buckets);
    }

    private static string PText(double p) => p < 0.001 ? "below 0.001" : p.ToString("0.000", CultureInfo.InvariantCulture);

    private static double Rounded(double value) => Math.Round(value, 4);
}
