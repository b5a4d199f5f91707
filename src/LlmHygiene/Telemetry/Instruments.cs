using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace LlmHygiene;

/// <summary>The activity source of LlmHygiene, and the histograms of its meter: for prompts and for intercepted calls.</summary>
internal static class Instruments
{
    private static readonly string? s_libraryVersion = typeof(Instruments).Assembly.GetName().Version?.ToString(3);

    public static readonly ActivitySource Source = new(LlmHygieneTelemetry.ActivitySourceName, s_libraryVersion);

    // Here, because nothing is measured without this class: the program itself needs no change.
    private static readonly CallSummary? s_summary = CallSummary.StartIfRequested();

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

    public static Histogram<double> Seconds(string name, string description) =>
        s_meter.CreateHistogram(name, "s", description, tags: null, s_seconds);

    public static Histogram<long> Tokens(string name, string description) =>
        s_meter.CreateHistogram(name, "{token}", description, tags: null, s_tokens);

    public static Histogram<double> Dollars(string name, string description) =>
        s_meter.CreateHistogram(name, "{USD}", description, tags: null, s_dollars);
}
