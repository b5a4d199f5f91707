namespace LlmHygiene.Tool.Usage.Model;

/// <summary>What of the telemetry is asked for.</summary>
/// <param name="Since">Calls from here on, in nanoseconds since 1970.</param>
/// <param name="Until">Calls before.</param>
/// <param name="Step">The steps of a trend in nanoseconds; 0 for none.</param>
internal sealed record UsageOptions(long Since, long Until, long Step)
{
    public static UsageOptions All { get; } = new(long.MinValue, long.MaxValue, 0);

    public bool Has(long at) => at >= Since && at < Until;

    public long StepOf(long at) => Step == 0 ? 0 : at - (((at % Step) + Step) % Step);
}
