using System.Globalization;
using System.Text.Json;

namespace LlmHygiene.Tool.Usage.Reading;

/// <summary>Reads the known attributes of a list of <c>{ "key": …, "value": { "stringValue": … } }</c>.</summary>
internal sealed class AttributeReader(StringPool pool)
{
    private Tags _tags;

    public Tags Tags => _tags;

    public long? InputTokens { get; private set; }

    public long? OutputTokens { get; private set; }

    /// <summary>The part of the input that came from the provider's cache.</summary>
    public long? CachedTokens { get; private set; }

    /// <summary>The part of the input that the provider wrote to its cache.</summary>
    public long? CacheWriteTokens { get; private set; }

    /// <summary>The part of the output that is reasoning.</summary>
    public long? ReasoningTokens { get; private set; }

    public double? FirstChunk { get; private set; }

    /// <summary>The measured US dollars.</summary>
    public double? Cost { get; private set; }

    /// <summary>The hash of all attributes, independent of their order.</summary>
    public ulong Hash { get; private set; }

    public void Clear()
    {
        _tags = default;
        InputTokens = OutputTokens = CachedTokens = CacheWriteTokens = ReasoningTokens = null;
        FirstChunk = Cost = null;
        Hash = 0;
    }

    /// <param name="line">The data of the reader; only needed for the hash.</param>
    public void Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> line = default)
    {
        if (!JsonReading.IsArray(ref reader))
            return;
        while (JsonReading.NextElement(ref reader))
        {
            if (!JsonReading.IsObject(ref reader))
                continue;
            var start = (int)reader.TokenStartIndex;
            ReadOne(ref reader);
            if (!line.IsEmpty)
                Hash += Fnv.Mix(Fnv.Add(Fnv.Start, line[start..(int)reader.BytesConsumed]));
        }
    }

    private void ReadOne(ref Utf8JsonReader reader)
    {
        if (
            JsonReading.TryFind(reader, "key"u8, out var key)
            && key.TokenType == JsonTokenType.String
            && IsOfInterest(ref key)
            && JsonReading.TryFind(reader, "value"u8, out var value)
            && value.TokenType == JsonTokenType.StartObject
        )
        {
            value.Read();
            if (value.TokenType == JsonTokenType.PropertyName && value.Read())
                Set(ref key, ref value);
        }

        reader.Skip();
    }

    private static bool IsOfInterest(ref Utf8JsonReader key) =>
        key.ValueIsEscaped
        || key.ValueSpan.StartsWith("gen_ai."u8)
        || key.ValueSpan.StartsWith("llmhygiene."u8)
        || key.ValueSpan.SequenceEqual("error.type"u8);

    private void Set(ref Utf8JsonReader key, ref Utf8JsonReader value)
    {
        if (key.ValueTextEquals("gen_ai.prompt.name"u8))
            _tags.Prompt = Text(ref value);
        else if (key.ValueTextEquals("gen_ai.prompt.version"u8))
            _tags.Version = Text(ref value);
        else if (key.ValueTextEquals("gen_ai.request.model"u8) || key.ValueTextEquals("llmhygiene.request.model"u8))
            _tags.RequestModel = Text(ref value);
        else if (key.ValueTextEquals("gen_ai.response.model"u8) || key.ValueTextEquals("llmhygiene.response.model"u8))
            _tags.ResponseModel = Text(ref value);
        else if (key.ValueTextEquals("gen_ai.operation.name"u8))
            _tags.Operation = Text(ref value);
        else if (key.ValueTextEquals("gen_ai.token.type"u8))
            _tags.TokenType = Text(ref value);
        else if (key.ValueTextEquals("gen_ai.usage.input_tokens"u8) || key.ValueTextEquals("llmhygiene.usage.input_tokens"u8))
            InputTokens = Tokens(ref value);
        else if (key.ValueTextEquals("gen_ai.usage.output_tokens"u8) || key.ValueTextEquals("llmhygiene.usage.output_tokens"u8))
            OutputTokens = Tokens(ref value);
        else if (IsCached(ref key))
            CachedTokens = Tokens(ref value);
        else if (IsCacheWrite(ref key))
            CacheWriteTokens = Tokens(ref value);
        else if (IsReasoning(ref key))
            ReasoningTokens = Tokens(ref value);
        else if (key.ValueTextEquals("gen_ai.response.time_to_first_chunk"u8))
            FirstChunk = Number(ref value) is { } seconds ? (double)seconds : null;
        else if (key.ValueTextEquals("llmhygiene.outcome"u8))
            _tags.Outcome = Text(ref value);
        else if (key.ValueTextEquals("gen_ai.response.finish_reasons"u8))
            _tags.FinishedBy = FinishReasons.Read(ref value);
        else if (key.ValueTextEquals("llmhygiene.prompt.rollout"u8))
            _tags.Rollout = Text(ref value);
        else if (key.ValueTextEquals("error.type"u8))
            _tags.ErrorType = Text(ref value);
        else
            SetCall(ref key, ref value);
    }

    // What only LlmHygiene's own spans and metrics have.
    private void SetCall(ref Utf8JsonReader key, ref Utf8JsonReader value)
    {
        if (key.ValueTextEquals("llmhygiene.call.site"u8))
            _tags.Site = Text(ref value);
        else if (key.ValueTextEquals("llmhygiene.call.sdk"u8))
            _tags.Sdk = Text(ref value);
        else if (key.ValueTextEquals("llmhygiene.call.operation"u8))
            _tags.CallOperation = Text(ref value);
        else if (key.ValueTextEquals("llmhygiene.prompt.content_hash"u8))
            _tags.ContentHash = Text(ref value);
        else if (key.ValueTextEquals("llmhygiene.cost"u8))
            Cost = Number(ref value) is { } dollars and >= 0 ? (double)dollars : null;
    }

    private static bool IsCached(ref Utf8JsonReader key) =>
        key.ValueTextEquals("gen_ai.usage.cache_read.input_tokens"u8) || key.ValueTextEquals("llmhygiene.usage.cached_tokens"u8);

    // The conventions up to 1.41 call it cache_creation.
    private static bool IsCacheWrite(ref Utf8JsonReader key) =>
        key.ValueTextEquals("gen_ai.usage.cache_write.input_tokens"u8)
        || key.ValueTextEquals("gen_ai.usage.cache_creation.input_tokens"u8)
        || key.ValueTextEquals("llmhygiene.usage.cache_write_tokens"u8);

    private static bool IsReasoning(ref Utf8JsonReader key) =>
        key.ValueTextEquals("gen_ai.usage.reasoning.output_tokens"u8) || key.ValueTextEquals("llmhygiene.usage.reasoning_tokens"u8);

    // A version such as 3 may be a number.
    private string? Text(ref Utf8JsonReader value) =>
        value.TokenType switch
        {
            JsonTokenType.String => pool.Get(ref value) is { Length: > 0 } text ? text : null,
            JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False => System.Text.Encoding.UTF8.GetString(value.ValueSpan),
            _ => null,
        };

    // A decimal can hold every 64-bit integer and the times of spans. Other values are nonsense and are ignored.
    private static decimal? Number(ref Utf8JsonReader value) =>
        value.TokenType switch
        {
            JsonTokenType.Number when value.TryGetDecimal(out var number) => number,
            JsonTokenType.String
                when decimal.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
            _ => null,
        };

    private static long? Tokens(ref Utf8JsonReader value) =>
        Number(ref value) is { } tokens and >= 0 and <= long.MaxValue ? (long)tokens : null;
}
