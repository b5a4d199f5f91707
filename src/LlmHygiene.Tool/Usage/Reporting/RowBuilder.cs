using LlmHygiene.Tool.Usage.Metrics;
using LlmHygiene.Tool.Usage.Model;
using LlmHygiene.Tool.Usage.Reading;
using LlmHygiene.Tool.Usage.Store;

namespace LlmHygiene.Tool.Usage.Reporting;

/// <summary>Creates the rows of the report and their steps in the trend.</summary>
internal sealed class RowBuilder(DimensionIds ids, SpanTallies spans)
{
    private const string Scaled = "scaled";

    public UsageRow Row(RowKey key, RowSources sources)
    {
        var total = CallCounts.Sum(sources.Counted.Select(static one => one.Tally.Counts));
        var (cost, from) = Cost(sources);
        var prompt = ids.Prompt(key.Prompt);
        return new UsageRow
        {
            Prompt = prompt?.Name,
            Version = prompt?.Version,
            Model = key.Model.Length > 0 ? key.Model : null,
            ResponseModels =
            [
                .. sources
                    .Counted.Select(one => ids.Details(one.Key.Details).ResponseModel)
                    .OfType<string>()
                    .Distinct()
                    .Order(StringComparer.Ordinal),
            ],
            Counts = total,
            Cost = cost,
            CostFrom = from,
            BatchCost = BatchCost(sources),
            Latency = Percentiles(spans.Latencies, key, sources, static tally => tally.Latency),
            TimeToFirstChunk = Percentiles(spans.FirstChunks, key, sources, static tally => tally.FirstChunk),
            CountedFrom = sources.UsesMetrics ? "metrics" : "spans",
            CallsInSpans = sources.SpanCalls,
            CallsInMetrics = sources.MetricCalls,
        };
    }

    public IEnumerable<UsageStep> Steps(RowKey key, RowSources sources)
    {
        var prompt = ids.Prompt(key.Prompt);
        var scaled = Cost(sources) is { Cost: { } cost, From: Scaled } ? cost / sources.SpanCalls : (decimal?)null;
        foreach (var step in sources.Counted.GroupBy(static one => one.Key.Step).OrderBy(static step => step.Key))
        {
            var total = CallCounts.Sum(step.Select(static one => one.Tally.Counts));
            var (of, from) = scaled is { } each ? (CallCost.Rounded(each * total.Calls), Scaled) : Cost(step);
            yield return new UsageStep
            {
                Start = UnixNanos.ToTime(step.Key),
                Prompt = prompt?.Name,
                Version = prompt?.Version,
                Model = key.Model.Length > 0 ? key.Model : null,
                Counts = total,
                Cost = of,
                CostFrom = from,
            };
        }
    }

    // A measured cost may be at negotiated prices, so the cost of some of the calls says more than the list price of all.
    private (decimal? Cost, string? From) Cost(RowSources sources) =>
        !sources.UsesMetrics && sources.MetricCalls > 0 && sources.Metrics.Any(static tally => tally.CostCalls > 0)
            ? (
                CallCost.Rounded(
                    CallCost.Dollars(sources.Metrics.Sum(static tally => tally.Cost)) * sources.SpanCalls / sources.MetricCalls
                ),
                Scaled
            )
            : Cost(sources.Counted);

    private (decimal? Cost, string? From) Cost(IEnumerable<(TallyKey Key, Tally Tally)> tallies) =>
        CallCost.Of(tallies.Select(static one => (one.Key.Details, one.Tally)), ids);

    // Null unless all calls have a price: a part of them says nothing about the row.
    private decimal? BatchCost(RowSources sources)
    {
        decimal sum = 0;
        var isKnown = false;
        foreach (var (key, tally) in sources.Counted)
        {
            var (input, output) = (tally.Counts.InputTokens, tally.Counts.OutputTokens);
            if (input + output == 0)
                continue;
            if (PriceBook.Find(ids.Details(key.Details)) is not { Batch: { } price })
                return null;
            isKnown = true;
            sum += (input * price.Input) + (output * price.Output);
        }

        return isKnown ? CallCost.Rounded(sum) : null;
    }

    private static UsagePercentiles? Percentiles(
        IReadOnlyDictionary<(int, string), UsagePercentiles> exact,
        RowKey key,
        RowSources sources,
        Func<Tally, Distribution> distribution
    )
    {
        if (exact.TryGetValue((key.Prompt, key.Model), out var found))
            return found;
        return Distribution.Sum(sources.Metrics.Select(distribution)).Percentiles();
    }
}
