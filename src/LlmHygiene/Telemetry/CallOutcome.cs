namespace LlmHygiene;

/// <summary>What the reason why a response ended says about the call.</summary>
internal static class CallOutcome
{
    // The SDKs use the words of their providers, as text or as names of an enumeration.
    private static readonly HashSet<string> s_truncated = new(StringComparer.OrdinalIgnoreCase)
    {
        "length",
        "maxtokens",
        "maxoutputtokens",
        "tokenlimitreached",
        "modelcontextwindowexceeded",
        "maxcompletiontokens",
    };

    private static readonly HashSet<string> s_filtered = new(StringComparer.OrdinalIgnoreCase)
    {
        "contentfilter",
        "contentfiltered",
        "refusal",
        "safety",
    };

    public static string Of(string? finishReason)
    {
        if (finishReason is null)
            return LlmHygieneTelemetry.OutcomeSuccess;
        var word = finishReason.Replace("_", "").Replace("-", "");
        return s_truncated.Contains(word) ? CallTelemetry.OutcomeTruncated
            : s_filtered.Contains(word) ? CallTelemetry.OutcomeFiltered
            : LlmHygieneTelemetry.OutcomeSuccess;
    }
}
