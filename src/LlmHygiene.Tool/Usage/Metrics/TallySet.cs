namespace LlmHygiene.Tool.Usage.Metrics;

/// <summary>Identifies a set of calls: of a prompt, with a model, in a step of the trend.</summary>
internal readonly record struct TallyKey(int Prompt, int Details, long Step);

/// <summary>The tallies of one source.</summary>
internal sealed class TallySet
{
    private readonly Dictionary<TallyKey, Tally> _tallies = [];

    public IReadOnlyDictionary<TallyKey, Tally> All => _tallies;

    public Tally GetOrAdd(TallyKey key)
    {
        if (!_tallies.TryGetValue(key, out var tally))
            _tallies.Add(key, tally = new Tally());
        return tally;
    }

    /// <summary>A new set with the calls of this one and of the others; this one stays as it is.</summary>
    public TallySet With(IEnumerable<KeyValuePair<TallyKey, Tally>> others)
    {
        var sum = new TallySet();
        foreach (var (key, tally) in _tallies.Concat(others))
            sum.GetOrAdd(key).Add(tally);
        return sum;
    }
}
