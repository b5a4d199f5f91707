using LlmHygiene.Tool.Usage.Metrics;
using LlmHygiene.Tool.Usage.Model;
using LlmHygiene.Tool.Usage.Reading;
using LlmHygiene.Tool.Usage.Store;

namespace LlmHygiene.Tool.Usage.Reporting;

/// <summary>Creates the rows of the places in the code that make calls.</summary>
internal sealed class SiteRows(DimensionIds ids, SpanTallies spans, MetricTallies metrics)
{
    /// <summary>The most expensive first.</summary>
    public IReadOnlyList<UsageSite> All()
    {
        var inSpans = spans.Sites.All.ToLookup(static one => one.Key.Site);
        var inMetrics = metrics.Sites.All.ToLookup(static one => one.Key.Site);
        return
        [
            .. inSpans
                .Concat(inMetrics)
                .Select(static group => group.Key)
                .Distinct()
                .Select(site => Row(site, [.. inSpans[site]], [.. inMetrics[site]]))
                .Where(static row => row.Calls > 0)
                .OrderByDescending(static row => row.Cost ?? -1)
                .ThenByDescending(static row => row.Tokens)
                .ThenByDescending(static row => row.Calls)
                .ThenBy(static row => row.Site, StringComparer.Ordinal),
        ];
    }

    private UsageSite Row(int id, IReadOnlyList<SiteCalls> inSpans, IReadOnlyList<SiteCalls> inMetrics)
    {
        // The same calls: metrics count all of them, spans only the sampled ones, unless the metrics cover a shorter time.
        var usesMetrics = CallsOf(inMetrics) is > 0 and var measured && measured >= CallsOf(inSpans);
        var counted = usesMetrics ? inMetrics : inSpans;
        var (cost, from) = CallCost.Of(counted.Select(static one => (one.Key.Details, one.Tally)), ids);
        var site = ids.Site(id);
        return new UsageSite
        {
            Site = site.Name,
            Sdk = site.Sdk,
            Operation = site.Operation,
            Models =
            [
                .. counted
                    .GroupBy(one => ids.ModelOf(one.Key.Details))
                    .Where(static model => model.Key is not null)
                    .OrderByDescending(static model => CallsOf(model))
                    .Select(static model => model.Key!),
            ],
            Prompts =
            [
                .. counted
                    .Select(one => ids.Prompt(one.Key.Prompt))
                    .OfType<PromptKey>()
                    .Select(static prompt => UsageRow.Shown(prompt.Name, prompt.Version))
                    .Distinct()
                    .Order(StringComparer.Ordinal),
            ],
            UntaggedCalls = CallsOf(counted.Where(static one => one.Key.Prompt == DimensionIds.None)),
            Texts = Texts(inSpans, inMetrics),
            Counts = CallCounts.Sum(counted.Select(static one => one.Tally.Counts)),
            Cost = cost,
            CostFrom = from,
            Latency = spans.SiteLatencies.TryGetValue(id, out var exact) ? exact : Estimated(inMetrics),
            CountedFrom = usesMetrics ? "metrics" : "spans",
        };
    }

    // The metrics of a call that names its prompt have no hash.
    private IReadOnlyList<UsageText> Texts(IReadOnlyList<SiteCalls> inSpans, IReadOnlyList<SiteCalls> inMetrics)
    {
        var exact = inSpans.Where(HasText).ToList();
        var others = inMetrics.Where(HasText).Where(one => exact.TrueForAll(span => span.Key.Prompt != one.Key.Prompt));
        return
        [
            .. exact
                .Concat(others)
                .GroupBy(static one => (one.Key.Prompt, one.Key.Hash))
                .Select(text =>
                {
                    var prompt = ids.Prompt(text.Key.Prompt);
                    return new UsageText(
                        ids.Hash(text.Key.Hash)!,
                        prompt?.Name,
                        prompt?.Version,
                        CallsOf(text),
                        UnixNanos.ToTime(text.Min(static one => one.Period.From)),
                        UnixNanos.ToTime(text.Max(static one => one.Period.To))
                    );
                })
                .OrderBy(static text => text.From)
                .ThenBy(static text => text.Hash, StringComparer.Ordinal),
        ];
    }

    private static bool HasText(SiteCalls calls) => calls.Key.Hash != DimensionIds.None;

    private static long CallsOf(IEnumerable<SiteCalls> calls) => calls.Sum(static one => one.Tally.Counts.Calls);

    private static UsagePercentiles? Estimated(IEnumerable<SiteCalls> calls) =>
        Distribution.Sum(calls.Select(static one => one.Tally.Latency)).Percentiles();
}
