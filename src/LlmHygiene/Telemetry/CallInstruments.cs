using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace LlmHygiene;

/// <summary>The instruments and the span of intercepted calls.</summary>
internal static class CallInstruments
{
    public static Histogram<double> Duration { get; } = Instruments.Seconds(CallTelemetry.DurationMetric, "Duration of an LLM call.");

    public static Histogram<double> TimeToFirstChunk { get; } =
        Instruments.Seconds(CallTelemetry.TimeToFirstChunkMetric, "Time to the first chunk of a streamed LLM call.");

    public static Histogram<long> Usage { get; } = Instruments.Tokens(CallTelemetry.UsageMetric, "Tokens used by an LLM call.");

    public static Histogram<double> Cost { get; } =
        Instruments.Dollars(CallTelemetry.CostMetric, "Cost of an LLM call, where the model's price is known.");

    public static bool IsEnabled =>
        Instruments.Source.HasListeners() || Duration.Enabled || TimeToFirstChunk.Enabled || Usage.Enabled || Cost.Enabled;

    public static bool HasSpanListeners => Instruments.Source.HasListeners();

    /// <summary>Starts the span <c>call {site}</c>, with everything that is known before the call, so that samplers see it.</summary>
    public static Activity? StartActivity(InterceptedSite site, CallTag prompt) =>
        Instruments.Source.StartActivity(
            site.SpanName,
            ActivityKind.Internal,
            parentContext: default,
            prompt == site.Tag ? site.StartTags : site.TagsFor(prompt)
        );
}
