using LlmHygiene.Tool.Usage.Model;
using LlmHygiene.Tool.Usage.Reading;
using LlmHygiene.Tool.Usage.Store;

namespace LlmHygiene.Tool.Usage.Reporting;

/// <summary>Creates the report from the store.</summary>
internal static class UsageReader
{
    public static UsageReport Read(UsageStore store, InputSummary input, UsageOptions options, CodeInventory? code)
    {
        var spans = SpanTallies.Read(store.Calls, options);
        var metrics = MetricTallies.Read(store, options);
        var ids = store.Ids;
        var sources = RowSources.ByRow(spans.Calls, MeasuredCalls.Of(metrics, spans, ids), ids);
        var builder = new RowBuilder(ids, spans);
        var rows = Sorted([
            .. sources
                .Where(static pair => pair.Value.Counted.Count > 0)
                .Select(pair => builder.Row(pair.Key, pair.Value))
                .Where(static row => row.Calls > 0),
        ]);
        var seen = new SiteRows(ids, spans, metrics).All();
        var sites = code?.Locate(seen) ?? seen;
        var changes = TextChanges.Find(sites, spans, ids);
        return new UsageReport
        {
            Input = new UsageInput(input.Files, input.Lines, input.BrokenLines, input.FirstBroken, input.Spans, input.Points),
            Period = Period(spans.Period, metrics.Period),
            Total = Total(rows),
            Rows = rows,
            Sites = sites,
            TextChanges = changes,
            Extract = Extractions.Rank(sites, changes),
            Trend =
                options.Step == 0
                    ? []
                    :
                    [
                        .. sources
                            .SelectMany(pair => builder.Steps(pair.Key, pair.Value))
                            .Where(static step => step.Calls > 0)
                            .OrderBy(static step => step.Start)
                            .ThenByDescending(static step => step.Cost ?? 0)
                            .ThenBy(static step => step.Prompt, StringComparer.Ordinal),
                    ],
            Canaries = [.. new Canaries(store, spans, metrics, options).All()],
            Code = code?.Compare(rows, sites),
            Notes =
            [
                .. UsageNotes.Of(rows, input, spans, metrics, ids, sites.Count > 0),
                .. code?.Gap is { } gap ? [gap] : Array.Empty<string>(),
            ],
        };
    }

    // The most expensive first, then those with the most calls.
    private static IReadOnlyList<UsageRow> Sorted(IReadOnlyList<UsageRow> rows)
    {
        var total = rows.Sum(static row => row.Cost ?? 0);
        return
        [
            .. rows.Select(row => row with { CostShare = total > 0 && row.Cost is { } cost ? Math.Round((double)(cost / total), 6) : null })
                .OrderByDescending(static row => row.Cost ?? -1)
                .ThenByDescending(static row => row.Calls)
                .ThenBy(static row => row.Prompt, StringComparer.Ordinal)
                .ThenBy(static row => row.Version, StringComparer.Ordinal)
                .ThenBy(static row => row.Model, StringComparer.Ordinal),
        ];
    }

    private static UsageTotal Total(IReadOnlyList<UsageRow> rows) =>
        new()
        {
            Counts = CallCounts.Sum(rows.Select(static row => row.Counts)),
            Cost = rows.Any(static row => row.Cost is not null) ? rows.Sum(static row => row.Cost ?? 0) : null,
        };

    private static UsagePeriod? Period((long From, long To)? spans, (long From, long To)? metrics) =>
        UnixNanos.Joined(spans, metrics) is { } period ? new UsagePeriod(UnixNanos.ToTime(period.From), UnixNanos.ToTime(period.To)) : null;
}
