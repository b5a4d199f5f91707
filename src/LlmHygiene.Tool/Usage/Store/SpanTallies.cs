using System.Data.Common;
using System.Globalization;
using LlmHygiene.Tool.Usage.Metrics;

namespace LlmHygiene.Tool.Usage.Store;

/// <summary>Percentiles of the calls whose whole answer arrived, in seconds.</summary>
internal sealed record Percentiles(double P50, double P95, double P99);

/// <summary>What the spans say.</summary>
internal sealed class SpanTallies(UsageStore store, UsageOptions options)
{
    private const double Nanoseconds = 1e9;

    public TallySet Calls { get; } = new();

    /// <summary>Model calls by model, part of an execution or not.</summary>
    public Dictionary<string, long> ModelCalls { get; } = new(StringComparer.Ordinal);

    public Dictionary<(int Prompt, string Model), Percentiles> Latencies { get; } = [];

    public Dictionary<(int Prompt, string Model), Percentiles> FirstChunks { get; } = [];

    public (long From, long To)? Period { get; private set; }

    private string Filter => string.Create(CultureInfo.InvariantCulture, $"moment >= {options.Since} AND moment < {options.Until}");

    public void Read()
    {
        store.Execute("CREATE TABLE detail (id INTEGER, model INTEGER)");
        foreach (var (id, model, _) in store.Names.AllDetails.ToArray())
            store.Execute(string.Create(CultureInfo.InvariantCulture, $"INSERT INTO detail VALUES ({id}, {model})"));

        ReadCounts();
        ReadModelCalls();
        ReadPercentiles("duration", Latencies, Nanoseconds, "outcome <= 1");
        ReadPercentiles("chunk", FirstChunks, 1, "chunk IS NOT NULL");
    }

    private void ReadCounts()
    {
        var step = options.Step == 0 ? "0" : string.Create(CultureInfo.InvariantCulture, $"moment - moment % {options.Step}");
        foreach (var row in store.Query($"""
            SELECT prompt, details, {step} AS step, outcome, count(*), coalesce(sum(input), 0)::DECIMAL(28, 0), coalesce(sum(output), 0)::DECIMAL(28, 0), min(moment), max(moment + duration)
            FROM call WHERE {Filter} GROUP BY ALL
            """))
        {
            var tally = Calls.Of(new TallyKey(row.GetInt32(0), row.GetInt32(1), Convert.ToInt64(row.GetValue(2), CultureInfo.InvariantCulture)));
            tally.Count((Otlp.Outcome)row.GetByte(3), row.GetInt64(4));
            tally.InputTokens += row.GetDecimal(5);
            tally.OutputTokens += row.GetDecimal(6);
            var (from, to) = (row.GetInt64(7), row.GetInt64(8));
            Period = Period is { } period ? (Math.Min(period.From, from), Math.Max(period.To, to)) : (from, to);
        }
    }

    private void ReadModelCalls()
    {
        foreach (var row in store.Query($"SELECT model, count(*) FROM model_call JOIN detail ON detail.id = details WHERE {Filter} GROUP BY model"))
            ModelCalls.Add(store.Names.Model(row.GetInt32(0)) ?? "", row.GetInt64(1));
    }

    private void ReadPercentiles(string column, Dictionary<(int, string), Percentiles> into, double unit, string which)
    {
        foreach (var row in store.Query($"""
            SELECT prompt, model, {Quantile(column, 0.5)}, {Quantile(column, 0.95)}, {Quantile(column, 0.99)}
            FROM call JOIN detail ON detail.id = details WHERE {Filter} AND {which} GROUP BY prompt, model
            """))
            into.Add((row.GetInt32(0), store.Names.Model(row.GetInt32(1)) ?? ""), new Percentiles(Value(row, 2) / unit, Value(row, 3) / unit, Value(row, 4) / unit));
    }

    private static string Quantile(string column, double q) => string.Create(CultureInfo.InvariantCulture, $"quantile_disc({column}, {q})");

    private static double Value(DbDataReader row, int column) => Convert.ToDouble(row.GetValue(column), CultureInfo.InvariantCulture);
}
