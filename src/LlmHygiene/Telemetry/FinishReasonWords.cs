namespace LlmHygiene;

/// <summary>
/// The reasons why a response did not end by itself, in the words of all providers and SDKs. The tool is compiled with this file too, so
/// that the telemetry and its reports read a reason in the same way.
/// </summary>
internal static class FinishReasonWords
{
    // As text such as max_tokens, or as names of an enumeration such as MaxTokens.
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

    /// <summary>True where the limit of output tokens cut the response off.</summary>
    public static bool IsTruncated(string reason) => s_truncated.Contains(WordOf(reason));

    /// <summary>True where a content filter ended the response, or the model refused.</summary>
    public static bool IsFiltered(string reason) => s_filtered.Contains(WordOf(reason));

    private static string WordOf(string reason) => reason.Replace("_", "").Replace("-", "");
}
