using System.Text.Json.Nodes;

namespace LlmHygiene.Stores.Tests.ClickHouse;

/// <summary>
/// A table as the collector's ClickHouse exporter creates it: names and types of columns. The indexes are left out: they do not change a
/// result.
/// </summary>
/// <param name="Columns">Those that the exporter fills from what .NET sends; all others are empty.</param>
internal sealed record ExporterTable(string Name, string Order, (string Name, string Type)[] Columns, string Others)
{
    private const string Text = "String";
    private const string Words = "LowCardinality(String)";
    private const string Attributes = "Map(LowCardinality(String), String)";

    /// <summary>The time of a data point since v0.160.0, and before.</summary>
    public const string Seconds = "DateTime";
    public const string Nanoseconds = "DateTime64(9)";

    public static ExporterTable Traces { get; } =
        new(
            "otel_traces",
            "ServiceName, SpanName, toDateTime(Timestamp)",
            [
                ("Timestamp", Nanoseconds),
                ("TraceId", Text),
                ("SpanId", Text),
                ("ParentSpanId", Text),
                ("TraceState", Text),
                ("SpanName", Words),
                ("SpanKind", Words),
                ("ServiceName", Words),
                ("ResourceAttributes", Attributes),
                ("ScopeName", Text),
                ("ScopeVersion", Text),
                ("SpanAttributes", Attributes),
                ("Duration", "UInt64"),
                ("StatusCode", Words),
                ("StatusMessage", Text),
            ],
            $"Events Nested (Timestamp {Nanoseconds}, Name {Words}, Attributes {Attributes}), "
                + $"Links Nested (TraceId {Text}, SpanId {Text}, TraceState {Text}, Attributes {Attributes})"
        );

    public static ExporterTable Histograms(string time) =>
        OfMetrics(
            "otel_metrics_histogram",
            time,
            ("Count", "UInt64"),
            ("Sum", "Float64"),
            ("BucketCounts", "Array(UInt64)"),
            ("ExplicitBounds", "Array(Float64)"),
            ("Flags", "UInt32"),
            ("Min", "Float64"),
            ("Max", "Float64"),
            ("AggregationTemporality", "Int32")
        );

    public static ExporterTable Sums(string time) =>
        OfMetrics(
            "otel_metrics_sum",
            time,
            ("Value", "Float64"),
            ("Flags", "UInt32"),
            ("AggregationTemporality", "Int32"),
            ("IsMonotonic", "Boolean")
        );

    /// <summary>The statements that create the table and read its rows from a file of JSON lines.</summary>
    public string Create(string file, IEnumerable<JsonObject> rows)
    {
        File.WriteAllLines(file, rows.Select(static row => row.ToJsonString()));
        var columns = string.Join(", ", Columns.Select(static column => $"{column.Name} {column.Type}"));
        var names = string.Join(", ", Columns.Select(static column => column.Name));
        // The exporter sends nanoseconds, whatever the column keeps.
        var sent = string.Join(
            ", ",
            Columns.Select(static column => $"{column.Name} {(column.Type == Seconds ? Nanoseconds : column.Type)}")
        );
        return $"""
            CREATE TABLE {Name} ({columns}, {Others}) ENGINE = MergeTree ORDER BY ({Order});
            INSERT INTO {Name} ({names}) SELECT {names} FROM file('{file}', 'JSONEachRow', '{sent}');

            """;
    }

    private static ExporterTable OfMetrics(string name, string time, params (string, string)[] values) =>
        new(
            name,
            "ServiceName, MetricName, TimeUnix",
            [
                ("ResourceAttributes", Attributes),
                ("ResourceSchemaUrl", Text),
                ("ScopeName", Text),
                ("ScopeVersion", Text),
                ("ScopeAttributes", Attributes),
                ("ScopeDroppedAttrCount", "UInt32"),
                ("ScopeSchemaUrl", Text),
                ("ServiceName", Words),
                ("MetricName", time == Seconds ? Words : Text),
                ("MetricDescription", Text),
                ("MetricUnit", Text),
                ("Attributes", Attributes),
                ("StartTimeUnix", time),
                ("TimeUnix", time),
                .. values,
            ],
            $"Exemplars Nested (FilteredAttributes {Attributes}, TimeUnix {time}, Value Float64, SpanId {Text}, TraceId {Text})"
        );
}
