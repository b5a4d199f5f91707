namespace LlmHygiene.Tool.Usage.Model;

/// <summary>US dollars per token.</summary>
/// <param name="CachedInput">The price of input that came from the provider's cache.</param>
/// <param name="CacheWrite">The price of input that the provider wrote to its cache.</param>
internal readonly record struct TokenPrice(decimal Input, decimal Output, decimal CachedInput, decimal CacheWrite)
{
    /// <summary>The prices in a batch, without a discount for caches; null if unknown.</summary>
    public (decimal Input, decimal Output)? Batch { get; init; }

    public decimal CostOf(CallCounts tokens)
    {
        var cached = Math.Min(tokens.CachedTokens, tokens.InputTokens);
        var written = Math.Min(tokens.CacheWriteTokens, tokens.InputTokens - cached);
        return ((tokens.InputTokens - cached - written) * Input)
            + (cached * CachedInput)
            + (written * CacheWrite)
            + (tokens.OutputTokens * Output);
    }
}
