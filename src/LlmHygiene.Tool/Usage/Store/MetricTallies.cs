using System.Data.Common;
using LlmHygiene.Tool.Usage.Metrics;
using LlmHygiene.Tool.Usage.Model;
using LlmHygiene.Tool.Usage.Reading;

namespace LlmHygiene.Tool.Usage.Store;

/// <summary>
/// Sums the data points of metrics: delta points as they are, of cumulative streams what each point adds to the one before.
/// A point counts at its time, the end of what it speaks of. The first point of a stream counts from the stream's start;
/// where that lies before the time asked for, it only is what later ones are compared with.
/// </summary>
internal sealed class MetricTallies(UsageStore store, UsageOptions options)
{
    // A point that is there twice follows itself, so that it can be left out.
    private const string InOrder = """
        SELECT series, metric, prompt, details, outcome, token, temporality, start, moment, count, sum, max, bounds, scale, first, zero, buckets
        FROM point ORDER BY series, start, moment
        """;

    private (ulong Series, long Start, long At) _last;
    private Histogram? _lastTotal;

    /// <summary>Of the metrics <c>llmhygiene.prompt.*</c>.</summary>
    public TallySet Prompts { get; } = new();

    /// <summary>Of the metrics <c>gen_ai.client.*</c>, which name no prompt.</summary>
    public TallySet Clients { get; } = new();

    /// <summary>The time of the first and the last value that counts.</summary>
    public (long From, long To)? Period { get; private set; }

    public void Read()
    {
        foreach (var row in store.Query(InOrder))
            Read(row);
    }

    private void Read(DbDataReader row)
    {
        var id = (Series: row.GetFieldValue<ulong>(0), Start: row.GetInt64(7), At: row.GetInt64(8));
        var metric = (Metric)row.GetByte(1);
        var isCounter = metric is Metric.ClientInputCounter or Metric.ClientOutputCounter;
        var earlier = _last.Series == id.Series && _last.Start == id.Start ? _lastTotal : null;
        if (earlier is not null && _last.At == id.At)
            return;

        var total = HistogramOf(row);
        (_last, _lastTotal) = (id, total);

        var added = total;
        var from = id.Start == 0 ? id.At : Math.Min(id.Start, id.At);
        if ((Temporality)row.GetByte(6) == Temporality.Cumulative)
        {
            if (earlier is not null)
                (added, from) = (total.Since(earlier, isCounter) ?? total, id.At);
            else if (id.Start < options.Since)
                return;
        }

        if (!options.Has(id.At))
            return;
        if (!isCounter && added.Count == 0)
            return;
        Period = UnixNanos.Joined(Period, (from, id.At));
        Add(metric, new TallyKey(row.GetInt32(2), row.GetInt32(3), options.StepOf(id.At)), (Outcome)row.GetByte(4), row.GetByte(5), added);
    }

    private void Add(Metric metric, TallyKey key, Outcome outcome, byte tokenType, Histogram added)
    {
        var isWhole = outcome is Outcome.Success or Outcome.InvalidOutput;
        var tally = (metric <= Metric.Cost ? Prompts : Clients).Of(key);
        switch (metric)
        {
            case Metric.Duration or Metric.ClientDuration:
                tally.Count(outcome, added.Count);
                if (isWhole)
                    added.AddTo(tally.Latency);
                break;
            case Metric.FirstChunk or Metric.ClientFirstChunk:
                added.AddTo(tally.FirstChunk);
                break;
            case Metric.Cost:
                tally.Cost += added.Sum;
                tally.CostCalls += added.Count;
                if (isWhole)
                    added.AddTo(tally.Costs);
                break;
            case Metric.Tokens or Metric.ClientTokens when tokenType == 1:
            case Metric.ClientInputTokens:
                tally.InputTokens += Whole(added.Sum);
                break;
            case Metric.Tokens or Metric.ClientTokens when tokenType == 2:
            case Metric.ClientOutputTokens:
                tally.OutputTokens += Whole(added.Sum);
                break;
            case Metric.ClientInputCounter:
                tally.InputCounter += Whole(added.Sum);
                break;
            case Metric.ClientOutputCounter:
                tally.OutputCounter += Whole(added.Sum);
                break;
            default:
                break;
        }
    }

    private static decimal Whole(double tokens) => tokens is >= 0 and < 9e18 ? (long)Math.Round(tokens) : 0;

    private Histogram HistogramOf(DbDataReader row) =>
        new()
        {
            Count = row.GetInt64(9),
            Sum = row.GetDouble(10),
            Max = row.IsDBNull(11) ? null : row.GetDouble(11),
            Bounds = store.Names.Bounds(row.GetInt32(12)),
            Scale = row.IsDBNull(13) ? null : row.GetInt32(13),
            First = row.GetInt32(14),
            Zero = row.GetInt64(15),
            Buckets = [.. row.GetFieldValue<List<long>>(16)],
        };
}
