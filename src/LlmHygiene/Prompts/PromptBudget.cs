namespace LlmHygiene;

/// <summary>
/// What one execution of a prompt may use: its first model call and all further ones that its tools cause. Once that is
/// used up, a <see cref="PromptBudgetExceededException"/> ends the execution before the next call.
/// </summary>
/// <remarks>
/// The model calls of a tool loop are seen by the step <c>UsePromptTelemetry()</c> inside <c>UseFunctionInvocation()</c>.
/// Without it, only the first call is counted, and <see cref="LlmHygieneTelemetry.BudgetNotEnforcedKey"/> shows that.
/// </remarks>
public sealed record PromptBudget
{
    private readonly decimal? _usd;
    private readonly int? _calls;

    /// <summary>
    /// The cost in USD, according to <see cref="PromptPricing"/>, at which no further call is made; <see langword="null"/>
    /// for no limit. A call whose cost is unknown counts as free.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not more than 0.</exception>
    public decimal? Usd
    {
        get => _usd;
        init =>
            _usd =
                value <= 0
                    ? throw new ArgumentOutOfRangeException(nameof(value), value, "A budget in USD is more than 0; null states none.")
                    : value;
    }

    /// <summary>The maximum number of model calls; <see langword="null"/> for any number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int? Calls
    {
        get => _calls;
        init =>
            _calls =
                value < 1
                    ? throw new ArgumentOutOfRangeException(nameof(value), value, "A budget is 1 call or more; null states none.")
                    : value;
    }
}
