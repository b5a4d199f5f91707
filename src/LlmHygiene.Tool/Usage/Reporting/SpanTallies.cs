using LlmHygiene.Tool.Usage.Metrics;
using LlmHygiene.Tool.Usage.Model;
using LlmHygiene.Tool.Usage.Reading;
using LlmHygiene.Tool.Usage.Store;

namespace LlmHygiene.Tool.Usage.Reporting;

/// <summary>The numbers of the spans.</summary>
internal sealed class SpanTallies
{
    public TallySet Calls { get; } = new();

    /// <summary>Model calls by model, whether or not they are part of the execution of a prompt.</summary>
    public required IReadOnlyDictionary<string, long> ModelCalls { get; init; }

    public required IReadOnlyDictionary<(int Prompt, string Model), UsagePercentiles> Latencies { get; init; }

    public required IReadOnlyDictionary<(int Prompt, string Model), UsagePercentiles> FirstChunks { get; init; }

    /// <summary>The start of the first call and the end of the last one; null without calls.</summary>
    public (long From, long To)? Period { get; private set; }

    public static SpanTallies Read(CallTable calls, UsageOptions options)
    {
        var tallies = new SpanTallies
        {
            ModelCalls = calls.ModelCalls(options),
            Latencies = calls.Latencies(options),
            FirstChunks = calls.FirstChunks(options),
        };
        foreach (var group in calls.Counts(options))
            tallies.Add(group);
        return tallies;
    }

    private void Add(CallGroup group)
    {
        var tally = Calls.GetOrAdd(new TallyKey(group.Prompt, group.Details, group.Step));
        tally.AddCalls(group.Outcome, group.Calls);
        tally.Add(group.Tokens);
        Period = UnixNanos.Joined(Period, (group.From, group.To));
    }
}
