using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LlmHygiene.Tool.Tests.Usage.Infrastructure;

/// <summary>
/// Writes OTLP JSON lines like the collector's file exporter: 64-bit integers as text, enums as numbers, without zero and empty
/// values.
/// </summary>
internal static class Otlp
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Line(params OtlpSpan[] spans) => Text(writer => Write(writer, spans));

    public static string Line(params OtlpMetric[] metrics) => Text(writer => Write(writer, metrics));

    public static void Write(Utf8JsonWriter writer, IReadOnlyList<OtlpSpan> spans) =>
        Request(
            writer,
            "resourceSpans",
            "scopeSpans",
            "spans",
            "shop",
            spans.GroupBy(static span => span.Scope),
            static (writer, span) =>
            {
                writer.WriteStartObject();
                writer.WriteString("traceId", span.Trace);
                writer.WriteString("spanId", span.Id);
                writer.WriteString("parentSpanId", span.Parent);
                writer.WriteString("name", span.Name);
                writer.WriteNumber("kind", 1);
                writer.WriteString("startTimeUnixNano", span.Start.ToString(CultureInfo.InvariantCulture));
                writer.WriteString("endTimeUnixNano", span.End.ToString(CultureInfo.InvariantCulture));
                Attributes(writer, span.Attributes);
                writer.WriteStartObject("status");
                if (span.IsError)
                    writer.WriteNumber("code", 2);
                writer.WriteEndObject();
                writer.WriteEndObject();
            }
        );

    public static void Write(Utf8JsonWriter writer, IReadOnlyList<OtlpMetric> metrics) =>
        Request(
            writer,
            "resourceMetrics",
            "scopeMetrics",
            "metrics",
            metrics[0].Instance,
            metrics.GroupBy(static metric => metric.Scope),
            static (writer, metric) =>
            {
                writer.WriteStartObject();
                writer.WriteString("name", metric.Name);
                writer.WriteString("unit", metric.Unit);
                writer.WriteStartObject(metric.Kind);
                writer.WriteStartArray("dataPoints");
                foreach (var point in metric.Points)
                    Write(writer, point);
                writer.WriteEndArray();
                writer.WriteNumber("aggregationTemporality", metric.Temporality);
                if (metric.Kind == "sum")
                    writer.WriteBoolean("isMonotonic", true);
                writer.WriteEndObject();
                writer.WriteEndObject();
            }
        );

    private static void Write(Utf8JsonWriter writer, OtlpPoint point)
    {
        writer.WriteStartObject();
        Attributes(writer, point.Attributes);
        if (point.Start != 0)
            writer.WriteString("startTimeUnixNano", point.Start.ToString(CultureInfo.InvariantCulture));
        writer.WriteString("timeUnixNano", point.Time.ToString(CultureInfo.InvariantCulture));
        if (point.Count is { } count)
            writer.WriteString("count", count.ToString(CultureInfo.InvariantCulture));
        if (point.AsInt is { } whole)
            writer.WriteString("asInt", whole.ToString(CultureInfo.InvariantCulture));
        else
            writer.WriteNumber("sum", point.Sum);
        if (point.Scale is { } scale)
        {
            if (scale != 0)
                writer.WriteNumber("scale", scale);
            if (point.Zero != 0)
                writer.WriteString("zeroCount", point.Zero.ToString(CultureInfo.InvariantCulture));
            writer.WriteStartObject("positive");
            if (point.Offset != 0)
                writer.WriteNumber("offset", point.Offset);
            Counts(writer, point.Buckets);
            writer.WriteEndObject();
        }
        else if (point.Buckets.Length > 0)
        {
            Counts(writer, point.Buckets);
            writer.WriteStartArray("explicitBounds");
            foreach (var bound in point.Bounds)
                writer.WriteNumberValue(bound);
            writer.WriteEndArray();
        }

        if (point.Max is { } max)
        {
            if (double.IsFinite(max))
                writer.WriteNumber("max", max);
            else
                writer.WriteString("max", double.IsNaN(max) ? "NaN" : "Infinity");
        }

        writer.WriteEndObject();
    }

    private static void Counts(Utf8JsonWriter writer, long[] buckets)
    {
        writer.WriteStartArray("bucketCounts");
        foreach (var count in buckets)
            writer.WriteStringValue(count.ToString(CultureInfo.InvariantCulture));
        writer.WriteEndArray();
    }

    private static void Request<T>(
        Utf8JsonWriter writer,
        string resources,
        string scopes,
        string items,
        string instance,
        IEnumerable<IGrouping<string, T>> groups,
        Action<Utf8JsonWriter, T> write
    )
    {
        writer.WriteStartObject();
        writer.WriteStartArray(resources);
        writer.WriteStartObject();
        writer.WriteStartObject("resource");
        Attributes(writer, [("service.name", "shop"), ("service.instance.id", instance)]);
        writer.WriteEndObject();
        writer.WriteStartArray(scopes);
        foreach (var group in groups)
        {
            writer.WriteStartObject();
            writer.WriteStartObject("scope");
            writer.WriteString("name", group.Key);
            writer.WriteEndObject();
            writer.WriteStartArray(items);
            foreach (var item in group)
                write(writer, item);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Attributes(Utf8JsonWriter writer, IEnumerable<(string Key, object Value)> attributes)
    {
        writer.WriteStartArray("attributes");
        foreach (var (key, value) in attributes)
        {
            writer.WriteStartObject();
            writer.WriteString("key", key);
            writer.WriteStartObject("value");
            Value(writer, value);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void Value(Utf8JsonWriter writer, object value)
    {
        switch (value)
        {
            case string text:
                writer.WriteString("stringValue", text);
                break;
            case bool flag:
                writer.WriteBoolean("boolValue", flag);
                break;
            case int or long:
                writer.WriteString("intValue", Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
            case double number:
                writer.WriteNumber("doubleValue", number);
                break;
            case IEnumerable<string> texts:
                writer.WriteStartObject("arrayValue");
                writer.WriteStartArray("values");
                foreach (var text in texts)
                {
                    writer.WriteStartObject();
                    writer.WriteString("stringValue", text);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
                writer.WriteEndObject();
                break;
            default:
                throw new ArgumentException($"No OTLP value: {value.GetType()}", nameof(value));
        }
    }

    private static string Text(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, s_options))
            write(writer);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }
}

internal sealed record OtlpSpan(
    string Trace,
    string Id,
    string Parent,
    string Name,
    long Start,
    long End,
    params (string Key, object Value)[] Attributes
)
{
    public string Scope { get; init; } = "LlmHygiene";

    public bool IsError { get; init; }
}

internal sealed record OtlpMetric(string Name, string Unit, int Temporality, params OtlpPoint[] Points)
{
    public string Scope { get; init; } = "LlmHygiene";

    public string Kind { get; init; } = "histogram";

    public string Instance { get; init; } = "one";
}

internal sealed record OtlpPoint(long Start, long Time, params (string Key, object Value)[] Attributes)
{
    public long? Count { get; init; }

    public long? AsInt { get; init; }

    public double Sum { get; init; }

    public double? Max { get; init; }

    public double[] Bounds { get; init; } = [];

    public long[] Buckets { get; init; } = [];

    public int? Scale { get; init; }

    public int Offset { get; init; }

    public long Zero { get; init; }
}
