namespace LlmHygiene.Tool.Audit.Model;

/// <summary>What a provider can cache of a prompt.</summary>
/// <param name="Prefix">The fixed text before the first input that changes with each call.</param>
/// <param name="Minimum">From how many tokens on the provider caches; null if it is unknown.</param>
/// <param name="Mark"><c>automatic</c>, <c>set</c> or <c>missing</c>; null if the model is unknown.</param>
/// <param name="SavesAtMost">
/// USD for 1,000 calls that all find the prefix in the cache, except the first, which writes it. Null if nothing is cached, or a price is
/// unknown.
/// </param>
internal sealed record AuditCache(AuditTokens Prefix, int? Minimum, string? Mark, decimal? SavesAtMost)
{
    /// <summary>The provider caches without a mark.</summary>
    public const string Automatic = "automatic";

    /// <summary>A message that is marked is part of the prefix.</summary>
    public const string Set = "set";

    /// <summary>The provider caches only what is marked, and nothing of the prefix is.</summary>
    public const string Missing = "missing";
}

/// <summary>What the model spends on its reasoning.</summary>
/// <param name="Effort">The effort that the prompt states, or else the default of the model; null if neither is known.</param>
/// <param name="IsStated">The prompt states the effort.</param>
/// <param name="Output">What the prompt requests of the reasoning.</param>
/// <param name="Tokens">The least that the model can be expected to take, as in LLMH4005; null if it is unknown whether it reasons.</param>
/// <param name="Cost">USD for 1,000 calls at the output price.</param>
internal sealed record AuditReasoning(string? Effort, bool IsStated, string? Output, int? Tokens, decimal? Cost);
