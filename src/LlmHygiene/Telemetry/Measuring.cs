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

    /// <summary>The same for a number: boxing a nullable one takes longer than boxing its value.</summary>
    public static void AddIfKnown(this Activity span, string key, long? value)
    {
        if (value is { } number)
            span.AddTag(key, number);
    }

    /// <inheritdoc cref="AddIfKnown(Activity, string, long?)"/>
    public static void AddIfKnown(this Activity span, string key, double? value)
    {
        if (value is { } number)
            span.AddTag(key, number);
    }
}
