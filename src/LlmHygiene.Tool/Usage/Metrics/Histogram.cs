namespace LlmHygiene.Tool.Usage.Metrics;

/// <summary>The values of one data point, or of the difference between two.</summary>
internal sealed class Histogram
{
    public long Count { get; init; }

    public double Sum { get; init; }

    public double? Max { get; init; }

    public double[] Bounds { get; init; } = [];

    public int? Scale { get; init; }

    public int First { get; init; }

    public long Zero { get; init; }

    public long[] Buckets { get; init; } = [];

    /// <summary>The difference to an earlier point of the same stream; null if the stream was reset in between.</summary>
    public Histogram? Since(Histogram earlier, bool isCounter)
    {
        if (isCounter)
            return Sum < earlier.Sum ? null : new Histogram { Sum = Sum - earlier.Sum };
        if (Count < earlier.Count || Zero < earlier.Zero)
            return null;

        var (buckets, first) = Scale is { } scale ? Difference(earlier, scale) : (Explicit(earlier), 0);
        return buckets is null
            ? null
            : new Histogram
            {
                Count = Count - earlier.Count,
                Sum = Sum - earlier.Sum,
                Max = Max,
                Bounds = Bounds,
                Scale = Scale,
                First = first,
                Zero = Zero - earlier.Zero,
                Buckets = buckets,
            };
    }

    public void AddTo(Distribution distribution)
    {
        distribution.AddMax(Max);
        if (Scale is { } scale)
        {
            distribution.Add(0, 0, Zero);
            var growth = Math.Pow(2, Math.Pow(2, -scale));
            for (var i = 0; i < Buckets.Length; i++)
                if (Buckets[i] > 0)
                    distribution.Add(Math.Pow(growth, First + i), Math.Pow(growth, First + i + 1), Buckets[i]);
            return;
        }

        for (var i = 0; i < Buckets.Length && i <= Bounds.Length; i++)
            distribution.Add(i == 0 ? 0 : Bounds[i - 1], i == Bounds.Length ? double.PositiveInfinity : Bounds[i], Buckets[i]);
    }

    private long[]? Explicit(Histogram earlier)
    {
        if (Buckets.Length != earlier.Buckets.Length)
            return null;
        var difference = new long[Buckets.Length];
        for (var i = 0; i < difference.Length; i++)
            if ((difference[i] = Buckets[i] - earlier.Buckets[i]) < 0)
                return null;
        return difference;
    }

    // A growing exponential histogram lowers its scale, which merges pairs of buckets of the earlier point.
    private (long[]? Buckets, int First) Difference(Histogram earlier, int scale)
    {
        if (earlier.Scale is not { } before || before < scale)
            return (null, 0);
        var difference = (long[])Buckets.Clone();
        for (var i = 0; i < earlier.Buckets.Length; i++)
        {
            if (earlier.Buckets[i] == 0)
                continue;
            var at = ((earlier.First + i) >> Math.Min(before - scale, 31)) - First;
            if (at < 0 || at >= difference.Length || (difference[at] -= earlier.Buckets[i]) < 0)
                return (null, 0);
        }

        return (difference, First);
    }
}
