using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Facts.Resilience;

/// <summary>The time after which something cuts a call.</summary>
/// <param name="Seconds">Infinite for no time-out.</param>
/// <param name="Place">Where it is stated, or where what has it by default is written.</param>
/// <param name="IsDefault">True where nothing states it.</param>
internal sealed record CallTimeout(double Seconds, IOperation Place, bool IsDefault)
{
    /// <summary>The longest of the times that are written: their order is not followed. Null where one of them is not known.</summary>
    public static CallTimeout? Longest(IEnumerable<IOperation?> written, ValueTracker values)
    {
        CallTimeout? longest = null;
        foreach (var value in written)
        {
            if (value is null || TimeSpanReader.Seconds(value, values) is not { } seconds)
                return null;
            if (longest is null || seconds > longest.Seconds)
                longest = new CallTimeout(seconds, value, IsDefault: false);
        }

        return longest;
    }
}

/// <summary>A handler of an HTTP client that cuts or repeats requests.</summary>
/// <param name="Call">The call that adds it.</param>
/// <param name="Attempt">The seconds that one attempt may take; infinite for no time-out, null where it is not known.</param>
/// <param name="Total">The seconds that all attempts together may take.</param>
/// <param name="Retries">How often it repeats a request; null where it is not known.</param>
internal sealed record HttpHandler(IOperation Call, double? Attempt, double? Total, int? Retries)
{
    /// <summary>True for a standard handler, which turns the time-out of the client off.</summary>
    public bool IsStandard { get; init; }

    /// <summary>True where the handler is added to every client of the factory.</summary>
    public bool IsForAll { get; init; }

    /// <summary>True where nothing states a time-out.</summary>
    public bool HasDefaultTimeouts { get; init; }
}

/// <summary>What is known about one HTTP client.</summary>
/// <param name="Timeout">Null where it is not known.</param>
internal sealed record HttpSetup(CallTimeout? Timeout, IReadOnlyList<HttpHandler> Handlers);
