using System.Globalization;

namespace LlmHygiene.Tool.Usage.Reading;

/// <summary>Times of OTLP, in nanoseconds since 1970.</summary>
internal static class UnixNanos
{
    public const long Hour = 3_600_000_000_000;
    public const long Day = 24 * Hour;

    // The fraction and the zone are optional.
    private static readonly string[] s_formats = ["yyyy-MM-dd", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"];

    public static DateTimeOffset ToTime(long nanoseconds) => DateTimeOffset.UnixEpoch.AddTicks(nanoseconds / 100);

    /// <summary>The period that covers both; null if both are null.</summary>
    public static (long From, long To)? Joined((long From, long To)? one, (long From, long To)? other) =>
        one is { } a && other is { } b ? (Math.Min(a.From, b.From), Math.Max(a.To, b.To)) : one ?? other;

    /// <summary>Parses a day or a time, in UTC unless it has a zone.</summary>
    public static long? Parse(string text) =>
        DateTimeOffset.TryParseExact(
            text,
            s_formats,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var time
        )
        && time > DateTimeOffset.UnixEpoch
        && time.Year < 2262
            ? (time - DateTimeOffset.UnixEpoch).Ticks * 100
            : null;
}
