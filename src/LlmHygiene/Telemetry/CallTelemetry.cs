namespace LlmHygiene;

/// <summary>
/// The names of the telemetry of intercepted calls: <c>&lt;LlmHygieneIntercept&gt;true&lt;/LlmHygieneIntercept&gt;</c>. Source and meter
/// are those of <see cref="LlmHygieneTelemetry"/>.
/// </summary>
/// <remarks>
/// Tokens, models and cost have names of their own: a span of another instrumentation inside has the names of the conventions, and
/// backends add up what both have.
/// </remarks>
public static class CallTelemetry
{
    /// <summary>Histogram, in seconds: the duration of a call, until the response was complete or the stream had ended.</summary>
    public const string DurationMetric = "llmhygiene.call.duration";

    /// <summary>Histogram, in seconds: the time until the first chunk of a stream. Recorded when the stream ends.</summary>
    public const string TimeToFirstChunkMetric = "llmhygiene.call.time_to_first_chunk";

    /// <summary>Histogram, in tokens: the usage of a call, one value for each <see cref="LlmHygieneTelemetry.TokenTypeKey"/>.</summary>
    public const string UsageMetric = "llmhygiene.call.usage";

    /// <summary>Histogram, in USD: the cost of a call according to <see cref="PromptPricing"/>.</summary>
    public const string CostMetric = "llmhygiene.call.cost";

    /// <summary>Attribute: type and member that make the call, such as <c>Shop.Triage.AskAsync</c>.</summary>
    public const string SiteKey = "llmhygiene.call.site";

    /// <summary>Attribute: the SDK.</summary>
    public const string SdkKey = "llmhygiene.call.sdk";

    /// <summary>Attribute: what the model is asked to do, such as <c>chat</c>.</summary>
    public const string OperationKey = "llmhygiene.call.operation";

    /// <summary>Attribute: the model that the code states.</summary>
    public const string RequestModelKey = LlmHygieneTelemetry.SpanRequestModelKey;

    /// <summary>Attribute: the model that produced the response.</summary>
    public const string ResponseModelKey = LlmHygieneTelemetry.SpanResponseModelKey;

    /// <summary>
    /// Attribute: the hash of the constant prompt text. On spans always; on metrics where the call names no prompt.
    /// </summary>
    public const string ContentHashKey = LlmHygieneTelemetry.ContentHashKey;

    /// <summary>Span attribute: the reason why the response ended, as the SDK names it.</summary>
    public const string FinishReasonKey = "llmhygiene.response.finish_reason";

    /// <summary>Span attribute: tokens that the model read.</summary>
    public const string InputTokensKey = LlmHygieneTelemetry.InputTokensKey;

    /// <summary>Span attribute: tokens that the model wrote, those of its reasoning included.</summary>
    public const string OutputTokensKey = LlmHygieneTelemetry.OutputTokensKey;

    /// <summary>Span attribute: input tokens that came from the provider's cache.</summary>
    public const string CachedTokensKey = LlmHygieneTelemetry.CachedTokensKey;

    /// <summary>Span attribute: input tokens that were written to the provider's cache.</summary>
    public const string CacheWriteTokensKey = LlmHygieneTelemetry.CacheWriteTokensKey;

    /// <summary>Span attribute: output tokens of the model's reasoning.</summary>
    public const string ReasoningTokensKey = LlmHygieneTelemetry.ReasoningTokensKey;

    /// <summary>Span attribute, in USD: the cost.</summary>
    public const string CostKey = LlmHygieneTelemetry.SpanCostKey;

    /// <summary>Outcome: the response ended at the limit of output tokens.</summary>
    public const string OutcomeTruncated = LlmHygieneTelemetry.OutcomeTruncated;

    /// <summary>Outcome: a content filter ended the response, or the model refused.</summary>
    public const string OutcomeFiltered = LlmHygieneTelemetry.OutcomeFiltered;
}
