using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace LlmHygiene.Stores.Tests.ClickHouse;

/// <summary>What the OpenTelemetry SDK exports, as rows of the exporter's tables: metrics as delta and as cumulative streams.</summary>
internal sealed class ExportedTelemetry : IDisposable
{
    private const string Service = "support-desk";

    private readonly TracerProvider _tracing;
    private readonly MeterProvider _metering;

    public ExportedTelemetry()
    {
        _tracing = Sdk.CreateTracerProviderBuilder()
            .ConfigureResource(static resource => resource.AddService(Service))
            .AddLlmHygiene()
            .AddProcessor(new SimpleActivityExportProcessor(new Spans(this)))
            .Build();
        _metering = Sdk.CreateMeterProviderBuilder()
            .ConfigureResource(static resource => resource.AddService(Service))
            .AddLlmHygiene()
            .AddReader(Cumulative.Reader(MetricReaderTemporalityPreference.Cumulative))
            .AddReader(Delta.Reader(MetricReaderTemporalityPreference.Delta))
            .Build();
    }

    public ConcurrentQueue<Activity> Activities { get; } = [];

    public Points Cumulative { get; } = new();

    public Points Delta { get; } = new();

    public IEnumerable<JsonObject> SpanRows => Activities.Select(Row);

    /// <summary>What happens at the end of each export interval.</summary>
    public void Export() => Assert.True(_metering.ForceFlush());

    public void Dispose()
    {
        _tracing.Dispose();
        _metering.Dispose();
    }

    private static JsonObject Row(Activity span) =>
        new()
        {
            ["Timestamp"] = Time(span.StartTimeUtc),
            ["TraceId"] = span.TraceId.ToHexString(),
            ["SpanId"] = span.SpanId.ToHexString(),
            ["ParentSpanId"] = span.ParentSpanId == default ? "" : span.ParentSpanId.ToHexString(),
            ["TraceState"] = span.TraceStateString,
            ["SpanName"] = span.DisplayName,
            ["SpanKind"] = span.Kind.ToString(),
            ["ServiceName"] = Service,
            ["ResourceAttributes"] = new JsonObject { ["service.name"] = Service },
            ["ScopeName"] = span.Source.Name,
            ["ScopeVersion"] = span.Source.Version,
            ["SpanAttributes"] = Attributes(span.TagObjects),
            ["Duration"] = span.Duration.Ticks * TimeSpan.NanosecondsPerTick,
            ["StatusCode"] = span.Status.ToString(),
            ["StatusMessage"] = span.StatusDescription,
        };

    private static JsonObject Attributes(IEnumerable<KeyValuePair<string, object?>> tags) =>
        new(
            tags.Where(static tag => tag.Value is not null).Select(static tag => KeyValuePair.Create(tag.Key, (JsonNode?)Text(tag.Value!)))
        );

    // Writes values of other types as strings, as the collector does.
    private static string Text(object value) => value as string ?? JsonSerializer.Serialize(value);

    private static string Time(DateTime utc) => utc.ToString("yyyy-MM-dd HH:mm:ss.fffffff", CultureInfo.InvariantCulture);

    /// <summary>The data points of one reader.</summary>
    internal sealed class Points
    {
        public List<JsonObject> Histograms { get; } = [];

        public List<JsonObject> Sums { get; } = [];

        public BaseExportingMetricReader Reader(MetricReaderTemporalityPreference temporality) =>
            new(new Exporter(this)) { TemporalityPreference = temporality };

        private void Add(Metric metric)
        {
            foreach (ref readonly var point in metric.GetMetricPoints())
            {
                var tags = new List<KeyValuePair<string, object?>>();
                foreach (var tag in point.Tags)
                    tags.Add(tag);
                var row = new JsonObject
                {
                    ["ResourceAttributes"] = new JsonObject { ["service.name"] = Service },
                    ["ScopeName"] = metric.MeterName,
                    ["ScopeVersion"] = metric.MeterVersion,
                    ["ServiceName"] = Service,
                    ["MetricName"] = metric.Name,
                    ["MetricDescription"] = metric.Description,
                    ["MetricUnit"] = metric.Unit,
                    ["Attributes"] = Attributes(tags),
                    ["StartTimeUnix"] = Time(point.StartTime.UtcDateTime),
                    ["TimeUnix"] = Time(point.EndTime.UtcDateTime),
                    ["AggregationTemporality"] = metric.Temporality == AggregationTemporality.Delta ? 1 : 2,
                };
                if (metric.MetricType == MetricType.Histogram)
                    Histograms.Add(WithBuckets(row, point));
                else if (metric.MetricType == MetricType.LongSum)
                    Sums.Add(WithValue(row, point.GetSumLong()));
            }
        }

        private static JsonObject WithBuckets(JsonObject row, in MetricPoint point)
        {
            var counts = new JsonArray();
            var bounds = new JsonArray();
            foreach (var bucket in point.GetHistogramBuckets())
            {
                counts.Add(bucket.BucketCount);
                if (!double.IsPositiveInfinity(bucket.ExplicitBound))
                    bounds.Add(bucket.ExplicitBound);
            }
            row["Count"] = point.GetHistogramCount();
            row["Sum"] = point.GetHistogramSum();
            row["BucketCounts"] = counts;
            row["ExplicitBounds"] = bounds;
            if (point.TryGetHistogramMinMaxValues(out var min, out var max))
                (row["Min"], row["Max"]) = (min, max);
            return row;
        }

        private static JsonObject WithValue(JsonObject row, long value)
        {
            row["Value"] = value;
            row["IsMonotonic"] = true;
            return row;
        }

        private sealed class Exporter(Points points) : BaseExporter<Metric>
        {
            public override ExportResult Export(in Batch<Metric> batch)
            {
                foreach (var metric in batch)
                    points.Add(metric);
                return ExportResult.Success;
            }
        }
    }

    private sealed class Spans(ExportedTelemetry telemetry) : BaseExporter<Activity>
    {
        public override ExportResult Export(in Batch<Activity> batch)
        {
            foreach (var span in batch)
                telemetry.Activities.Enqueue(span);
            return ExportResult.Success;
        }
    }
}
