using LlmHygiene.Tool.Io;
using LlmHygiene.Tool.Usage.Model;
using LlmHygiene.Tool.Usage.Store;
using static System.FormattableString;

namespace LlmHygiene.Tool.Usage.Reporting;

/// <summary>Notes that explain the numbers of a report.</summary>
internal static class UsageNotes
{
    private const int MaxPerKind = 5;

    public static IEnumerable<string> Of(
        IReadOnlyList<UsageRow> rows,
        InputSummary input,
        SpanTallies spans,
        MetricTallies metrics,
        DimensionIds ids,
        bool hasSites
    )
    {
        if (input.BrokenLines > 0)
            yield return Invariant(
                $"{input.BrokenLines:N0} of {input.Lines:N0} lines cannot be read and are left out, the first at {input.FirstBroken}."
            );
        if (rows.Count == 0)
            yield return "No LLM call was found.";
        else if (rows.All(static row => row.IsUntagged) && !hasSites)
            yield return "No call has a prompt: is UsePromptTelemetry in the pipeline of the client, "
                + "and is the source 'LlmHygiene' exported?";

        foreach (
            var note in Limited([
                .. rows.Where(static row => row.CallsInSpans > 0 && row.CallsInMetrics > row.CallsInSpans)
                    .Select(static row =>
                        Invariant($"{Name(row)}: metrics count {row.CallsInMetrics:N0} calls, spans {row.CallsInSpans:N0}: ")
                        + "traces are sampled or incomplete. Counts are from the metrics, percentiles from the spans."
                    ),
            ])
        )
            yield return note;
        foreach (
            var note in Limited([
                .. rows.Where(static row => row.CallsInMetrics > 0 && row.CallsInMetrics < row.CallsInSpans)
                    .Select(static row =>
                        Invariant($"{Name(row)}: spans count {row.CallsInSpans:N0} calls, metrics {row.CallsInMetrics:N0}: ")
                        + "the metrics cover a shorter time. Counts are from the spans, and a measured cost is scaled to them."
                    ),
            ])
        )
            yield return note;
        foreach (var note in Limited([.. Undercounted(rows, spans, metrics, ids)]))
            yield return note;

        if (rows.Any(static row => row.CostFrom is "listPrice" or "mixed"))
            yield return $"Where no cost was measured, it is tokens times list price ({PriceBook.AsOf}), "
                + "with cache prices where the telemetry shows what was cached.";
        if (rows.Sum(static row => row.OverBudget) is > 0 and var ended)
            yield return Invariant($"Calls that the budget of their prompt ended: {ended:N0}. They count as errors.");
        if (rows.Sum(static row => row.Truncated) is > 0 and var cut)
            yield return Invariant(
                $"Responses that the output limit cut off: {cut:N0}, in {NamesOf([.. rows.Where(static row => row.Truncated > 0)])}."
            );
        if (rows.Sum(static row => row.Filtered) is > 0 and var filtered)
            yield return Invariant($"Responses that the provider's content filter ended: {filtered:N0}.");
        if (rows.Where(static row => row is { BatchCost: not null, Cost: not null }).ToArray() is { Length: > 0 } batched)
            yield return $"In batches, the tokens of {NamesOf(batched)} would cost "
                + $"{Money.Spent(batched.Sum(static row => row.BatchCost!.Value))} at list price, "
                + $"instead of {Money.Spent(batched.Sum(static row => row.Cost!.Value))}.";
        if (
            rows.Where(static row => row.Cost is null && row.InputTokens + row.OutputTokens > 0)
                .Select(static row => row.Model ?? "?")
                .Distinct()
                .Order(StringComparer.Ordinal)
                .ToArray() is
            { Length: > 0 } unpriced
        )
            yield return $"No price is known for {string.Join(", ", unpriced.Take(MaxPerKind))}"
                + (unpriced.Length > MaxPerKind ? Invariant($" and {unpriced.Length - MaxPerKind} more") : "")
                + ": they are not part of the cost.";
        if (rows.Any(static row => row.Latency?.From == "buckets" || row.TimeToFirstChunk?.From == "buckets"))
            yield return "Percentiles marked ~ are estimated from the buckets of histograms.";
    }

    // Calls without a prompt are counted from spans if there are any.
    private static IEnumerable<string> Undercounted(
        IReadOnlyList<UsageRow> rows,
        SpanTallies spans,
        MetricTallies metrics,
        DimensionIds ids
    )
    {
        var counted = metrics
            .Clients.All.GroupBy(pair => ids.ModelOf(pair.Key.Details) ?? "", static pair => pair.Value.Counts.Calls)
            .ToDictionary(static group => group.Key, static group => group.Sum(), StringComparer.Ordinal);
        foreach (var row in rows.Where(static row => row.IsUntagged && row.CountedFrom == "spans"))
        {
            var model = row.Model ?? "";
            if (counted.TryGetValue(model, out var calls) && spans.ModelCalls.TryGetValue(model, out var seen) && calls > seen)
                yield return Invariant($"{Name(row)}: metrics count {calls:N0} model calls in total, spans {seen:N0}: ")
                    + "traces are sampled or incomplete, so there are more calls without a prompt than shown.";
        }
    }

    private static string NamesOf(IReadOnlyList<UsageRow> rows) => rows.Count == 1 ? Name(rows[0]) : Quantity.Of(rows.Count, "row");

    private static string Name(UsageRow row) => $"{UsageRow.Shown(row.Prompt, row.Version)} on {row.Model ?? "an unknown model"}";

    private static IEnumerable<string> Limited(IReadOnlyList<string> notes) =>
        notes.Count <= MaxPerKind
            ? notes
            : notes.Take(MaxPerKind).Append(Invariant($"The same is true of {notes.Count - MaxPerKind} more rows."));
}
