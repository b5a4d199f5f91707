namespace LlmHygiene.Analyzers.Models;

/// <summary>
/// The minimum number of tokens that a provider caches. A shorter start of a prompt is never cached, and the provider does not report that.
/// </summary>
internal static class CacheMinimums
{
    /// <summary>The largest documented minimum: with this many tokens, each of these providers caches.</summary>
    public const int Largest = 4096;

    // The first row that matches is used. Where sources disagree, the row has the larger figure.
    // openai      https://developers.openai.com/api/docs/guides/prompt-caching (2026-11)
    // azure       https://learn.microsoft.com/azure/ai-foundry/openai/how-to/prompt-caching (2026-11)
    // anthropic   https://docs.litellm.ai/docs/completion/prompt_caching (2026-10-07), https://dev.to/creeta/claudes-prompt-cache-fails-
    //             silently-below-1024-tokens-1ch1 (2026), https://docs.orq.ai/docs/proxy/prompt-caching (2026); Sonnet 4.6 as measured in
    //             https://github.com/anthropics/anthropic-sdk-python/issues/1194. A model that none of them names has the largest.
    // google      https://ai.google.dev/gemini-api/docs/caching (2026-10-23)
    // aws-bedrock https://portkey.ai/docs/integrations/llms/bedrock/prompt-caching (2025),
    //             https://springaicommunity.mintlify.app/blog/model-providers/bedrock-prompt-caching (2025)
    // deepseek    https://api-docs.deepseek.com/news/news0802 (2024-08-02): units of 64 tokens
    private static readonly (string Provider, string Prefix, int Tokens)[] s_rows =
    [
        ("openai", "", 1024),
        ("azure", "", 1024),
        ("anthropic", "claude-opus-5-5", Largest),
        ("anthropic", "claude-opus-5", 512),
        ("anthropic", "claude-opus-4-5", Largest),
        ("anthropic", "claude-opus-4-6", Largest),
        ("anthropic", "claude-opus-4-7", Largest),
        ("anthropic", "claude-opus-4", 1024),
        ("anthropic", "claude-sonnet-5-5", Largest),
        ("anthropic", "claude-sonnet-5", 1024),
        ("anthropic", "claude-sonnet-4-6", 2048),
        ("anthropic", "claude-sonnet-4", 1024),
        ("anthropic", "claude-3-7-sonnet", 1024),
        ("anthropic", "claude-3-5-sonnet", 1024),
        ("anthropic", "claude-3-5-haiku", 2048),
        ("anthropic", "claude-3-haiku", 2048),
        ("anthropic", "", Largest),
        ("google", "gemini-2.5-", 2048),
        ("google", "gemini-", Largest),
        ("google-vertex", "gemini-2.5-", 2048),
        ("google-vertex", "gemini-", Largest),
        ("aws-bedrock", "amazon.nova-", 1000),
        ("aws-bedrock", "anthropic.claude-opus-4-1", 1024),
        ("aws-bedrock", "anthropic.claude-opus-4-20250514", 1024),
        ("aws-bedrock", "anthropic.claude-sonnet-4-5", 1024),
        ("aws-bedrock", "anthropic.claude-sonnet-4-20250514", 1024),
        ("aws-bedrock", "anthropic.claude-3-7-sonnet", 1024),
        ("aws-bedrock", "anthropic.claude-3-5-haiku", 2048),
        ("aws-bedrock", "anthropic.claude-", Largest),
        ("deepseek", "", 64),
    ];

    /// <summary>Null for a model that is not known to be cached.</summary>
    /// <param name="id">Null where the model is not known: the result is then the largest minimum.</param>
    /// <param name="provider">Null where it can be any provider.</param>
    public static int? Of(string? id, string? provider, ModelCatalog models)
    {
        if (id is null)
            return provider is null || Array.Exists(s_rows, row => row.Provider == provider) ? Largest : null;
        // A provider that caches a model has a price for what it reads from the cache.
        if (models.Find(id, provider) is not { Entry: { Capabilities.CacheReadPrice: not null } entry })
            return null;
        var name = WithoutRegion(entry.Id);
        foreach (var (owner, prefix, tokens) in s_rows)
            if (owner == entry.Provider && name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                return tokens;
        return null;
    }

    // `eu.anthropic.claude-…`, `global.amazon.nova-…` of Amazon Bedrock.
    private static string WithoutRegion(string id)
    {
        foreach (var owner in new[] { "anthropic.", "amazon." })
            if (id.IndexOf("." + owner, StringComparison.OrdinalIgnoreCase) is >= 0 and var at)
                return id.Substring(at + 1);
        return id;
    }
}
