using System.Globalization;
using LlmHygiene.Tool.Io;
using LlmHygiene.Tool.Usage.Metrics;
using LlmHygiene.Tool.Usage.Model;
using LlmHygiene.Tool.Usage.Store;

namespace LlmHygiene.Tool.Usage.Reporting;

/// <summary>
/// Compares each version that a rollout has selected with the version that is its prompt's default for most calls: the
/// calls whose whole answer arrived, of the stable version only those of the time in which the canary was called.
/// </summary>
internal sealed class Canaries(UsageStore store, SpanTallies spans, MetricTallies metrics)
{
    private const string Selected = "selected";

    private readonly DimensionIds _names = store.Names;

    public IEnumerable<UsageCanary> All()
    {
        var versions = Versions();
        foreach (
            var prompt in versions
                .GroupBy(one => _names.Prompt(one.Key)!.Name!, StringComparer.Ordinal)
                .OrderBy(static prompt => prompt.Key, StringComparer.Ordinal)
        )
        {
            var canaries = prompt.Where(static one => one.Value.Selected > one.Value.Others).ToArray();
            var stable = prompt
                .Where(static one => one.Value.Selected <= one.Value.Others)
                .OrderByDescending(static one => one.Value.Others)
                .Take(1)
                .ToArray();
            if (stable.Length == 0)
                continue;
            foreach (var canary in canaries.OrderBy(one => _names.Prompt(one.Key)!.Version, StringComparer.Ordinal))
                yield return Compare(prompt.Key, canary.Key, stable[0].Key);
        }
    }

    // Spans and metrics are of the same calls: of each version the source with more of them counts.
    private Dictionary<int, (long Selected, long Others)> Versions()
    {
        var counts = new Dictionary<int, (long Selected, long Others)>();
        foreach (var source in new[] { spans.Calls, metrics.Prompts })
        {
            var here = new Dictionary<int, (long Selected, long Others)>();
            foreach (var (key, tally) in source.All)
            {
                if (_names.Prompt(key.Prompt) is not { Name: not null, Version: not null })
                    continue;
                var (selected, others) = here.GetValueOrDefault(key.Prompt);
                here[key.Prompt] =
                    _names.Details(key.Details).Rollout == Selected ? (selected + tally.Calls, others) : (selected, others + tally.Calls);
            }

            foreach (var (prompt, count) in here)
                if (counts.GetValueOrDefault(prompt) is var other && count.Selected + count.Others > other.Selected + other.Others)
                    counts[prompt] = count;
        }

        return counts;
    }

    private UsageCanary Compare(string prompt, int canary, int stable)
    {
        var names = (_names.Prompt(canary)!.Version!, _names.Prompt(stable)!.Version!);
        return new UsageCanary(
            prompt,
            names.Item1,
            names.Item2,
            Comparison.Make(
                names,
                "slower",
                "faster",
                Comparison.Seconds,
                OfSpans(SpanTallies.Seconds, canary, stable),
                (OfBuckets(static tally => tally.Latency, canary), OfBuckets(static tally => tally.Latency, stable))
            ),
            Comparison.Make(
                names,
                "dearer",
                "cheaper",
                Money.PerCall,
                OfSpans(Cost(), canary, stable),
                (OfBuckets(static tally => tally.Costs, canary), OfBuckets(static tally => tally.Costs, stable))
            )
        );
    }

    private IEnumerable<(double, long, long)> OfSpans(string value, int canary, int stable)
    {
        var where = $"{SpanTallies.IsWhole} AND {spans.Filter}";
        foreach (
            var row in store.Query(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"""
                    WITH of_canary AS (SELECT min(moment) AS since, max(moment) AS till FROM call WHERE prompt = {canary} AND {where})
                    SELECT ({value})::DOUBLE AS value, count(*) FILTER (prompt = {canary}), count(*) FILTER (prompt = {stable})
                    FROM call, of_canary WHERE prompt IN ({canary}, {stable}) AND {where} AND moment BETWEEN since AND till AND ({value}) IS NOT NULL
                    GROUP BY value ORDER BY value
                    """
                )
            )
        )
            yield return (row.GetDouble(0), row.GetInt64(1), row.GetInt64(2));
    }

    private Distribution OfBuckets(Func<Tally, Distribution> distribution, int prompt) =>
        Distribution.Sum(metrics.Prompts.All.Where(pair => pair.Key.Prompt == prompt).Select(pair => distribution(pair.Value)));

    // Spans have no cost, so that both versions are reckoned at list price.
    private string Cost()
    {
        var cases = _names
            .AllDetails.Select(static one => (one.Id, Price: PriceBook.Find(one.Details)))
            .Where(static one => one.Price is not null)
            .Select(static one =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"WHEN {one.Id} THEN input * {(double)one.Price!.Value.Input:R} + output * {(double)one.Price.Value.Output:R}"
                )
            )
            .ToArray();
        return cases.Length == 0 ? "NULL" : $"CASE details {string.Join(' ', cases)} END";
    }
}
