using LlmHygiene.Tool.Usage.Metrics;
using LlmHygiene.Tool.Usage.Model;
using LlmHygiene.Tool.Usage.Store;

namespace LlmHygiene.Tool.Usage.Reporting;

/// <summary>
/// The calls without a prompt, for models that only metrics report. The metrics of clients count all model calls, those of LlmHygiene the
/// calls with a prompt; the difference is the calls without one. A prompt that runs tools makes several model calls, so if the tokens are
/// the same, there is no difference, however many calls there were.
/// </summary>
internal static class UntaggedMetrics
{
    /// <param name="prompts">The calls with a prompt.</param>
    public static IEnumerable<KeyValuePair<TallyKey, Tally>> Find(
        TallySet prompts,
        MetricTallies metrics,
        SpanTallies spans,
        DimensionIds ids
    )
    {
        var tagged = prompts.All.ToLookup(pair => Group(pair.Key, ids), static pair => pair.Value);
        foreach (var group in metrics.Clients.All.GroupBy(pair => Group(pair.Key, ids)))
        {
            if (spans.ModelCalls.ContainsKey(group.Key.Model))
                continue;
            if (Untagged(Sum(group.Select(static pair => pair.Value)), Sum(tagged[group.Key])) is not { } untagged)
                continue;

            // A failed call does not have the model that responded, so the details of the most calls are taken for all.
            var details = group.MaxBy(static pair => pair.Value.Counts.Calls).Key.Details;
            yield return new(new TallyKey(DimensionIds.None, details, group.Key.Step), untagged);
        }
    }

    private static (string Model, long Step) Group(TallyKey key, DimensionIds ids) => (ids.ModelOf(key.Details) ?? "", key.Step);

    private static Tally? Untagged(Tally all, Tally tagged)
    {
        if (tagged.Counts.Calls == 0)
            return all;
        var input = all.Counts.InputTokens - tagged.Counts.InputTokens;
        var output = all.Counts.OutputTokens - tagged.Counts.OutputTokens;
        var calls = all.Counts.Calls - tagged.Counts.Calls;
        if (calls <= 0 || (input <= 0 && output <= 0))
            return null;
        var errors = Math.Clamp(all.Counts.Errors - tagged.Counts.Errors, 0, calls);
        var rest = new Tally();
        rest.Add(
            new CallCounts(
                calls,
                errors,
                InputTokens: Math.Max(0, input),
                OutputTokens: Math.Max(0, output),
                CachedTokens: Rest(static counts => counts.CachedTokens),
                CacheWriteTokens: Rest(static counts => counts.CacheWriteTokens),
                ReasoningTokens: Rest(static counts => counts.ReasoningTokens)
            )
        );
        return rest;

        decimal Rest(Func<CallCounts, decimal> part) => Math.Max(0, part(all.Counts) - part(tagged.Counts));
    }

    private static Tally Sum(IEnumerable<Tally> tallies)
    {
        var sum = Tally.Sum(tallies);
        sum.UseCounters();
        return sum;
    }
}
