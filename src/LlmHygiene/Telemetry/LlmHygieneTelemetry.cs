namespace LlmHygiene;

/// <summary>
/// The names of LlmHygiene's telemetry, for OpenTelemetry setups, views and dashboards:
/// <c>tracing.AddSource(LlmHygieneTelemetry.ActivitySourceName)</c>,
/// <c>metrics.AddMeter(LlmHygieneTelemetry.MeterName)</c>.
/// </summary>
/// <remarks>
/// Spans and metrics contain names, versions, models, counts and times. The text of prompts and responses is never recorded,
/// and neither are exception messages, because providers quote the prompt in them. This is also the case with
/// <c>OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT=true</c>: <c>UseOpenTelemetry</c> then records the messages on the
/// span <c>chat {model}</c>, and they are not repeated here.
/// </remarks>
public static class LlmHygieneTelemetry
{
    /// <summary>The name of the activity source: one span <c>prompt {name}</c> around each prompt execution.</summary>
    public const string ActivitySourceName = "LlmHygiene";

    /// <summary>The name of the meter.</summary>
    public const string MeterName = "LlmHygiene";

    /// <summary>
    /// Histogram, in seconds: the duration of a prompt execution, until the response was complete or the stream had ended.
    /// The duration of a stream includes the time that its consumer spends between two chunks.
    /// </summary>
    public const string DurationMetric = "llmhygiene.prompt.duration";

    /// <summary>Histogram, in seconds: the time until the first chunk of a stream. Recorded when the stream ends.</summary>
    public const string TimeToFirstChunkMetric = "llmhygiene.prompt.time_to_first_chunk";

    /// <summary>
    /// Histogram, in seconds: the time from one chunk of a stream to the next, one value for each chunk except the first.
    /// It includes the time that the consumer of the stream spends between them. Recorded when the stream ends.
    /// </summary>
    public const string TimePerOutputChunkMetric = "llmhygiene.prompt.time_per_output_chunk";

    /// <summary>
    /// Histogram, in tokens: the usage of one prompt execution, one value for each <see cref="TokenTypeKey"/>.
    /// Recorded when the provider reports it.
    /// </summary>
    public const string UsageMetric = "llmhygiene.prompt.usage";

    /// <summary>
    /// Histogram, in USD: the cost of one prompt execution according to <see cref="PromptPricing"/>. Recorded if the provider
    /// reports input and output tokens and the price of the model is known.
    /// </summary>
    public const string CostMetric = "llmhygiene.prompt.cost";

    /// <summary>Attribute: the name of the prompt.</summary>
    public const string PromptNameKey = PromptTag.NameKey;

    /// <summary>Attribute: the version of the prompt.</summary>
    public const string PromptVersionKey = PromptTag.VersionKey;

    /// <summary>Metric attribute: the requested model: that of the prompt, otherwise the client's default.</summary>
    public const string RequestModelKey = "gen_ai.request.model";

    /// <summary>Metric attribute: the model that produced the response.</summary>
    public const string ResponseModelKey = "gen_ai.response.model";

    /// <summary>
    /// Span attribute: the requested model. Not <c>gen_ai.request.model</c>, by which backends find the spans of model calls: the span
    /// of a prompt is not a model call.
    /// </summary>
    public const string SpanRequestModelKey = "llmhygiene.request.model";

    /// <summary>Span attribute: the model that produced the response.</summary>
    public const string SpanResponseModelKey = "llmhygiene.response.model";

    /// <summary>
    /// Span attribute: the hash of everything that a prompt sends apart from its inputs. It shows text that changed while the version
    /// did not.
    /// </summary>
    public const string ContentHashKey = "llmhygiene.prompt.content_hash";

    /// <summary>Span attribute: the provider, if the client reports it.</summary>
    public const string ProviderNameKey = "gen_ai.provider.name";

    /// <summary>
    /// Span attribute: tokens read by the model, in all calls of the execution. Not <c>gen_ai.usage.input_tokens</c>, because the spans
    /// of the calls have that attribute, and backends would count the tokens twice.
    /// </summary>
    public const string InputTokensKey = "llmhygiene.usage.input_tokens";

    /// <summary>Span attribute: tokens written by the model, in all calls of the execution.</summary>
    public const string OutputTokensKey = "llmhygiene.usage.output_tokens";

    /// <summary>Span attribute, in USD: the cost of the execution, where <see cref="CostMetric"/> is recorded.</summary>
    public const string SpanCostKey = "llmhygiene.cost";

    /// <summary>Span attribute: the tokens of <see cref="InputTokensKey"/> that came from the provider's cache, if any.</summary>
    public const string CachedTokensKey = "llmhygiene.usage.cached_tokens";

    /// <summary>Span attribute: the tokens of <see cref="InputTokensKey"/> that the provider wrote to its cache, if any.</summary>
    public const string CacheWriteTokensKey = "llmhygiene.usage.cache_write_tokens";

    /// <summary>Span attribute: the tokens of <see cref="OutputTokensKey"/> that the model spent on its reasoning, if any.</summary>
    public const string ReasoningTokensKey = "llmhygiene.usage.reasoning_tokens";

    /// <summary>Span attribute, in seconds: the time until the first chunk of a stream.</summary>
    public const string TimeToFirstChunkKey = "gen_ai.response.time_to_first_chunk";

    /// <summary>
    /// Span attribute that distinguishes a model call from any other span. The client's own span <c>chat {model}</c> has it,
    /// and none of LlmHygiene's.
    /// </summary>
    internal const string OperationNameKey = "gen_ai.operation.name";

    /// <summary>
    /// Metric attribute of <see cref="UsageMetric"/>: <see cref="TokenTypeInput"/> and <see cref="TokenTypeOutput"/>, which add up to
    /// the whole usage, and the parts of these two: <see cref="TokenTypeCached"/>, <see cref="TokenTypeCacheWrite"/> and
    /// <see cref="TokenTypeReasoning"/>.
    /// </summary>
    public const string TokenTypeKey = "gen_ai.token.type";

    /// <summary>Token type: all tokens that the model read.</summary>
    public const string TokenTypeInput = "input";

    /// <summary>Token type: all tokens that the model wrote.</summary>
    public const string TokenTypeOutput = "output";

    /// <summary>Token type: the part of the input that came from the provider's cache. Recorded if there was any.</summary>
    public const string TokenTypeCached = "cached";

    /// <summary>Token type: the part of the input that the provider wrote to its cache. Recorded if there was any.</summary>
    public const string TokenTypeCacheWrite = "cache_write";

    /// <summary>Token type: the part of the output that the model spent on its reasoning. Recorded if there was any.</summary>
    public const string TokenTypeReasoning = "reasoning";

    /// <summary>
    /// Metric attribute value: replaces further values of a key of <see cref="LlmHygieneTelemetryOptions.MetricTags"/> that already has
    /// <see cref="LlmHygieneTelemetryOptions.MaxMetricTagValues"/> distinct values.
    /// </summary>
    public const string OtherTagValue = "(other)";

    /// <summary>Attribute: the full name of the exception's type, on failure only.</summary>
    public const string ErrorTypeKey = "error.type";

    /// <summary>
    /// Attribute: how the execution ended: <see cref="OutcomeSuccess"/>, <see cref="OutcomeTruncated"/>,
    /// <see cref="OutcomeFiltered"/>, <see cref="OutcomeInvalidOutput"/>, <see cref="OutcomeFailure"/>,
    /// <see cref="OutcomeOverBudget"/>, <see cref="OutcomeCancelled"/> or <see cref="OutcomeAbandoned"/>.
    /// </summary>
    public const string OutcomeKey = "llmhygiene.outcome";

    /// <summary>Outcome: the whole response arrived.</summary>
    public const string OutcomeSuccess = "success";

    /// <summary>
    /// Outcome: the output limit cut off the response (finish reason <c>length</c>). The call itself succeeded: there is no
    /// <see cref="ErrorTypeKey"/> and the span is not an error. Takes precedence over <see cref="OutcomeInvalidOutput"/>.
    /// </summary>
    public const string OutcomeTruncated = "truncated";

    /// <summary>
    /// Outcome: the provider's content filter ended the response (finish reason <c>content_filter</c>), or the model refused
    /// (<c>refusal</c>). The call itself succeeded. Takes precedence over <see cref="OutcomeInvalidOutput"/>.
    /// </summary>
    public const string OutcomeFiltered = "filtered";

    /// <summary>
    /// Outcome: the whole response arrived, but it does not match the prompt's output. The call itself succeeded: there is no
    /// <see cref="ErrorTypeKey"/> and the span is not an error.
    /// </summary>
    public const string OutcomeInvalidOutput = "invalid_output";

    /// <summary>
    /// Outcome: the call, or its stream, ended with an exception. A timeout is a failure: nobody requested it.
    /// </summary>
    public const string OutcomeFailure = "failure";

    /// <summary>
    /// Outcome: the execution needed another model call, which the <see cref="PromptBudget"/> of the prompt did not allow. It
    /// ended with a <see cref="PromptBudgetExceededException"/>.
    /// </summary>
    public const string OutcomeOverBudget = "over_budget";

    /// <summary>Outcome: the caller's cancellation token ended it.</summary>
    public const string OutcomeCancelled = "cancelled";

    /// <summary>Outcome: the consumer stopped reading the stream before it had ended, with no cancellation.</summary>
    public const string OutcomeAbandoned = "abandoned";

    /// <summary>
    /// Attribute of spans and metrics, for a prompt with a <see cref="PromptBudget"/> only: why a limit of it was not enforced,
    /// or not completely: <see cref="BudgetCallsNotSeen"/> or <see cref="BudgetCostUnknown"/>.
    /// </summary>
    public const string BudgetNotEnforcedKey = "llmhygiene.budget.not_enforced";

    /// <summary>
    /// The pipeline calls tools, and has no step <c>UsePromptTelemetry()</c> inside that loop: only its first model call was
    /// counted.
    /// </summary>
    public const string BudgetCallsNotSeen = "calls_not_seen";

    /// <summary>
    /// The budget is in USD, and the price of a model or the usage of a call is unknown. The call counted as free.
    /// </summary>
    public const string BudgetCostUnknown = "cost_unknown";

    /// <summary>
    /// Attribute of spans and metrics: how a rollout chose among several live versions: <see cref="RolloutDefault"/>,
    /// <see cref="RolloutSelected"/> or <see cref="RolloutError"/>. <see cref="PromptVersionKey"/> has the version itself.
    /// </summary>
    public const string RolloutKey = "llmhygiene.prompt.rollout";

    /// <summary>Rollout: the prompt's default version was sent.</summary>
    public const string RolloutDefault = "default";

    /// <summary>Rollout: a version other than the prompt's default was chosen.</summary>
    public const string RolloutSelected = "selected";

    /// <summary>Rollout: the selector failed, or chose a version that is not live; the default version was sent.</summary>
    public const string RolloutError = "error";
}
