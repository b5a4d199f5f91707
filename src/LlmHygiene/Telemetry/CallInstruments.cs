using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace LlmHygiene;

/// <summary>The activity source and the instruments of intercepted calls.</summary>
internal static class CallInstruments
{
    private static readonly string? s_libraryVersion = typeof(CallInstruments).Assembly.GetName().Version?.ToString(3);

    private static readonly ActivitySource s_source = new(LlmHygieneTelemetry.ActivitySourceName, s_libraryVersion);

    private static readonly Meter s_meter = new(LlmHygieneTelemetry.MeterName, s_libraryVersion);

    // The bucket boundaries of the prompt metrics.
    private static readonly InstrumentAdvice<double> s_seconds = new()
    {
        HistogramBucketBoundaries = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92],
    };

    private static readonly InstrumentAdvice<long> s_tokens = new()
    {
        HistogramBucketBoundaries = [1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864],
    };

    private static readonly InstrumentAdvice<double> s_dollars = new()
    {
        HistogramBucketBoundaries = [.. Enumerable.Range(0, 14).Select(static power => 0.000001 * Math.Pow(4, power))],
    };

    public static Histogram<double> Duration { get; } =
        s_meter.CreateHistogram(CallTelemetry.DurationMetric, "s", "Duration of an LLM call.", tags: null, s_seconds);

    public static Histogram<double> TimeToFirstChunk { get; } =
        s_meter.CreateHistogram(
            CallTelemetry.TimeToFirstChunkMetric,
            "s",
            "Time to the first chunk of a streamed LLM call.",
            tags: null,
            s_seconds
        );

    public static Histogram<long> Usage { get; } =
        s_meter.CreateHistogram(CallTelemetry.UsageMetric, "{token}", "Tokens used by an LLM call.", tags: null, s_tokens);

    public static Histogram<double> Cost { get; } =
        s_meter.CreateHistogram(
            CallTelemetry.CostMetric,
            "{USD}",
            "Cost of an LLM call, where the model's price is known.",
            tags: null,
            s_dollars
        );

    public static bool IsEnabled =>
        s_source.HasListeners() || Duration.Enabled || TimeToFirstChunk.Enabled || Usage.Enabled || Cost.Enabled;

    public static bool HasSpanListeners => s_source.HasListeners();

    /// <summary>Starts the span <c>call {site}</c>, with everything that is known before the call, so that samplers see it.</summary>
    public static Activity? StartActivity(InterceptedSite site, in TagList tags) =>
        s_source.StartActivity(site.SpanName, ActivityKind.Internal, parentContext: default, tags);
}
