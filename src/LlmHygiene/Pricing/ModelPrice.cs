namespace LlmHygiene;

/// <summary>The price of a model, in USD per 1,000,000 tokens.</summary>
/// <param name="Input">The price of tokens that the model reads.</param>
/// <param name="Output">The price of tokens that the model writes, those of its reasoning included.</param>
public sealed record ModelPrice(decimal Input, decimal Output)
{
    private const decimal Unit = 1_000_000;

    /// <summary>
    /// The price of input tokens that the provider had in its cache; <see langword="null"/> if it is the same as for other
    /// input.
    /// </summary>
    public decimal? CachedInput { get; init; }

    /// <summary>
    /// The maximum number of input tokens for which the price applies; <see langword="null"/> for any number. Some providers
    /// charge more for long inputs: their cost is unknown.
    /// </summary>
    public long? UpToInputTokens { get; init; }

    /// <summary>Calculates the cost of a call.</summary>
    /// <param name="inputTokens">All tokens that the model read.</param>
    /// <param name="outputTokens">All tokens that the model wrote.</param>
    /// <param name="cachedInputTokens">The number of input tokens that came from the provider's cache.</param>
    /// <returns>The cost in USD; <see langword="null"/> if this price does not apply.</returns>
    public decimal? CostOf(long inputTokens, long outputTokens, long cachedInputTokens = 0)
    {
        if (inputTokens > UpToInputTokens)
            return null;

        var cached = Math.Min(Math.Max(cachedInputTokens, 0), inputTokens);
        return (((inputTokens - cached) * Input) + (cached * (CachedInput ?? Input)) + (outputTokens * Output)) / Unit;
    }
}
