using System.Globalization;

namespace LlmHygiene.Tool.Usage;

/// <summary>Times as OTLP has them, in nanoseconds since 1970.</summary>
internal static class Times
{
    public const long Hour = 3_600_000_000_000;
    public const long Day = 24 * Hour;

    private static readonly string[] s_formats = ["yyyy-MM-dd", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ss.FFFFFFF", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"];

    public static DateTimeOffset Of(long nanoseconds) => DateTimeOffset.UnixEpoch.AddTicks(nanoseconds / 100);

    /// <summary>A day or a moment, in UTC where it does not say otherwise.</summary>
    public static long? Parse(string text) =>
        DateTimeOffset.TryParseExact(text, s_formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
        && time > DateTimeOffset.UnixEpoch && time.Year < 2262
            ? (time - DateTimeOffset.UnixEpoch).Ticks * 100
            : null;
}
