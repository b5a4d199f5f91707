using LlmHygiene.Tool.Usage.Model;
using LlmHygiene.Tool.Usage.Reading;

namespace LlmHygiene.Tool.Usage.Store;

/// <summary>Calls of one place in the code with the same prompt, text, details and outcome.</summary>
/// <param name="Cost">Measured US dollars of <paramref name="CostCalls"/> calls.</param>
/// <param name="From">The start of the first call.</param>
/// <param name="To">The end of the last one.</param>
internal readonly record struct SiteGroup(
    int Site,
    int Prompt,
    int Hash,
    int Details,
    Outcome Outcome,
    long Calls,
    CallCounts Tokens,
    double Cost,
    long CostCalls,
    long From,
    long To
);

/// <summary>Executions of a generated prompt with one content.</summary>
internal readonly record struct ExecutionGroup(int Prompt, int Hash, long Calls, long From, long To);

/// <summary>The calls that interceptors measure, whether or not they are part of another call.</summary>
internal sealed class SiteTable(UsageDatabase database)
{
    public IEnumerable<SiteGroup> Counts(UsageOptions options)
    {
        return database
            .Query(
                $"""
                SELECT site, prompt, hash, details, outcome, count(*), {Sum("input")}, {Sum("output")}, {Sum("cached")}, {Sum("written")},
                    {Sum("reasoning")}, coalesce(sum(cost), 0)::DOUBLE, count(cost), min(moment), max(moment + duration)
                FROM site_call WHERE {CallFilter.In(options)} GROUP BY ALL
                """
            )
            .Select(static row => new SiteGroup(
                Site: row.GetInt32(0),
                Prompt: row.GetInt32(1),
                Hash: row.GetInt32(2),
                Details: row.GetInt32(3),
                Outcome: (Outcome)row.GetByte(4),
                Calls: row.GetInt64(5),
                Tokens: new CallCounts(
                    InputTokens: row.GetDecimal(6),
                    OutputTokens: row.GetDecimal(7),
                    CachedTokens: row.GetDecimal(8),
                    CacheWriteTokens: row.GetDecimal(9),
                    ReasoningTokens: row.GetDecimal(10)
                ),
                Cost: row.GetDouble(11),
                CostCalls: row.GetInt64(12),
                From: row.GetInt64(13),
                To: row.GetInt64(14)
            ));

        static string Sum(string column) => $"coalesce(sum({column}), 0)::DECIMAL(28, 0)";
    }

    /// <summary>Seconds of the calls that ended with a response.</summary>
    public Dictionary<int, UsagePercentiles> Latencies(UsageOptions options) =>
        database
            .Query(
                $"""
                SELECT site, quantile_disc(duration / 1e9, [0.5, 0.95, 0.99])
                FROM site_call WHERE {CallFilter.In(options)} AND {CallFilter.HasResponse} GROUP BY site
                """
            )
            .Select(static row => (Site: row.GetInt32(0), Values: row.GetFieldValue<List<double>>(1)))
            .ToDictionary(
                static one => one.Site,
                static one => new UsagePercentiles(one.Values[0], one.Values[1], one.Values[2], UsagePercentiles.Spans)
            );

    /// <summary>The contents with which generated prompts were executed.</summary>
    public IEnumerable<ExecutionGroup> Executions(UsageOptions options) =>
        database
            .Query($"SELECT prompt, hash, count(*), min(moment), max(moment) FROM execution WHERE {CallFilter.In(options)} GROUP BY ALL")
            .Select(static row => new ExecutionGroup(row.GetInt32(0), row.GetInt32(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4)));
}
