using System.Globalization;
using LlmHygiene.Tool.Usage.Metrics;
using LlmHygiene.Tool.Usage.Model;
using LlmHygiene.Tool.Usage.Reading;

namespace LlmHygiene.Tool.Usage.Store;

/// <summary>What the spans say.</summary>
internal sealed class SpanTallies(UsageStore store, UsageOptions options)
{
    /// <summary>The calls whose whole answer arrived: outcomes Success and InvalidOutput.</summary>
    public const string IsWhole = "outcome <= 1";

    /// <summary>A call's time in seconds.</summary>
    public const string Seconds = "duration / 1e9";

    public TallySet Calls { get; } = new();

    /// <summary>Model calls by model, part of an execution or not.</summary>
    public Dictionary<string, long> ModelCalls { get; } = new(StringComparer.Ordinal);

    public Dictionary<(int Prompt, string Model), UsagePercentiles> Latencies { get; } = [];

    public Dictionary<(int Prompt, string Model), UsagePercentiles> FirstChunks { get; } = [];

    public (long From, long To)? Period { get; private set; }

    /// <summary>The calls of the time that is asked for.</summary>
    public string Filter => string.Create(CultureInfo.InvariantCulture, $"moment >= {options.Since} AND moment < {options.Until}");

    public void Read()
    {
        store.Execute("CREATE TEMP TABLE detail (id INTEGER, model INTEGER)");
        var details = string.Join(
            ", ",
            store.Names.AllDetails.Select(static one => string.Create(CultureInfo.InvariantCulture, $"({one.Id}, {one.Model})"))
        );
        if (details.Length > 0)
            store.Execute($"INSERT INTO detail VALUES {details}");

        ReadCounts();
        ReadModelCalls();
        ReadPercentiles(Seconds, Latencies, IsWhole);
        ReadPercentiles("chunk", FirstChunks, "chunk IS NOT NULL");
    }

    private void ReadCounts()
    {
        var step = options.Step == 0 ? "0" : string.Create(CultureInfo.InvariantCulture, $"moment - moment % {options.Step}");
        foreach (
            var row in store.Query(
                $"""
                SELECT prompt, details, {step} AS step, outcome, count(*), coalesce(sum(input), 0)::DECIMAL(28, 0), coalesce(sum(output), 0)::DECIMAL(28, 0), min(moment), max(moment + duration)
                FROM call WHERE {Filter} GROUP BY ALL
                """
            )
        )
        {
            var tally = Calls.Of(
                new TallyKey(row.GetInt32(0), row.GetInt32(1), Convert.ToInt64(row.GetValue(2), CultureInfo.InvariantCulture))
            );
            tally.Count((Outcome)row.GetByte(3), row.GetInt64(4));
            tally.InputTokens += row.GetDecimal(5);
            tally.OutputTokens += row.GetDecimal(6);
            Period = UnixNanos.Joined(Period, (row.GetInt64(7), row.GetInt64(8)));
        }
    }

    private void ReadModelCalls()
    {
        foreach (
            var row in store.Query(
                $"SELECT model, count(*) FROM model_call JOIN detail ON detail.id = details WHERE {Filter} GROUP BY model"
            )
        )
            ModelCalls.Add(store.Names.Model(row.GetInt32(0)) ?? "", row.GetInt64(1));
    }

    // All three of a list at once: each percentile by itself would hold all values in memory once more.
    private void ReadPercentiles(string value, Dictionary<(int, string), UsagePercentiles> into, string which)
    {
        foreach (
            var row in store.Query(
                $"""
                SELECT prompt, model, quantile_disc({value}, [0.5, 0.95, 0.99])
                FROM call JOIN detail ON detail.id = details WHERE {Filter} AND {which} GROUP BY prompt, model
                """
            )
        )
        {
            var found = row.GetFieldValue<List<double>>(2);
            into.Add(
                (row.GetInt32(0), store.Names.Model(row.GetInt32(1)) ?? ""),
                new UsagePercentiles(found[0], found[1], found[2], "spans")
            );
        }
    }
}
