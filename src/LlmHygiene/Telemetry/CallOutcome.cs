namespace LlmHygiene;

/// <summary>What the reason why a response ended says about the call.</summary>
internal static class CallOutcome
{
    public static string Of(string? finishReason) => OfEarlyEnd(finishReason) ?? LlmHygieneTelemetry.OutcomeSuccess;

    /// <summary>Null where the response ended by itself.</summary>
    public static string? OfEarlyEnd(string? finishReason) =>
        finishReason is null ? null
        : FinishReasonWords.IsTruncated(finishReason) ? LlmHygieneTelemetry.OutcomeTruncated
        : FinishReasonWords.IsFiltered(finishReason) ? LlmHygieneTelemetry.OutcomeFiltered
        : null;
}
