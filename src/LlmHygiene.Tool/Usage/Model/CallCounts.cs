namespace LlmHygiene.Tool.Usage.Model;

/// <summary>How many calls there were, how they ended, and how many tokens they took.</summary>
internal readonly record struct CallCounts(
    long Calls = 0,
    long Errors = 0,
    long Cancelled = 0,
    long Abandoned = 0,
    long InvalidOutputs = 0,
    decimal InputTokens = 0,
    decimal OutputTokens = 0,
    decimal CachedTokens = 0,
    decimal CacheWriteTokens = 0,
    decimal ReasoningTokens = 0,
    long OverBudget = 0,
    long Truncated = 0,
    long Filtered = 0
)
{
    public static CallCounts operator +(CallCounts left, CallCounts right) =>
        new(
            left.Calls + right.Calls,
            left.Errors + right.Errors,
            left.Cancelled + right.Cancelled,
            left.Abandoned + right.Abandoned,
            left.InvalidOutputs + right.InvalidOutputs,
            left.InputTokens + right.InputTokens,
            left.OutputTokens + right.OutputTokens,
            left.CachedTokens + right.CachedTokens,
            left.CacheWriteTokens + right.CacheWriteTokens,
            left.ReasoningTokens + right.ReasoningTokens,
            left.OverBudget + right.OverBudget,
            left.Truncated + right.Truncated,
            left.Filtered + right.Filtered
        );

    public static CallCounts Sum(IEnumerable<CallCounts> counts) => counts.Aggregate(new CallCounts(), static (sum, one) => sum + one);
}
