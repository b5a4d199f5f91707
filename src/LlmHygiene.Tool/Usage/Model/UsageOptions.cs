namespace LlmHygiene.Tool.Usage.Model;

/// <summary>The period and the trend of a report.</summary>
/// <param name="Since">The first time that counts, in nanoseconds since 1970.</param>
/// <param name="Until">The first time that no longer counts.</param>
/// <param name="Step">The step of the trend in nanoseconds; 0 without a trend.</param>
internal sealed record UsageOptions(long Since, long Until, long Step)
{
    public static UsageOptions All { get; } = new(long.MinValue, long.MaxValue, 0);

    public bool Has(long at) => at >= Since && at < Until;

    public long StepOf(long at) => Step == 0 ? 0 : at - (((at % Step) + Step) % Step);
}
