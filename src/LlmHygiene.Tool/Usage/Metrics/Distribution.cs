using LlmHygiene.Tool.Usage.Model;

namespace LlmHygiene.Tool.Usage.Metrics;

/// <summary>
/// The sum of histograms with any bounds. Percentiles are estimated as in Prometheus: values are assumed to be spread evenly
/// within their bucket.
/// </summary>
internal sealed class Distribution
{
    private readonly SortedDictionary<(double Upper, double Lower), long> _buckets = [];
    private double _max = double.NegativeInfinity;

    public long Count { get; private set; }

    /// <summary>The buckets by upper bound, in ascending order.</summary>
    public IEnumerable<(double Upper, long Count)> Buckets => _buckets.Select(static bucket => (bucket.Key.Upper, bucket.Value));

    /// <summary>The values of all distributions.</summary>
    public static Distribution Sum(IEnumerable<Distribution> distributions)
    {
        var sum = new Distribution();
        foreach (var one in distributions)
            sum.Add(one);
        return sum;
    }

    // Telemetry can contain any bounds. Only the last bucket has no upper bound, and every bucket has a lower one.
    public void Add(double lower, double upper, long count)
    {
        if (count <= 0 || !double.IsFinite(lower) || double.IsNaN(upper))
            return;
        _buckets[(upper, lower)] = _buckets.GetValueOrDefault((upper, lower)) + count;
        Count += count;
    }

    public void Add(Distribution other)
    {
        foreach (var ((upper, lower), count) in other._buckets)
            Add(lower, upper, count);
        AddMax(other._max);
    }

    public void AddMax(double? max)
    {
        if (max is { } value && double.IsFinite(value))
            _max = Math.Max(_max, value);
    }

    /// <summary>Null without values.</summary>
    public UsagePercentiles? Percentiles() =>
        Quantile(0.5) is { } p50 ? new UsagePercentiles(p50, Quantile(0.95)!.Value, Quantile(0.99)!.Value, UsagePercentiles.Buckets) : null;

    public double? Quantile(double q)
    {
        if (Count == 0)
            return null;
        var rank = q * Count;
        var below = 0L;
        foreach (var ((upper, lower), count) in _buckets)
        {
            if (below + count >= rank)
            {
                var top = double.IsPositiveInfinity(upper) ? Math.Max(_max, lower) : upper;
                var value = lower + ((top - lower) * (rank - below) / count);
                return double.IsFinite(_max) ? Math.Min(value, _max) : value;
            }

            below += count;
        }

        return double.IsFinite(_max) ? _max : null;
    }
}
