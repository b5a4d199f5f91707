using LlmHygiene.Tool.Usage.Metrics;
using LlmHygiene.Tool.Usage.Model;
using LlmHygiene.Tool.Usage.Reading;
using LlmHygiene.Tool.Usage.Store;

namespace LlmHygiene.Tool.Usage.Reporting;

/// <summary>
/// Sums the data points of metrics: delta points as they are, and for cumulative streams the difference between each point and the previous
/// one. A point counts at its own time, which is the end of the interval that it covers. The first point of a stream covers the time since
/// the start of the stream; if that is before the requested period, it is only the base of the next point, unless the process has exported
/// the metric before: then the stream is new, because each export contains all streams.
/// </summary>
internal sealed class MetricTallies
{
    private readonly UsageOptions _options;
    private readonly IReadOnlyDictionary<(Metric Metric, long Start), long> _firstExports;
    private StoredPoint? _previous;

    private MetricTallies(UsageStore store, UsageOptions options)
    {
        _options = options;
        _firstExports = store.FirstExports();
    }

    /// <summary>From the metrics <c>llmhygiene.prompt.*</c>.</summary>
    public TallySet Prompts { get; } = new();

    /// <summary>From the metrics <c>llmhygiene.call.*</c> of interceptors, with or without a prompt.</summary>
    public TallySet Calls { get; } = new();

    /// <summary>The same by the place in the code that makes the call.</summary>
    public SiteTallies Sites { get; } = new();

    /// <summary>From the metrics <c>gen_ai.client.*</c>, which have no prompt.</summary>
    public TallySet Clients { get; } = new();

    /// <summary>The time of the first and of the last value that counts; null without values.</summary>
    public (long From, long To)? Period { get; private set; }

    public static MetricTallies Read(UsageStore store, UsageOptions options)
    {
        var tallies = new MetricTallies(store, options);
        foreach (var point in store.Points())
            tallies.Read(point);
        return tallies;
    }

    private void Read(StoredPoint point)
    {
        var previous = _previous is { } last && last.Series == point.Series && last.Start == point.Start ? last : null;
        if (previous is not null && previous.Time == point.Time)
            return;
        _previous = point;

        var isCounter = point.Metric >= Metric.ClientInputCounter;
        var added = point.Value;
        var from = point.Start == 0 ? point.Time : Math.Min(point.Start, point.Time);
        if (point.Temporality == Temporality.Cumulative)
        {
            if (previous is not null)
                (added, from) = (point.Value.Since(previous.Value, isCounter) ?? point.Value, point.Time);
            else if (point.Start < _options.Since && !IsNew(point))
                return;
        }

        if (!_options.Has(point.Time))
            return;
        if (!isCounter && added.Count == 0)
            return;
        Period = UnixNanos.Joined(Period, (from, point.Time));
        Add(point, added);
    }

    private bool IsNew(StoredPoint point) => _firstExports.TryGetValue((point.Metric, point.Start), out var first) && first < point.Time;

    private void Add(StoredPoint point, Histogram added)
    {
        var set =
            point.Metric <= Metric.Cost ? Prompts
            : point.Metric <= Metric.CallCost ? Calls
            : Clients;
        Add(point, added, set.GetOrAdd(new TallyKey(point.Prompt, point.Details, _options.StepOf(point.Time))));
        if (set == Calls && point.Site != DimensionIds.None)
            Sites.Add(
                new SiteTallyKey(point.Site, point.Prompt, point.Hash, point.Details),
                (point.Start == 0 ? point.Time : Math.Min(point.Start, point.Time), point.Time),
                tally => Add(point, added, tally)
            );
    }

    private static void Add(StoredPoint point, Histogram added, Tally tally)
    {
        var hasResponse = Outcomes.WithResponse.Contains(point.Outcome);
        var tokens = Whole(added.Sum);
        switch (point.Metric)
        {
            case Metric.Duration or Metric.CallDuration or Metric.ClientDuration:
                tally.AddCalls(point.Outcome, added.Count);
                if (hasResponse)
                    added.AddTo(tally.Latency);
                break;
            case Metric.FirstChunk or Metric.CallFirstChunk or Metric.ClientFirstChunk:
                added.AddTo(tally.FirstChunk);
                break;
            case Metric.Cost or Metric.CallCost:
                tally.Cost += added.Sum;
                tally.CostCalls += added.Count;
                if (hasResponse)
                    added.AddTo(tally.Costs);
                break;
            case Metric.Tokens or Metric.CallTokens or Metric.ClientTokens when point.TokenType == TokenType.Input:
            case Metric.ClientInputTokens:
                tally.Add(new CallCounts(InputTokens: tokens));
                break;
            case Metric.Tokens or Metric.CallTokens or Metric.ClientTokens when point.TokenType == TokenType.Output:
            case Metric.ClientOutputTokens:
                tally.Add(new CallCounts(OutputTokens: tokens));
                break;
            case Metric.Tokens or Metric.CallTokens when point.TokenType == TokenType.Cached:
            case Metric.ClientCachedCounter:
                tally.Add(new CallCounts(CachedTokens: tokens));
                break;
            case Metric.Tokens or Metric.CallTokens when point.TokenType == TokenType.CacheWrite:
            case Metric.ClientCacheWriteCounter:
                tally.Add(new CallCounts(CacheWriteTokens: tokens));
                break;
            case Metric.Tokens or Metric.CallTokens when point.TokenType == TokenType.Reasoning:
            case Metric.ClientReasoningCounter:
                tally.Add(new CallCounts(ReasoningTokens: tokens));
                break;
            case Metric.ClientInputCounter:
                tally.InputCounter += tokens;
                break;
            case Metric.ClientOutputCounter:
                tally.OutputCounter += tokens;
                break;
            default:
                break;
        }
    }

    private static decimal Whole(double tokens) => tokens is >= 0 and < 9e18 ? (long)Math.Round(tokens) : 0;
}
