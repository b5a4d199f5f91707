using Microsoft.Extensions.AI;

namespace LlmHygiene;

/// <summary>The price of a model, in USD per 1,000,000 tokens.</summary>
/// <param name="Input">The price of tokens that the model reads.</param>
/// <param name="Output">The price of tokens that the model writes.</param>
public sealed record ModelPrice(decimal Input, decimal Output)
{
    // Decimals multiply faster than they divide.
    private const decimal PerToken = 0.000001m;

    /// <summary>
    /// The price of input tokens that the provider had in its cache; <see langword="null"/> if it is the same as for other
    /// input.
    /// </summary>
    public decimal? CachedInput { get; init; }

    /// <summary>
    /// The price of input tokens that the provider wrote to its cache; <see langword="null"/> if it is the same as for other
    /// input. Where a provider has several lifetimes, the list has the price of the shortest.
    /// </summary>
    public decimal? CacheWrite { get; init; }

    /// <summary>
    /// The price of output tokens that the model spent on its reasoning; <see langword="null"/> if it is the same as for other
    /// output, as with all list prices.
    /// </summary>
    public decimal? Reasoning { get; init; }

    /// <summary>The price of input tokens in a batch; <see langword="null"/> if it is unknown.</summary>
    public decimal? BatchInput { get; init; }

    /// <summary>The price of output tokens in a batch; <see langword="null"/> if it is unknown.</summary>
    public decimal? BatchOutput { get; init; }

    /// <summary>
    /// The maximum number of input tokens for which the price applies; <see langword="null"/> for any number. Some providers
    /// charge more for long inputs: their cost is unknown.
    /// </summary>
    public long? UpToInputTokens { get; init; }

    /// <summary>
    /// The price of calls that are made in batches; <see langword="null"/> if it is unknown. For a client whose calls all go into
    /// batches: <c>PromptPricing.Set(id, PromptPricing.Find(id)?.InBatch)</c>. It does not include cache prices.
    /// </summary>
    public ModelPrice? InBatch =>
        BatchInput is { } input && BatchOutput is { } output ? new ModelPrice(input, output) { UpToInputTokens = UpToInputTokens } : null;

    /// <summary>Calculates the cost of a call.</summary>
    /// <param name="inputTokens">All tokens that the model read.</param>
    /// <param name="outputTokens">All tokens that the model wrote.</param>
    /// <param name="cachedInputTokens">The number of input tokens that came from the provider's cache.</param>
    /// <returns>The cost in USD; <see langword="null"/> if this price does not apply.</returns>
    public decimal? CostOf(long inputTokens, long outputTokens, long cachedInputTokens = 0) =>
        CostOf(inputTokens, outputTokens, cachedInputTokens, cacheWriteTokens: 0);

    /// <summary>Calculates the cost of a call.</summary>
    /// <param name="inputTokens">All tokens that the model read.</param>
    /// <param name="outputTokens">All tokens that the model wrote.</param>
    /// <param name="cachedInputTokens">The number of input tokens that came from the provider's cache.</param>
    /// <param name="cacheWriteTokens">The number of input tokens that the provider wrote to its cache.</param>
    /// <param name="reasoningTokens">The number of output tokens that the model spent on its reasoning.</param>
    /// <returns>The cost in USD; <see langword="null"/> if this price does not apply.</returns>
    public decimal? CostOf(long inputTokens, long outputTokens, long cachedInputTokens, long cacheWriteTokens, long reasoningTokens = 0)
    {
        if (inputTokens > UpToInputTokens)
            return null;

        var cached = Within(cachedInputTokens, inputTokens);
        var written = Within(cacheWriteTokens, inputTokens - cached);
        var reasoning = Within(reasoningTokens, outputTokens);
        var cost = ((inputTokens - cached - written) * Input) + ((outputTokens - reasoning) * Output);
        // Most calls have none of these.
        if (cached > 0)
            cost += cached * (CachedInput ?? Input);
        if (written > 0)
            cost += written * (CacheWrite ?? Input);
        if (reasoning > 0)
            cost += reasoning * (Reasoning ?? Output);
        return cost * PerToken;
    }

    /// <summary>Calculates the cost of a call from the usage that its response reports.</summary>
    /// <param name="usage">The usage of the response.</param>
    /// <returns>
    /// The cost in USD; <see langword="null"/> if the provider reports no input tokens, or no output tokens of a model whose output is
    /// paid, or if this price does not apply.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="usage"/> is <see langword="null"/>.</exception>
    public decimal? CostOf(UsageDetails usage)
    {
        var tokens = new TokenCount();
        tokens.Add(Guard.NotNull(usage, nameof(usage)));
        return tokens.CostAt(this);
    }

    private static long Within(long part, long all) => Math.Min(Math.Max(part, 0), all);
}
