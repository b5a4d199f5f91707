namespace LlmHygiene;

/// <summary>
/// The names under which LlmHygiene reports, for OpenTelemetry set-ups, views and dashboards:
/// <c>tracing.AddSource(LlmHygieneTelemetry.ActivitySourceName)</c>,
/// <c>metrics.AddMeter(LlmHygieneTelemetry.MeterName)</c>.
/// </summary>
/// <remarks>
/// Spans and metrics hold names, versions, models, counts and times. The text of prompts and answers is never recorded,
/// nor are exception messages, because providers quote the prompt in them. With
/// <c>OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT=true</c> too: <c>UseOpenTelemetry</c> then has the messages on the
/// span <c>chat {model}</c>, and they are not repeated here.
/// </remarks>
public static class LlmHygieneTelemetry
{
    /// <summary>The name of the activity source: one span <c>prompt {name}</c> around each prompt execution.</summary>
    public const string ActivitySourceName = "LlmHygiene";

    /// <summary>The name of the meter.</summary>
    public const string MeterName = "LlmHygiene";

    /// <summary>
    /// Histogram, in seconds: how long a prompt execution took, until the answer was there or the stream had ended.
    /// A stream's time includes what its consumer spends between two chunks.
    /// </summary>
    public const string DurationMetric = "llmhygiene.prompt.duration";

    /// <summary>Histogram, in seconds: how long a stream took to its first chunk. Recorded when the stream ends.</summary>
    public const string TimeToFirstChunkMetric = "llmhygiene.prompt.time_to_first_chunk";

    /// <summary>
    /// Histogram, in seconds: the time from one chunk of a stream to the next, one value for each chunk but the first.
    /// It includes what the stream's consumer spends between them. Recorded when the stream ends.
    /// </summary>
    public const string TimePerOutputChunkMetric = "llmhygiene.prompt.time_per_output_chunk";

    /// <summary>
    /// Histogram, in tokens: what one prompt execution used, one value for each <see cref="TokenTypeKey"/>.
    /// Recorded when the provider reports it.
    /// </summary>
    public const string UsageMetric = "llmhygiene.prompt.usage";

    /// <summary>
    /// Histogram, in USD: what one prompt execution cost by <see cref="PromptPricing"/>. Recorded when the provider reports
    /// input and output tokens and the price of the model is known.
    /// </summary>
    public const string CostMetric = "llmhygiene.prompt.cost";

    /// <summary>Attribute: the name of the prompt.</summary>
    public const string PromptNameKey = "gen_ai.prompt.name";

    /// <summary>Attribute: the version of the prompt.</summary>
    public const string PromptVersionKey = "gen_ai.prompt.version";

    /// <summary>Attribute: the model asked for, by the prompt or else by the client's default.</summary>
    public const string RequestModelKey = "gen_ai.request.model";

    /// <summary>Attribute: the model that answered.</summary>
    public const string ResponseModelKey = "gen_ai.response.model";

    /// <summary>Span attribute: the provider, when the client says it.</summary>
    public const string ProviderNameKey = "gen_ai.provider.name";

    /// <summary>Span attribute: tokens read by the model.</summary>
    public const string InputTokensKey = "gen_ai.usage.input_tokens";

    /// <summary>Span attribute: tokens written by the model.</summary>
    public const string OutputTokensKey = "gen_ai.usage.output_tokens";

    /// <summary>Span attribute, in seconds: how long a stream took to its first chunk.</summary>
    public const string TimeToFirstChunkKey = "gen_ai.response.time_to_first_chunk";

    /// <summary>
    /// Span attribute that tells a model call from any other span. It is on the client's own span <c>chat {model}</c> and on
    /// none of LlmHygiene's.
    /// </summary>
    internal const string OperationNameKey = "gen_ai.operation.name";

    /// <summary>Metric attribute of <see cref="UsageMetric"/>: <c>input</c> or <c>output</c>.</summary>
    public const string TokenTypeKey = "gen_ai.token.type";

    /// <summary>Attribute: the full name of the exception's type, on failure only.</summary>
    public const string ErrorTypeKey = "error.type";

    /// <summary>
    /// Attribute: how the execution ended: <see cref="OutcomeSuccess"/>, <see cref="OutcomeInvalidOutput"/>,
    /// <see cref="OutcomeFailure"/>, <see cref="OutcomeCancelled"/> or <see cref="OutcomeAbandoned"/>.
    /// </summary>
    public const string OutcomeKey = "llmhygiene.outcome";

    /// <summary>Outcome: the whole answer arrived.</summary>
    public const string OutcomeSuccess = "success";

    /// <summary>
    /// Outcome: the whole answer arrived, but cannot be read as the output that the prompt asks for. The call itself
    /// succeeded: there is no <see cref="ErrorTypeKey"/> and the span is no error.
    /// </summary>
    public const string OutcomeInvalidOutput = "invalid_output";

    /// <summary>
    /// Outcome: the call, or its stream, ended with an exception. A time-out counts as failure: nobody asked for it.
    /// </summary>
    public const string OutcomeFailure = "failure";

    /// <summary>Outcome: the caller's cancellation token ended it.</summary>
    public const string OutcomeCancelled = "cancelled";

    /// <summary>Outcome: the consumer stopped reading the stream before it had ended, with no cancellation.</summary>
    public const string OutcomeAbandoned = "abandoned";

    /// <summary>
    /// Attribute of spans and metrics: how the version was chosen, where several are live and a rollout was asked:
    /// <see cref="RolloutDefault"/>, <see cref="RolloutSelected"/> or <see cref="RolloutError"/>. Which version it is
    /// says <see cref="PromptVersionKey"/>.
    /// </summary>
    public const string RolloutKey = "llmhygiene.prompt.rollout";

    /// <summary>Rollout: the prompt's default version was sent.</summary>
    public const string RolloutDefault = "default";

    /// <summary>Rollout: another version than the prompt's default was chosen.</summary>
    public const string RolloutSelected = "selected";

    /// <summary>Rollout: the selector failed, or chose a version that is not live; the default version was sent.</summary>
    public const string RolloutError = "error";
}
