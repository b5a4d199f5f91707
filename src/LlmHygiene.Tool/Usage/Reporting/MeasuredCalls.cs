using LlmHygiene.Tool.Usage.Metrics;
using LlmHygiene.Tool.Usage.Store;

namespace LlmHygiene.Tool.Usage.Reporting;

/// <summary>
/// The calls that metrics describe, each once. A call may be in the metrics of its prompt, of an interceptor and of its client: for each
/// prompt and model, and for the calls without a prompt of each model, the source with the most calls counts.
/// </summary>
internal static class MeasuredCalls
{
    public static TallySet Of(MetricTallies metrics, SpanTallies spans, DimensionIds ids)
    {
        var withPrompt = Larger(metrics.Prompts.All, metrics.Calls.All.Where(static pair => pair.Key.Prompt != DimensionIds.None), ids);
        var untagged = UntaggedMetrics.Find(new TallySet().With(withPrompt), metrics, spans, ids);
        var without = Larger(metrics.Calls.All.Where(static pair => pair.Key.Prompt == DimensionIds.None), untagged, ids);
        return new TallySet().With(withPrompt.Concat(without));
    }

    private static List<KeyValuePair<TallyKey, Tally>> Larger(
        IEnumerable<KeyValuePair<TallyKey, Tally>> one,
        IEnumerable<KeyValuePair<TallyKey, Tally>> other,
        DimensionIds ids
    )
    {
        var first = one.ToLookup(pair => Row(pair.Key));
        var second = other.ToLookup(pair => Row(pair.Key));
        return
        [
            .. first
                .Concat(second)
                .Select(static row => row.Key)
                .Distinct()
                .SelectMany(row => CallsOf(first[row]) >= CallsOf(second[row]) ? first[row] : second[row]),
        ];

        (int, string) Row(TallyKey key) => (key.Prompt, ids.ModelOf(key.Details) ?? "");
    }

    private static long CallsOf(IEnumerable<KeyValuePair<TallyKey, Tally>> row) => row.Sum(static pair => pair.Value.Counts.Calls);
}
