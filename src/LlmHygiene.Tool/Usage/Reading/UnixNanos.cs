using System.Globalization;

namespace LlmHygiene.Tool.Usage.Reading;

/// <summary>Times as OTLP has them, in nanoseconds since 1970.</summary>
internal static class UnixNanos
{
    public const long Hour = 3_600_000_000_000;
    public const long Day = 24 * Hour;

    // The fraction and the zone may be missing.
    private static readonly string[] s_formats = ["yyyy-MM-dd", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"];

    public static DateTimeOffset ToTime(long nanoseconds) => DateTimeOffset.UnixEpoch.AddTicks(nanoseconds / 100);

    /// <summary>From the first moment of the two to the last; null where there is neither.</summary>
    public static (long From, long To)? Joined((long From, long To)? one, (long From, long To)? other) =>
        one is { } a && other is { } b ? (Math.Min(a.From, b.From), Math.Max(a.To, b.To)) : one ?? other;

    /// <summary>A day or a moment, in UTC where it does not say otherwise.</summary>
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
