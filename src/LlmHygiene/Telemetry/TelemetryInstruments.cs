using System.Diagnostics.Metrics;

namespace LlmHygiene;

/// <summary>The instruments of prompts, and whether anyone listens to them.</summary>
internal static class TelemetryInstruments
{
    public static Histogram<double> Duration { get; } =
        Instruments.Seconds(LlmHygieneTelemetry.DurationMetric, "Duration of a prompt execution.");

    public static Histogram<double> TimeToFirstChunk { get; } =
        Instruments.Seconds(LlmHygieneTelemetry.TimeToFirstChunkMetric, "Time to the first chunk of a streamed prompt execution.");

    public static Histogram<double> TimePerOutputChunk { get; } =
        Instruments.Seconds(
            LlmHygieneTelemetry.TimePerOutputChunkMetric,
            "Time from one chunk of a streamed prompt execution to the next."
        );

    public static Histogram<long> Usage { get; } =
        Instruments.Tokens(LlmHygieneTelemetry.UsageMetric, "Tokens used by a prompt execution.");

    public static Histogram<double> Cost { get; } =
        Instruments.Dollars(LlmHygieneTelemetry.CostMetric, "Cost of a prompt execution, where the model's price is known.");

    public static bool IsEnabled => Instruments.Source.HasListeners() || HasMeterListeners;

    public static bool HasMeterListeners =>
        Duration.Enabled || TimeToFirstChunk.Enabled || TimePerOutputChunk.Enabled || Usage.Enabled || Cost.Enabled;
}
