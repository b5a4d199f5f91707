using System.Diagnostics;

namespace LlmHygiene;

/// <summary>What every measurement needs.</summary>
internal static class Measuring
{
    /// <summary>The seconds between two timestamps of <see cref="Stopwatch"/>.</summary>
    public static double Seconds(long from, long to) => (to - from) / (double)Stopwatch.Frequency;

    /// <summary>Writes an attribute that the span does not have yet: adding does not search for it.</summary>
    public static void AddIfKnown(this Activity span, string key, object? value)
    {
        if (value is not null)
            span.AddTag(key, value);
    }
}
