using Microsoft.Extensions.AI;

namespace LlmHygiene;

/// <summary>The tokens that a provider has reported so far; null if it has reported none.</summary>
internal struct TokenCount
{
    // Microsoft.Extensions.AI has no property for what is written to a cache. The clients of Anthropic and of Amazon Bedrock report it
    // under names of their own; so does Bedrock's client for what is read from the cache.
    private const string AnthropicCacheWrite = "CacheCreationInputTokens";
    private const string BedrockCacheRead = "CacheReadInputTokens";
    private const string BedrockCacheWrite = "CacheWriteInputTokens";

    /// <summary>All input, including cached input.</summary>
    public long? Input { get; private set; }

    /// <summary>All output, including reasoning.</summary>
    public long? Output { get; private set; }

    /// <summary>The part of the input that came from the provider's cache.</summary>
    public long CachedInput { get; private set; }

    /// <summary>The part of the input that the provider wrote to its cache.</summary>
    public long CacheWrite { get; private set; }

    /// <summary>The part of the output that is reasoning.</summary>
    public long Reasoning { get; private set; }

    public readonly bool IsEmpty => Input is null && Output is null;

    public void Add(UsageDetails? usage)
    {
        if (usage is null)
            return;

        var (cached, written, outside) = Cache(usage);
        if (usage.InputTokenCount is { } input)
            Input = (Input ?? 0) + input + outside;
        if (usage.OutputTokenCount is { } output)
            Output = (Output ?? 0) + output;
        CachedInput += cached;
        CacheWrite += written;
        Reasoning += usage.ReasoningTokenCount ?? 0;
    }

    public void Add(ChatResponseUpdate update)
    {
        foreach (var content in update.Contents)
        {
            if (content is UsageContent usage)
                Add(usage.Details);
        }
    }

    public readonly TokenCount Plus(TokenCount other) =>
        new()
        {
            Input = Sum(Input, other.Input),
            Output = Sum(Output, other.Output),
            CachedInput = CachedInput + other.CachedInput,
            CacheWrite = CacheWrite + other.CacheWrite,
            Reasoning = Reasoning + other.Reasoning,
        };

    // For embeddings, providers report no output, and none is paid.
    public readonly decimal? CostAt(ModelPrice? price) =>
        Input is { } input && (Output ?? (price?.Output == 0 ? 0 : null)) is { } output
            ? price?.CostOf(input, output, CachedInput, CacheWrite, Reasoning)
            : null;

    // The tokens read from and written to the cache, and how many of these tokens the client does not count as input.
    private static (long Cached, long Written, long Outside) Cache(UsageDetails usage)
    {
        var cached = usage.CachedInputTokenCount ?? 0;
        if (usage.AdditionalCounts is not { Count: > 0 } counts)
            return (cached, 0, 0);
        if (counts.TryGetValue(AnthropicCacheWrite, out var written))
            return (cached, written, 0);

        // Bedrock's own input count includes only tokens that were neither read from nor written to the cache.
        var isRead = counts.TryGetValue(BedrockCacheRead, out var read);
        if (!counts.TryGetValue(BedrockCacheWrite, out written) && !isRead)
            return (cached, 0, 0);
        return usage.CachedInputTokenCount is null ? (read, written, read + written) : (cached, written, 0);
    }

    private static long? Sum(long? left, long? right) => left is null ? right : left + (right ?? 0);
}
