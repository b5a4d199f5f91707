namespace LlmHygiene.Tool.Usage.Metrics;

/// <summary>Identifies a set of calls of one place in the code: with a prompt, a text and a model.</summary>
internal readonly record struct SiteTallyKey(int Site, int Prompt, int Hash, int Details);

/// <summary>A set of calls of one place in the code, and when they were made.</summary>
internal sealed record SiteCalls(SiteTallyKey Key, Tally Tally, (long From, long To) Period);

/// <summary>The calls of all places in the code, from one source.</summary>
internal sealed class SiteTallies
{
    private readonly Dictionary<SiteTallyKey, SiteCalls> _calls = [];

    public IReadOnlyCollection<SiteCalls> All => _calls.Values;

    /// <param name="period">When the calls were made.</param>
    /// <param name="add">Adds the calls to the tally.</param>
    public void Add(SiteTallyKey key, (long From, long To) period, Action<Tally> add)
    {
        var calls = _calls.GetValueOrDefault(key) ?? new SiteCalls(key, new Tally(), period);
        add(calls.Tally);
        _calls[key] = calls with { Period = (Math.Min(calls.Period.From, period.From), Math.Max(calls.Period.To, period.To)) };
    }
}
