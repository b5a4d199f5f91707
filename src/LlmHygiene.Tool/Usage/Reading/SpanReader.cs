using System.Text.Json;

namespace LlmHygiene.Tool.Usage.Reading;

/// <summary>Reads <c>resourceSpans</c>.</summary>
internal sealed class SpanReader(StringPool pool, List<SpanRow> spans)
{
    private readonly AttributeReader _attributes = new(pool);
    private ulong _nameless;

    public void Read(ref Utf8JsonReader reader)
    {
        if (!JsonReading.IsArray(ref reader))
            return;
        while (JsonReading.NextElement(ref reader))
        {
            if (!JsonReading.IsObject(ref reader))
                continue;
            while (JsonReading.NextProperty(ref reader))
            {
                var isScopes = reader.ValueTextEquals("scopeSpans"u8);
                reader.Read();
                if (isScopes)
                    ReadScopes(ref reader);
                else
                    reader.Skip();
            }
        }
    }

    private void ReadScopes(ref Utf8JsonReader reader)
    {
        if (!JsonReading.IsArray(ref reader))
            return;
        while (JsonReading.NextElement(ref reader))
        {
            if (!JsonReading.IsObject(ref reader))
                continue;
            while (JsonReading.NextProperty(ref reader))
            {
                var isSpans = reader.ValueTextEquals("spans"u8);
                reader.Read();
                if (!isSpans)
                    reader.Skip();
                else if (JsonReading.IsArray(ref reader))
                    while (JsonReading.NextElement(ref reader))
                        ReadSpan(ref reader);
            }
        }
    }

    private void ReadSpan(ref Utf8JsonReader reader)
    {
        if (!JsonReading.IsObject(ref reader))
            return;

        var span = default(SpanRow);
        var trace = Fnv.Start;
        ulong id = 0,
            parent = 0;
        var isPrompt = false;
        var isError = false;
        _attributes.Clear();
        while (JsonReading.NextProperty(ref reader))
        {
            var name = Property(ref reader);
            reader.Read();
            switch (name)
            {
                case Known.TraceId:
                    trace = Id(ref reader);
                    break;
                case Known.SpanId:
                    id = Id(ref reader);
                    break;
                case Known.ParentSpanId:
                    parent = Id(ref reader);
                    break;
                case Known.Name:
                    isPrompt = reader.TokenType == JsonTokenType.String && reader.ValueSpan.StartsWith("prompt "u8);
                    break;
                case Known.Start:
                    span.Start = JsonReading.Int64(ref reader);
                    break;
                case Known.End:
                    span.End = JsonReading.Int64(ref reader);
                    break;
                case Known.Attributes:
                    _attributes.Read(ref reader);
                    break;
                case Known.Status:
                    isError = IsError(ref reader);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        // A span without an ID cannot be a parent or a duplicate.
        span.Key = id == 0 ? Fnv.Mix(++_nameless) : Fnv.Mix(trace + (id * 31));
        span.Parent = parent == 0 ? 0 : Fnv.Mix(trace + (parent * 31));
        span.Tags = _attributes.Tags;
        span.InputTokens = _attributes.InputTokens;
        span.OutputTokens = _attributes.OutputTokens;
        span.CachedTokens = _attributes.CachedTokens;
        span.CacheWriteTokens = _attributes.CacheWriteTokens;
        span.ReasoningTokens = _attributes.ReasoningTokens;
        span.FirstChunk = _attributes.FirstChunk;
        span.Cost = _attributes.Cost;
        span.Kind = KindOf(span.Tags, isPrompt);
        span.Outcome = Outcomes.Of(span.Tags, isError);
        spans.Add(span);
    }

    private static SpanKind KindOf(Tags tags, bool isPrompt) =>
        tags.Operation switch
        {
            "chat" or "generate_content" or "text_completion" or "embeddings" => SpanKind.ModelCall,
            "execute_tool" => SpanKind.Tool,
            null when tags is { Site: not null, Outcome: not null } => SpanKind.Call,
            null when isPrompt && tags.Prompt is not null => tags.Outcome is null ? SpanKind.Scope : SpanKind.Execution,
            _ => SpanKind.Other,
        };

    private static ulong Id(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String && reader.ValueSpan.Length > 0 ? Fnv.Add(Fnv.Start, reader.ValueSpan) : 0;

    private static bool IsError(ref Utf8JsonReader reader)
    {
        var isError =
            JsonReading.TryFind(reader, "code"u8, out var code)
            && (
                code.TokenType == JsonTokenType.Number
                    ? code.TryGetInt32(out var number) && number == 2
                    : code.TokenType == JsonTokenType.String && code.ValueTextEquals("STATUS_CODE_ERROR"u8)
            );
        reader.Skip();
        return isError;
    }

    private enum Known
    {
        None,
        TraceId,
        SpanId,
        ParentSpanId,
        Name,
        Start,
        End,
        Attributes,
        Status,
    }

    private static Known Property(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("traceId"u8) ? Known.TraceId
        : reader.ValueTextEquals("spanId"u8) ? Known.SpanId
        : reader.ValueTextEquals("parentSpanId"u8) ? Known.ParentSpanId
        : reader.ValueTextEquals("name"u8) ? Known.Name
        : reader.ValueTextEquals("startTimeUnixNano"u8) ? Known.Start
        : reader.ValueTextEquals("endTimeUnixNano"u8) ? Known.End
        : reader.ValueTextEquals("attributes"u8) ? Known.Attributes
        : reader.ValueTextEquals("status"u8) ? Known.Status
        : Known.None;
}
