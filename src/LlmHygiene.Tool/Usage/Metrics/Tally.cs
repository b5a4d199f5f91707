using LlmHygiene.Tool.Usage.Reading;

namespace LlmHygiene.Tool.Usage.Metrics;

/// <summary>What is counted of a set of calls, from their spans or from their metrics.</summary>
internal sealed class Tally
{
    public long Calls { get; set; }

    public long Errors { get; set; }

    public long Cancelled { get; set; }

    public long Abandoned { get; set; }

    public long InvalidOutputs { get; set; }

    public decimal InputTokens { get; set; }

    public decimal OutputTokens { get; set; }

    /// <summary>The same tokens as <see cref="InputTokens"/>: the newer conventions count them twice, as histogram and as counter.</summary>
    public decimal InputCounter { get; set; }

    public decimal OutputCounter { get; set; }

    /// <summary>Measured dollars, of as many calls as <see cref="CostCalls"/>.</summary>
    public double Cost { get; set; }

    public long CostCalls { get; set; }

    /// <summary>Of calls whose whole answer arrived.</summary>
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

    public void Count(Outcome outcome, long calls)
    {
        Calls += calls;
        switch (outcome)
        {
            case Outcome.Failure:
                Errors += calls;
                break;
            case Outcome.Cancelled:
                Cancelled += calls;
                break;
            case Outcome.Abandoned:
                Abandoned += calls;
                break;
            case Outcome.InvalidOutput:
                InvalidOutputs += calls;
                break;
            default:
                break;
        }
    }

    public void Add(Tally other)
    {
        Calls += other.Calls;
        Errors += other.Errors;
        Cancelled += other.Cancelled;
        Abandoned += other.Abandoned;
        InvalidOutputs += other.InvalidOutputs;
        InputTokens += other.InputTokens;
        OutputTokens += other.OutputTokens;
        InputCounter += other.InputCounter;
        OutputCounter += other.OutputCounter;
        Cost += other.Cost;
        CostCalls += other.CostCalls;
        Latency.Add(other.Latency);
        FirstChunk.Add(other.FirstChunk);
        Costs.Add(other.Costs);
    }
}

/// <summary>Which calls: of a prompt, with a model, in a step of the trend.</summary>
internal readonly record struct TallyKey(int Prompt, int Details, long Step);

/// <summary>Tallies of one source.</summary>
internal sealed class TallySet
{
    private readonly Dictionary<TallyKey, Tally> _tallies = [];

    public IReadOnlyDictionary<TallyKey, Tally> All => _tallies;

    public Tally Of(TallyKey key)
    {
        if (!_tallies.TryGetValue(key, out var tally))
            _tallies.Add(key, tally = new Tally());
        return tally;
    }
}
