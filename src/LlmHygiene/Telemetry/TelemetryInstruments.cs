using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace LlmHygiene;

/// <summary>The activity source and the instruments, and whether anyone listens to them.</summary>
internal static class TelemetryInstruments
{
    private static readonly string? s_libraryVersion = typeof(TelemetryInstruments).Assembly.GetName().Version?.ToString(3);

    private static readonly ActivitySource s_source = new(LlmHygieneTelemetry.ActivitySourceName, s_libraryVersion);

    private static readonly Meter s_meter = new(LlmHygieneTelemetry.MeterName, s_libraryVersion);

    // The bucket boundaries of the OpenTelemetry GenAI conventions.
    private static readonly InstrumentAdvice<double> s_seconds = new()
    {
        HistogramBucketBoundaries = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92],
    };

    private static readonly InstrumentAdvice<long> s_tokens = new()
    {
        HistogramBucketBoundaries = [1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864],
    };

    // Like the buckets for tokens in the conventions, each bound is four times the previous one, starting at a millionth of a dollar.
    private static readonly InstrumentAdvice<double> s_dollars = new()
    {
        HistogramBucketBoundaries =
        [
            0.000001,
            0.000004,
            0.000016,
            0.000064,
            0.000256,
            0.001024,
            0.004096,
            0.016384,
            0.065536,
            0.262144,
            1.048576,
            4.194304,
            16.777216,
            67.108864,
        ],
    };

    public static Histogram<double> Duration { get; } =
        s_meter.CreateHistogram(LlmHygieneTelemetry.DurationMetric, "s", "Duration of a prompt execution.", tags: null, s_seconds);

    public static Histogram<double> TimeToFirstChunk { get; } =
        s_meter.CreateHistogram(
            LlmHygieneTelemetry.TimeToFirstChunkMetric,
            "s",
            "Time to the first chunk of a streamed prompt execution.",
            tags: null,
            s_seconds
        );

    public static Histogram<double> TimePerOutputChunk { get; } =
        s_meter.CreateHistogram(
            LlmHygieneTelemetry.TimePerOutputChunkMetric,
            "s",
            "Time from one chunk of a streamed prompt execution to the next.",
            tags: null,
            s_seconds
        );

    public static Histogram<long> Usage { get; } =
        s_meter.CreateHistogram(LlmHygieneTelemetry.UsageMetric, "{token}", "Tokens used by a prompt execution.", tags: null, s_tokens);

    public static Histogram<double> Cost { get; } =
        s_meter.CreateHistogram(
            LlmHygieneTelemetry.CostMetric,
            "{USD}",
            "Cost of a prompt execution, where the model's price is known.",
            tags: null,
            s_dollars
        );

    public static bool IsEnabled => s_source.HasListeners() || HasMeterListeners;

    public static bool HasMeterListeners =>
        Duration.Enabled || TimeToFirstChunk.Enabled || TimePerOutputChunk.Enabled || Usage.Enabled || Cost.Enabled;

    /// <summary>Starts the span <c>prompt {name}</c>, with everything that is known before the call, so that samplers see it.</summary>
    public static Activity? StartActivity(string name, string version, string? requestModel, string? provider, string? rollout = null)
    {
        if (!s_source.HasListeners())
            return null;

        var tags = new TagList { { LlmHygieneTelemetry.PromptNameKey, name }, { LlmHygieneTelemetry.PromptVersionKey, version } };
        if (requestModel is not null)
            tags.Add(LlmHygieneTelemetry.SpanRequestModelKey, requestModel);
        if (provider is not null)
            tags.Add(LlmHygieneTelemetry.ProviderNameKey, provider);
        if (rollout is not null)
            tags.Add(LlmHygieneTelemetry.RolloutKey, rollout);

        return s_source.StartActivity("prompt " + name, ActivityKind.Internal, parentContext: default, tags);
    }
}
