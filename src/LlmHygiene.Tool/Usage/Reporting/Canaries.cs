using LlmHygiene.Tool.Io;
using LlmHygiene.Tool.Usage.Metrics;
using LlmHygiene.Tool.Usage.Model;
using LlmHygiene.Tool.Usage.Store;

namespace LlmHygiene.Tool.Usage.Reporting;

/// <summary>
/// Compares each version that a rollout selected with the stable version, which is the default of most calls of the prompt.
/// Only calls that ended with a response count, and of the stable version only those from the time of the canary's calls.
/// </summary>
internal sealed class Canaries(UsageStore store, SpanTallies spans, MetricTallies metrics, UsageOptions options)
{
    private const string Selected = "selected";

    private readonly DimensionIds _ids = store.Ids;

    public IEnumerable<UsageCanary> All()
    {
        var versions = Versions();
        foreach (
            var prompt in versions
                .GroupBy(one => _ids.Prompt(one.Key)!.Name!, StringComparer.Ordinal)
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
            foreach (var canary in canaries.OrderBy(one => _ids.Prompt(one.Key)!.Version, StringComparer.Ordinal))
                yield return Compare(prompt.Key, canary.Key, stable[0].Key);
        }
    }

    // Spans and metrics report the same calls. For each version the source with more calls counts.
    private Dictionary<int, (long Selected, long Others)> Versions()
    {
        var counts = new Dictionary<int, (long Selected, long Others)>();
        foreach (var source in new[] { spans.Calls, metrics.Prompts })
        {
            var here = new Dictionary<int, (long Selected, long Others)>();
            foreach (var (key, tally) in source.All)
            {
                if (_ids.Prompt(key.Prompt) is not { Name: not null, Version: not null })
                    continue;
                var (selected, others) = here.GetValueOrDefault(key.Prompt);
                here[key.Prompt] =
                    _ids.Details(key.Details).Rollout == Selected
                        ? (selected + tally.Counts.Calls, others)
                        : (selected, others + tally.Counts.Calls);
            }

            foreach (var (prompt, count) in here)
                if (counts.GetValueOrDefault(prompt) is var other && count.Selected + count.Others > other.Selected + other.Others)
                    counts[prompt] = count;
        }

        return counts;
    }

    private UsageCanary Compare(string prompt, int canary, int stable)
    {
        var versions = new VersionPair(_ids.Prompt(canary)!.Version!, _ids.Prompt(stable)!.Version!);
        return new UsageCanary(
            prompt,
            versions.Canary,
            versions.Stable,
            new Comparison(versions, "slower", "faster", Comparison.Seconds).Compare(
                store.Calls.LatenciesOf(canary, stable, options),
                Buckets(static tally => tally.Latency, canary),
                Buckets(static tally => tally.Latency, stable)
            ),
            new Comparison(versions, "more expensive", "cheaper", Money.PerCall).Compare(
                store.Calls.ListCostsOf(canary, stable, PriceBook.Find, options),
                Buckets(static tally => tally.Costs, canary),
                Buckets(static tally => tally.Costs, stable)
            )
        );
    }

    private Distribution Buckets(Func<Tally, Distribution> distribution, int prompt) =>
        Distribution.Sum(metrics.Prompts.All.Where(pair => pair.Key.Prompt == prompt).Select(pair => distribution(pair.Value)));
}
