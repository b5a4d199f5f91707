using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace LlmHygiene;

/// <summary>The tokens of a whole execution or call, as they are reported: parts only where there were any.</summary>
internal readonly struct TokenTotals(long? input, long? output, long? cached, long? cacheWrite, long? reasoning)
{
    public TokenTotals(TokenCount tokens)
        : this(tokens.Input, tokens.Output, tokens.CachedInput, tokens.CacheWrite, tokens.Reasoning) { }

    public void RecordTo(Histogram<long> usage, in TagList tags)
    {
        Record(usage, input, LlmHygieneTelemetry.TokenTypeInput, tags);
        Record(usage, output, LlmHygieneTelemetry.TokenTypeOutput, tags);
        Record(usage, Part(cached), LlmHygieneTelemetry.TokenTypeCached, tags);
        Record(usage, Part(cacheWrite), LlmHygieneTelemetry.TokenTypeCacheWrite, tags);
        Record(usage, Part(reasoning), LlmHygieneTelemetry.TokenTypeReasoning, tags);
    }

    public void WriteTo(Activity span)
    {
        span.AddIfKnown(LlmHygieneTelemetry.InputTokensKey, input);
        span.AddIfKnown(LlmHygieneTelemetry.OutputTokensKey, output);
        span.AddIfKnown(LlmHygieneTelemetry.CachedTokensKey, Part(cached));
        span.AddIfKnown(LlmHygieneTelemetry.CacheWriteTokensKey, Part(cacheWrite));
        span.AddIfKnown(LlmHygieneTelemetry.ReasoningTokensKey, Part(reasoning));
    }

    // Many clients report 0 for what they do not know.
    private static long? Part(long? tokens) => tokens > 0 ? tokens : null;

    // Takes the tags by value: the token type must not stay in the caller's list.
    private static void Record(Histogram<long> usage, long? count, string tokenType, TagList tags)
    {
        if (count is not { } tokens)
            return;

        tags.Add(LlmHygieneTelemetry.TokenTypeKey, tokenType);
        usage.Record(tokens, tags);
    }
}
