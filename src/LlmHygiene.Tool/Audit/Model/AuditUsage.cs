namespace LlmHygiene.Tool.Audit.Model;

/// <summary>What a provider can cache of a prompt.</summary>
/// <param name="Prefix">The fixed text before the first input that changes with each call.</param>
/// <param name="Minimum">The minimum number of tokens that the provider caches; null if unknown.</param>
/// <param name="Mark"><c>automatic</c>, <c>set</c> or <c>missing</c>; null if the minimum is unknown.</param>
/// <param name="SavesAtMost">
/// What 1,000 calls save, in USD, if all except the first, which writes the prefix to the cache, find it there. Null if nothing is
/// cached, or if a price is unknown.
/// </param>
internal sealed record AuditCache(AuditTokens Prefix, int? Minimum, string? Mark, decimal? SavesAtMost)
{
    /// <summary>The provider caches without a mark.</summary>
    public const string Automatic = "automatic";

    /// <summary>The provider caches only what is marked, and a message of the prompt is marked.</summary>
    public const string Set = "set";

    /// <summary>The provider caches only what is marked, and no message of the prompt is marked.</summary>
    public const string Missing = "missing";
}

/// <summary>What the model spends on its reasoning.</summary>
/// <param name="Effort">The effort that the prompt states, or else the default of the model; null if neither is known.</param>
/// <param name="IsStated">The prompt states the effort.</param>
/// <param name="Output">How much of the reasoning the prompt requests in the response.</param>
/// <param name="Tokens">The minimum number of tokens to expect, as in LLMH4005; null if it is unknown whether the model reasons.</param>
/// <param name="Cost">What the reasoning of 1,000 calls costs, in USD, at the output price.</param>
internal sealed record AuditReasoning(string? Effort, bool IsStated, string? Output, int? Tokens, decimal? Cost);
