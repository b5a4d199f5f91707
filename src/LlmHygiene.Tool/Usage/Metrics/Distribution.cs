namespace LlmHygiene.Tool.Usage.Metrics;

/// <summary>
/// How many values lie between which bounds, of histograms of any bounds. A percentile is found as Prometheus finds it:
/// values are taken to lie evenly in their bucket.
/// </summary>
internal sealed class Distribution
{
    private readonly SortedDictionary<(double Upper, double Lower), long> _buckets = [];
    private double _max = double.NegativeInfinity;

    public long Count { get; private set; }

    /// <summary>The buckets in order, each by its upper bound.</summary>
    public IEnumerable<(double Upper, long Count)> Buckets => _buckets.Select(static bucket => (bucket.Key.Upper, bucket.Value));

    /// <summary>The values of all.</summary>
    public static Distribution Sum(IEnumerable<Distribution> distributions)
    {
        var sum = new Distribution();
        foreach (var one in distributions)
            sum.Add(one);
        return sum;
    }

    // Bounds may be anything that telemetry says. Only the last bucket has no end, and it has a beginning.
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
        SawMax(other._max);
    }

    public void SawMax(double? max)
    {
        if (max is { } value && double.IsFinite(value))
            _max = Math.Max(_max, value);
    }

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
