namespace LlmHygiene;

/// <summary>The tokens that the response or the chunks of an intercepted call have reported so far; null if none.</summary>
internal struct CallUsage
{
    public long? Input { get; private set; }

    public long? Output { get; private set; }

    public long? Cached { get; private set; }

    public long? CacheWrite { get; private set; }

    public long? Reasoning { get; private set; }

    public readonly TokenTotals Totals => new(Input, Output, Cached, CacheWrite, Reasoning);

    /// <summary>A later value replaces an earlier one.</summary>
    public void Set(long? input, long? output, long? cached, long? cacheWrite, long? reasoning, bool inputIsWithoutCache)
    {
        Cached = cached ?? Cached;
        CacheWrite = cacheWrite ?? CacheWrite;
        Reasoning = reasoning ?? Reasoning;
        Output = output ?? Output;
        if (input is not null)
            Input = inputIsWithoutCache ? WithCache(input, Cached, CacheWrite) : input;
    }

    public void Add(long? input, long? output, long? cached, long? cacheWrite, long? reasoning, bool inputIsWithoutCache = false)
    {
        Input = Sum(Input, inputIsWithoutCache ? WithCache(input, cached, cacheWrite) : input);
        Output = Sum(Output, output);
        Cached = Sum(Cached, cached);
        CacheWrite = Sum(CacheWrite, cacheWrite);
        Reasoning = Sum(Reasoning, reasoning);
    }

    // Embeddings have no output, and their price has none either.
    public readonly decimal? CostAt(ModelPrice? price) =>
        Input is { } input ? price?.CostOf(input, Output ?? 0, Cached ?? 0, CacheWrite ?? 0, Reasoning ?? 0) : null;

    private static long? WithCache(long? input, long? cached, long? cacheWrite) => input + (cached ?? 0) + (cacheWrite ?? 0);

    private static long? Sum(long? left, long? right) => left is null ? right : left + (right ?? 0);
}
