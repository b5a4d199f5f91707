using LlmHygiene.Tool.Usage.Metrics;
using LlmHygiene.Tool.Usage.Store;

namespace LlmHygiene.Tool.Usage.Reporting;

/// <summary>A prompt version and a model: a row of the report.</summary>
internal readonly record struct RowKey(int Prompt, string Model);

/// <summary>The calls of a row in the spans and in the metrics. They are the same calls, so only one of the two counts.</summary>
internal sealed class RowSources
{
    private readonly List<(TallyKey Key, Tally Tally)> _spans = [];
    private readonly List<(TallyKey Key, Tally Tally)> _metrics = [];

    public long SpanCalls => _spans.Sum(static one => one.Tally.Counts.Calls);

    public long MetricCalls => _metrics.Sum(static one => one.Tally.Counts.Calls);

    /// <summary>Metrics count every call, spans only the sampled ones. If the spans have more, the metrics cover a shorter time.</summary>
    public bool UsesMetrics => MetricCalls > 0 && MetricCalls >= SpanCalls;

    public IReadOnlyList<(TallyKey Key, Tally Tally)> Counted => UsesMetrics ? _metrics : _spans;

    public IEnumerable<Tally> Metrics => _metrics.Select(static one => one.Tally);

    public static IReadOnlyDictionary<RowKey, RowSources> ByRow(TallySet spans, TallySet metrics, DimensionIds ids)
    {
        var rows = new Dictionary<RowKey, RowSources>();
        foreach (var (key, tally) in spans.All)
            Row(key)._spans.Add((key, tally));
        foreach (var (key, tally) in metrics.All)
            Row(key)._metrics.Add((key, tally));
        return rows;

        RowSources Row(TallyKey key)
        {
            var row = new RowKey(key.Prompt, ids.ModelOf(key.Details) ?? "");
            if (!rows.TryGetValue(row, out var sources))
                rows.Add(row, sources = new RowSources());
            return sources;
        }
    }
}
