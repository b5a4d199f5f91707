using System.Text.Json;

namespace LlmHygiene.Tool.Usage.Reading;

/// <summary>The names of metrics: those of LlmHygiene, of the semantic conventions up to 1.41, and of later ones.</summary>
internal static class MetricNames
{
    public static Metric? Find(ref Utf8JsonReader name)
    {
        if (name.ValueIsEscaped)
            return null;
        if (name.ValueSpan.StartsWith("llmhygiene.prompt."u8))
        {
            return name.ValueTextEquals("llmhygiene.prompt.duration"u8) ? Metric.Duration
                : name.ValueTextEquals("llmhygiene.prompt.usage"u8) ? Metric.Tokens
                : name.ValueTextEquals("llmhygiene.prompt.cost"u8) ? Metric.Cost
                : name.ValueTextEquals("llmhygiene.prompt.time_to_first_chunk"u8) ? Metric.FirstChunk
                : null;
        }

        if (name.ValueSpan.StartsWith("llmhygiene.call."u8))
        {
            return name.ValueTextEquals("llmhygiene.call.duration"u8) ? Metric.CallDuration
                : name.ValueTextEquals("llmhygiene.call.usage"u8) ? Metric.CallTokens
                : name.ValueTextEquals("llmhygiene.call.cost"u8) ? Metric.CallCost
                : name.ValueTextEquals("llmhygiene.call.time_to_first_chunk"u8) ? Metric.CallFirstChunk
                : null;
        }

        if (!name.ValueSpan.StartsWith("gen_ai.client."u8))
            return null;
        return name.ValueTextEquals("gen_ai.client.operation.duration"u8) || name.ValueTextEquals("gen_ai.client.inference.duration"u8)
                ? Metric.ClientDuration
            : name.ValueTextEquals("gen_ai.client.token.usage"u8) ? Metric.ClientTokens
            : name.ValueTextEquals("gen_ai.client.operation.time_to_first_chunk"u8)
            || name.ValueTextEquals("gen_ai.client.inference.time_to_first_chunk"u8)
                ? Metric.ClientFirstChunk
            : name.ValueTextEquals("gen_ai.client.inference.operation.input_tokens"u8) ? Metric.ClientInputTokens
            : name.ValueTextEquals("gen_ai.client.inference.operation.output_tokens"u8) ? Metric.ClientOutputTokens
            : name.ValueTextEquals("gen_ai.client.inference.usage.input_tokens"u8) ? Metric.ClientInputCounter
            : name.ValueTextEquals("gen_ai.client.inference.usage.output_tokens"u8) ? Metric.ClientOutputCounter
            : name.ValueTextEquals("gen_ai.client.inference.usage.cache_read.input_tokens"u8) ? Metric.ClientCachedCounter
            : name.ValueTextEquals("gen_ai.client.inference.usage.cache_write.input_tokens"u8) ? Metric.ClientCacheWriteCounter
            : name.ValueTextEquals("gen_ai.client.inference.usage.reasoning.output_tokens"u8) ? Metric.ClientReasoningCounter
            : null;
    }
}
