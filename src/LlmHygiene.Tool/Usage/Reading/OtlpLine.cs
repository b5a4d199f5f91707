using System.Text.Json;

namespace LlmHygiene.Tool.Usage.Reading;

/// <summary>
/// Reads one line: an <c>ExportTraceServiceRequest</c> or <c>ExportMetricsServiceRequest</c> as OTLP/JSON. The result is
/// valid until the next line is read. A broken line has no result.
/// </summary>
internal sealed class OtlpLine
{
    private readonly List<SpanRow> _spans = [];
    private readonly List<PointRow> _points = [];
    private readonly SpanReader _spanReader;
    private readonly MetricReader _metricReader;

    public OtlpLine()
    {
        var pool = new StringPool();
        _spanReader = new SpanReader(pool, _spans);
        _metricReader = new MetricReader(pool, _points);
    }

    public IReadOnlyList<SpanRow> Spans => _spans;

    public IReadOnlyList<PointRow> Points => _points;

    /// <returns>The error in the line; null if there is none.</returns>
    public string? Read(ReadOnlySpan<byte> line)
    {
        _spans.Clear();
        _points.Clear();
        var reader = new Utf8JsonReader(line, new JsonReaderOptions { MaxDepth = 256 });
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return Broken("it is not a JSON object");
            while (JsonReading.NextProperty(ref reader))
            {
                var isSpans = reader.ValueTextEquals("resourceSpans"u8);
                var isMetrics = reader.ValueTextEquals("resourceMetrics"u8);
                reader.Read();
                if (isSpans)
                    _spanReader.Read(ref reader);
                else if (isMetrics)
                    _metricReader.Read(ref reader, line);
                else
                    reader.Skip();
            }

            // Throws if there is more data.
            reader.Read();
            return null;
        }
        catch (Exception error) when (error is JsonException or FormatException or InvalidOperationException or OverflowException)
        {
            return Broken(
                error is JsonException { LineNumber: null } ? error.Message : $"it is not JSON from byte {reader.BytesConsumed + 1} on"
            );
        }
    }

    private string Broken(string why)
    {
        _spans.Clear();
        _points.Clear();
        return why;
    }
}
