namespace LlmHygiene;

/// <summary>What a model costs, in USD per 1,000,000 tokens.</summary>
/// <param name="Input">The price of tokens that the model reads.</param>
/// <param name="Output">The price of tokens that the model writes, those of its reasoning included.</param>
public sealed record ModelPrice(decimal Input, decimal Output)
{
    private const decimal Unit = 1_000_000;

    /// <summary>The price of input tokens that the provider had in its cache; <see langword="null"/> where it is that of any input.</summary>
    public decimal? CachedInput { get; init; }

    /// <summary>
    /// The most input tokens for which the price holds; <see langword="null"/> for any number. Some providers ask more
    /// for long inputs: there the cost is unknown.
    /// </summary>
    public long? UpToInputTokens { get; init; }

    /// <summary>What so many tokens cost, in USD; <see langword="null"/> where this price does not hold.</summary>
    /// <param name="inputTokens">All tokens that the model read.</param>
    /// <param name="outputTokens">All tokens that the model wrote.</param>
    /// <param name="cachedInputTokens">How many of the input tokens came from the provider's cache.</param>
    public decimal? CostOf(long inputTokens, long outputTokens, long cachedInputTokens = 0)
    {
        if (inputTokens > UpToInputTokens)
            return null;

        var cached = Math.Min(Math.Max(cachedInputTokens, 0), inputTokens);
        return (((inputTokens - cached) * Input) + (cached * (CachedInput ?? Input)) + (outputTokens * Output)) / Unit;
    }
}
