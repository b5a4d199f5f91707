using System.Globalization;
using LlmHygiene.Tool.Usage.Model;
using LlmHygiene.Tool.Usage.Reading;
using static System.FormattableString;

namespace LlmHygiene.Tool.Usage.Store;

/// <summary>Calls of one prompt, with the same details and outcome, in one step of the trend.</summary>
/// <param name="From">The start of the first call.</param>
/// <param name="To">The end of the last one.</param>
internal readonly record struct CallGroup(
    int Prompt,
    int Details,
    long Step,
    Outcome Outcome,
    long Calls,
    CallCounts Tokens,
    long From,
    long To
);

/// <summary>How many calls of the canary and of the stable version have a value.</summary>
internal readonly record struct ValueCount(double Value, long Canary, long Stable);

/// <summary>The calls that the spans describe, and the queries about them.</summary>
internal sealed class CallTable
{
    private const string Seconds = "duration / 1e9";

    private readonly UsageDatabase _database;
    private readonly DimensionIds _ids;

    private CallTable(UsageDatabase database, DimensionIds ids)
    {
        _database = database;
        _ids = ids;
        Sites = new SiteTable(database);
    }

    /// <summary>Call this when all spans are in the table <c>span</c>, which it consumes.</summary>
    public static CallTable Create(UsageDatabase database, DimensionIds ids)
    {
        CallTableBuilder.Build(database);
        database.Execute("CREATE TEMP TABLE detail (id INTEGER, model INTEGER)");
        var details = string.Join(", ", ids.AllDetails.Select(static one => Invariant($"({one.Id}, {one.Model})")));
        if (details.Length > 0)
            database.Execute($"INSERT INTO detail VALUES {details}");
        return new CallTable(database, ids);
    }

    /// <summary>The calls that interceptors measure, by the place in the code that makes them.</summary>
    public SiteTable Sites { get; }

    public IEnumerable<CallGroup> Counts(UsageOptions options)
    {
        var step = options.Step == 0 ? "0" : Invariant($"moment - moment % {options.Step}");
        return _database
            .Query(
                $"""
                SELECT prompt, details, {step} AS step, outcome, count(*), {Sum("input")}, {Sum("output")}, {Sum("cached")},
                    {Sum("written")}, {Sum("reasoning")}, min(moment), max(moment + duration)
                FROM call WHERE {CallFilter.In(options)} GROUP BY ALL
                """
            )
            .Select(static row => new CallGroup(
                Prompt: row.GetInt32(0),
                Details: row.GetInt32(1),
                Step: Convert.ToInt64(row.GetValue(2), CultureInfo.InvariantCulture),
                Outcome: (Outcome)row.GetByte(3),
                Calls: row.GetInt64(4),
                Tokens: new CallCounts(
                    InputTokens: row.GetDecimal(5),
                    OutputTokens: row.GetDecimal(6),
                    CachedTokens: row.GetDecimal(7),
                    CacheWriteTokens: row.GetDecimal(8),
                    ReasoningTokens: row.GetDecimal(9)
                ),
                From: row.GetInt64(10),
                To: row.GetInt64(11)
            ));

        static string Sum(string column) => $"coalesce(sum({column}), 0)::DECIMAL(28, 0)";
    }

    /// <summary>Model calls by model, whether or not they are part of the execution of a prompt.</summary>
    public Dictionary<string, long> ModelCalls(UsageOptions options) =>
        _database
            .Query(
                $"SELECT model, count(*) FROM model_call JOIN detail ON detail.id = details WHERE {CallFilter.In(options)} GROUP BY model"
            )
            .Select(row => (Model: _ids.Model(row.GetInt32(0)) ?? "", Calls: row.GetInt64(1)))
            .ToDictionary(static one => one.Model, static one => one.Calls, StringComparer.Ordinal);

    /// <summary>Seconds of the calls that ended with a response, by prompt and model.</summary>
    public Dictionary<(int Prompt, string Model), UsagePercentiles> Latencies(UsageOptions options) =>
        Percentiles(Seconds, CallFilter.HasResponse, options);

    /// <summary>Seconds to the first chunk of a streamed response, by prompt and model.</summary>
    public Dictionary<(int Prompt, string Model), UsagePercentiles> FirstChunks(UsageOptions options) =>
        Percentiles("chunk", "chunk IS NOT NULL", options);

    /// <summary>Seconds of the calls of two prompt versions, in ascending order.</summary>
    public IEnumerable<ValueCount> LatenciesOf(int canary, int stable, UsageOptions options) => ValuesOf(Seconds, canary, stable, options);

    /// <summary>Costs of the calls of two prompt versions at list price, in ascending order: spans do not have the cost.</summary>
    public IEnumerable<ValueCount> ListCostsOf(int canary, int stable, Func<CallDetails, TokenPrice?> priceOf, UsageOptions options)
    {
        var cases = _ids
            .AllDetails.Select(one => (one.Id, Price: priceOf(one.Details)))
            .Where(static one => one.Price is not null)
            .Select(static one => Invariant($"WHEN {one.Id} THEN ") + CostAt(one.Price!.Value))
            .ToArray();
        return cases.Length == 0 ? [] : ValuesOf($"CASE details {string.Join(' ', cases)} END", canary, stable, options);
    }

    private static string CostAt(TokenPrice price)
    {
        const string Cached = "coalesce(cached, 0)";
        const string Written = "coalesce(written, 0)";
        return Invariant($"greatest(input - {Cached} - {Written}, 0) * {(double)price.Input:R} + {Cached} * {(double)price.CachedInput:R}")
            + Invariant($" + {Written} * {(double)price.CacheWrite:R} + output * {(double)price.Output:R}");
    }

    // One query for all three percentiles: separate queries would hold all values in memory again.
    private Dictionary<(int, string), UsagePercentiles> Percentiles(string value, string filter, UsageOptions options) =>
        _database
            .Query(
                $"""
                SELECT prompt, model, quantile_disc({value}, [0.5, 0.95, 0.99])
                FROM call JOIN detail ON detail.id = details WHERE {CallFilter.In(options)} AND {filter} GROUP BY prompt, model
                """
            )
            .Select(row => (Key: (row.GetInt32(0), _ids.Model(row.GetInt32(1)) ?? ""), Values: row.GetFieldValue<List<double>>(2)))
            .ToDictionary(
                static one => one.Key,
                static one => new UsagePercentiles(one.Values[0], one.Values[1], one.Values[2], UsagePercentiles.Spans)
            );

    // Calls that ended with a response. For the stable version, only those from the time of the canary's calls count.
    private IEnumerable<ValueCount> ValuesOf(string value, int canary, int stable, UsageOptions options)
    {
        var filter = $"{CallFilter.HasResponse} AND {CallFilter.In(options)}";
        return _database
            .Query(
                Invariant(
                    $"""
                    WITH of_canary AS (SELECT min(moment) AS since, max(moment) AS till FROM call WHERE prompt = {canary} AND {filter})
                    SELECT ({value})::DOUBLE AS value, count(*) FILTER (prompt = {canary}), count(*) FILTER (prompt = {stable})
                    FROM call, of_canary
                    WHERE prompt IN ({canary}, {stable}) AND {filter} AND moment BETWEEN since AND till AND ({value}) IS NOT NULL
                    GROUP BY value ORDER BY value
                    """
                )
            )
            .Select(static row => new ValueCount(row.GetDouble(0), row.GetInt64(1), row.GetInt64(2)));
    }
}
