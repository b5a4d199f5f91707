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

    /// <summary>By the place in the code that makes the call.</summary>
    public SiteTallies Sites { get; } = new();

    public required IReadOnlyDictionary<int, UsagePercentiles> SiteLatencies { get; init; }

    public required IReadOnlyList<ExecutionGroup> Executions { get; init; }

    /// <summary>The start of the first call and the end of the last one; null without calls.</summary>
    public (long From, long To)? Period { get; private set; }

    public static SpanTallies Read(CallTable calls, UsageOptions options)
    {
        var tallies = new SpanTallies
        {
            ModelCalls = calls.ModelCalls(options),
            Latencies = calls.Latencies(options),
            FirstChunks = calls.FirstChunks(options),
            SiteLatencies = calls.Sites.Latencies(options),
            Executions = [.. calls.Sites.Executions(options)],
        };
        foreach (var group in calls.Counts(options))
            tallies.Add(group);
        foreach (var group in calls.Sites.Counts(options))
            tallies.Add(group);
        return tallies;
    }

    private void Add(SiteGroup group) =>
        Sites.Add(
            new SiteTallyKey(group.Site, group.Prompt, group.Hash, group.Details),
            (group.From, group.To),
            tally =>
            {
                tally.AddCalls(group.Outcome, group.Calls);
                tally.Add(group.Tokens);
                tally.Cost += group.Cost;
                tally.CostCalls += group.CostCalls;
            }
        );

    private void Add(CallGroup group)
    {
        var tally = Calls.GetOrAdd(new TallyKey(group.Prompt, group.Details, group.Step));
        tally.AddCalls(group.Outcome, group.Calls);
        tally.Add(group.Tokens);
        Period = UnixNanos.Joined(Period, (group.From, group.To));
    }
}
