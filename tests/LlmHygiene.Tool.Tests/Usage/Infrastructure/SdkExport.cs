using System.Diagnostics;
using Microsoft.Extensions.AI;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace LlmHygiene.Tool.Tests.Usage.Infrastructure;

/// <summary>
/// What the OpenTelemetry SDK exports during an action, as the lines that the collector would write. The SDK has no OTLP/JSON
/// exporter, so activities and metric points are converted here.
/// </summary>
internal static class SdkExport
{
    private const string ChatSource = "Experimental.Microsoft.Extensions.AI";

    /// <param name="temporality">Of two exports: one in the middle, one at the end.</param>
    public static async Task<string[]> OfAsync(
        IChatClient inner,
        MetricReaderTemporalityPreference temporality,
        params Func<IChatClient, Task>[] acts
    )
    {
        var spans = new List<Activity>();
        var metrics = new List<Metric>();
        var lines = new List<string>();
        using (
            Sdk.CreateTracerProviderBuilder()
                .AddSource(LlmHygieneTelemetry.ActivitySourceName, ChatSource)
                .AddInMemoryExporter(spans)
                .Build()
        )
        using (
            var metering = Sdk.CreateMeterProviderBuilder()
                .AddMeter(LlmHygieneTelemetry.MeterName, ChatSource)
                .AddInMemoryExporter(metrics, options => options.TemporalityPreference = temporality)
                .Build()
        )
        {
            using var client = inner.AsBuilder().UseOpenTelemetry().UsePromptTelemetry().Build();
            foreach (var act in acts)
            {
                await act(client);
                metrics.Clear();
                metering.ForceFlush();
                lines.Add(Otlp.Line([.. metrics.Select(Of)]));
            }
        }

        lines.Insert(0, Otlp.Line([.. spans.Select(Of)]));
        return [.. lines];
    }

    private static OtlpSpan Of(Activity span) =>
        new(
            span.TraceId.ToHexString(),
            span.SpanId.ToHexString(),
            span.ParentSpanId == default ? "" : span.ParentSpanId.ToHexString(),
            span.DisplayName,
            Nanoseconds(span.StartTimeUtc),
            Nanoseconds(span.StartTimeUtc + span.Duration),
            [.. span.TagObjects.Where(static tag => tag.Value is not null).Select(static tag => (tag.Key, Value(tag.Value!)))]
        )
        {
            Scope = span.Source.Name,
            IsError = span.Status == ActivityStatusCode.Error,
        };

    private static OtlpMetric Of(Metric metric)
    {
        var points = new List<OtlpPoint>();
        foreach (ref readonly var point in metric.GetMetricPoints())
        {
            var attributes = new List<(string, object)>();
            foreach (var tag in point.Tags)
                attributes.Add((tag.Key, Value(tag.Value!)));
            var bounds = new List<double>();
            var counts = new List<long>();
            foreach (var bucket in point.GetHistogramBuckets())
            {
                if (double.IsFinite(bucket.ExplicitBound))
                    bounds.Add(bucket.ExplicitBound);
                counts.Add(bucket.BucketCount);
            }

            points.Add(
                new OtlpPoint(Nanoseconds(point.StartTime.UtcDateTime), Nanoseconds(point.EndTime.UtcDateTime), [.. attributes])
                {
                    Count = point.GetHistogramCount(),
                    Sum = point.GetHistogramSum(),
                    Max = point.TryGetHistogramMinMaxValues(out _, out var max) ? max : null,
                    Bounds = [.. bounds],
                    Buckets = [.. counts],
                }
            );
        }

        return new OtlpMetric(metric.Name, metric.Unit, metric.Temporality == AggregationTemporality.Delta ? 1 : 2, [.. points])
        {
            Scope = metric.MeterName,
        };
    }

    // As in the OTLP exporter of the SDK: integers are intValue, everything that is not a primitive is its text.
    private static object Value(object value) =>
        value switch
        {
            string or bool or int or long or double or IEnumerable<string> => value,
            short or byte or uint => Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture),
            float number => (double)number,
            _ => value.ToString()!,
        };

    private static long Nanoseconds(DateTime time) => (time - DateTime.UnixEpoch).Ticks * 100;
}
