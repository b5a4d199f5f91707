using LlmHygiene.Tool.Usage.Model;
using LlmHygiene.Tool.Usage.Reading;

namespace LlmHygiene.Tool.Usage.Metrics;

/// <summary>The numbers of a set of calls, from their spans or from their metrics.</summary>
internal sealed class Tally
{
    public CallCounts Counts { get; private set; }

    /// <summary>The tokens of the counters. Newer conventions report the same tokens twice, as histogram and as counter.</summary>
    public decimal InputCounter { get; set; }

    public decimal OutputCounter { get; set; }

    /// <summary>Measured US dollars of <see cref="CostCalls"/> calls.</summary>
    public double Cost { get; set; }

    public long CostCalls { get; set; }

    /// <summary>Of calls that ended with a response.</summary>
    public Distribution Latency { get; } = new();

    public Distribution FirstChunk { get; } = new();

    public Distribution Costs { get; } = new();

    public static Tally Sum(IEnumerable<Tally> tallies)
    {
        var sum = new Tally();
        foreach (var one in tallies)
            sum.Add(one);
        return sum;
    }

    public void AddCalls(Outcome outcome, long calls) =>
        Counts += outcome switch
        {
            Outcome.Failure => new CallCounts(calls, Errors: calls),
            Outcome.OverBudget => new CallCounts(calls, Errors: calls, OverBudget: calls),
            Outcome.Cancelled => new CallCounts(calls, Cancelled: calls),
            Outcome.Abandoned => new CallCounts(calls, Abandoned: calls),
            Outcome.Truncated => new CallCounts(calls, Truncated: calls),
            Outcome.Filtered => new CallCounts(calls, Filtered: calls),
            Outcome.InvalidOutput => new CallCounts(calls, InvalidOutputs: calls),
            _ => new CallCounts(calls),
        };

    /// <summary>Takes the tokens of the counters where they are more: a client may report only one of the two.</summary>
    public void UseCounters() =>
        Counts = Counts with
        {
            InputTokens = Math.Max(Counts.InputTokens, InputCounter),
            OutputTokens = Math.Max(Counts.OutputTokens, OutputCounter),
        };

    public void Add(CallCounts counts) => Counts += counts;

    public void Add(Tally other)
    {
        Counts += other.Counts;
        InputCounter += other.InputCounter;
        OutputCounter += other.OutputCounter;
        Cost += other.Cost;
        CostCalls += other.CostCalls;
        Latency.Add(other.Latency);
        FirstChunk.Add(other.FirstChunk);
        Costs.Add(other.Costs);
    }
}
