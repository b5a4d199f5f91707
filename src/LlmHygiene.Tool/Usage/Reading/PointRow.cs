namespace LlmHygiene.Tool.Usage.Reading;

/// <summary>The metrics that are read.</summary>
internal enum Metric : byte
{
    Duration,
    FirstChunk,
    Tokens,
    Cost,
    CallDuration,
    CallFirstChunk,
    CallTokens,
    CallCost,
    ClientDuration,
    ClientTokens,
    ClientFirstChunk,
    ClientInputTokens,
    ClientOutputTokens,
    ClientInputCounter,
    ClientOutputCounter,
    ClientCachedCounter,
    ClientCacheWriteCounter,
    ClientReasoningCounter,
}

/// <summary>How the values of a data point relate to the previous ones.</summary>
internal enum Temporality : byte
{
    Unspecified = 0,
    Delta = 1,
    Cumulative = 2,
}

/// <summary>One data point of a metric.</summary>
internal sealed class PointRow
{
    public Metric Metric { get; set; }

    /// <summary>Identifies the stream that the point continues: resource, scope, metric and all attributes.</summary>
    public ulong Series { get; set; }

    public Tags Tags { get; set; }

    public Temporality Temporality { get; set; }

    public long Start { get; set; }

    public long Time { get; set; }

    public long Count { get; set; }

    public double Sum { get; set; }

    public double? Max { get; set; }

    /// <summary>Upper bounds of all buckets but the last; empty for an exponential histogram and for a sum.</summary>
    public double[] Bounds { get; set; } = [];

    /// <summary>The scale of an exponential histogram, whose buckets begin at <see cref="Offset"/>.</summary>
    public int? Scale { get; set; }

    public int Offset { get; set; }

    /// <summary>Values of an exponential histogram that are zero or negative: times, tokens and costs are never negative.</summary>
    public long ZeroCount { get; set; }

    public long[] Buckets { get; set; } = [];
}
