using LlmHygiene.Tool.Usage.Metrics;
using LlmHygiene.Tool.Usage.Reading;

namespace LlmHygiene.Tool.Usage.Store;

internal enum TokenType : byte
{
    None = 0,
    Input = 1,
    Output = 2,
    Cached = 3,
    CacheWrite = 4,
    Reasoning = 5,
}

/// <summary>A data point as it comes back from the store.</summary>
/// <param name="Prompt">An ID of <see cref="DimensionIds"/>, as is <paramref name="Details"/>.</param>
/// <param name="Start">When its stream started; 0 if the point does not say.</param>
internal sealed record StoredPoint(
    ulong Series,
    Metric Metric,
    int Prompt,
    int Details,
    Outcome Outcome,
    TokenType TokenType,
    Temporality Temporality,
    long Start,
    long Time,
    Histogram Value
)
{
    /// <summary>An ID of <see cref="DimensionIds"/>, as is <see cref="Hash"/>.</summary>
    public int Site { get; init; } = DimensionIds.None;

    public int Hash { get; init; } = DimensionIds.None;
}
