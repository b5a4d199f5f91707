using System.Diagnostics;
using Microsoft.Extensions.AI;

namespace LlmHygiene;

/// <summary>One measured prompt execution or call: collects what happens and reports it once at the end.</summary>
internal struct PromptExecutionRecorder
{
    // Follows the calls that an execution makes, so that a client in its pipeline does not count them again.
    private static readonly AsyncLocal<PromptInfo?> s_executing = new();

    private readonly MeasurementSubject _prompt;
    private readonly string? _requestModel;
    private readonly Activity? _activity;
    private readonly PromptSpending? _spending;
    private readonly KeyValuePair<string, object?>[] _scopeTags;
    private readonly long _started;

    private long _firstChunk;
    private long _lastChunk;
    private List<long>? _betweenChunks;
    private string? _responseModel;
    private ChatFinishReason? _finishReason;
    private TokenCount _tokens;
    private string? _outcome;
    private string? _errorType;

    private PromptExecutionRecorder(MeasurementSubject prompt, string? requestModel, string? provider, PromptSpending? spending)
    {
        _prompt = prompt;
        _spending = spending;
        _requestModel = requestModel;
        if (prompt.Execution is { } info)
            _activity = PromptSpanStart.Open(info, requestModel, provider, prompt.Rollout);
        _scopeTags = PromptScope.CurrentTags;
        if (_scopeTags.Length > 0 && _activity is { IsAllDataRequested: true })
            ScopeTags.WriteTo(_activity, _scopeTags);
        _started = Stopwatch.GetTimestamp();
    }

    public static PromptExecutionRecorder Start(MeasurementSubject prompt, IChatClient client, ChatOptions? options)
    {
        var metadata = ClientServices.Metadata(client);
        return new PromptExecutionRecorder(
            prompt,
            options?.ModelId ?? metadata?.DefaultModelId,
            metadata?.ProviderName,
            PromptSpending.Of(prompt.Execution, client)
        );
    }

    /// <summary>True for a call with which the running execution sends its prompt; false for a call that a tool makes.</summary>
    public static bool IsInExecutionOf(CallTag tag) =>
        s_executing.Value is { } info && info.Name == tag.Name && info.Version == tag.Version;

    /// <summary>
    /// Makes the span current, so that spans started next are its children, and makes the execution known to its calls.
    /// </summary>
    public readonly void Enter()
    {
        if (_activity is not null)
            Activity.Current = _activity;
        if (_prompt.Execution is { } info && TelemetryInstruments.HasMeterListeners)
            s_executing.Value = info;
        _spending?.Enter();
    }

    public readonly Task<ChatResponse> SendAsync(
        IChatClient client,
        IEnumerable<ChatMessage> messages,
        ChatOptions? options,
        CancellationToken cancellationToken
    ) =>
        _spending is { CountsItself: true }
            ? CountedCalls.GetResponseAsync(_spending, client, messages, options, cancellationToken)
            : client.GetResponseAsync(messages, options, cancellationToken);

    public readonly IAsyncEnumerable<ChatResponseUpdate> Stream(
        IChatClient client,
        IEnumerable<ChatMessage> messages,
        ChatOptions? options,
        CancellationToken cancellationToken
    ) =>
        _spending is { CountsItself: true }
            ? CountedCalls.GetStreamingResponseAsync(_spending, client, messages, options, cancellationToken)
            : client.GetStreamingResponseAsync(messages, options, cancellationToken);

    // A mocked client may return null; measuring it must not turn that into an exception.
    public void Observe(ChatResponse? response)
    {
        _responseModel = response?.ModelId;
        _finishReason = response?.FinishReason;
        _tokens.Add(response?.Usage);
    }

    public void Observe(ChatResponseUpdate update)
    {
        var now = Stopwatch.GetTimestamp();
        if (_firstChunk == 0)
            _firstChunk = now;
        else if (TelemetryInstruments.TimePerOutputChunk.Enabled)
            (_betweenChunks ??= []).Add(now - _lastChunk);
        _lastChunk = now;

        _responseModel ??= update.ModelId;
        _finishReason = update.FinishReason ?? _finishReason;
        _tokens.Add(update);
    }

    public void Succeed() => _outcome = CallOutcome.Of(_finishReason?.Value);

    /// <summary>The call succeeded, but its response does not match the prompt's output.</summary>
    public void SucceedWithInvalidOutput() =>
        _outcome = CallOutcome.OfEarlyEnd(_finishReason?.Value) ?? LlmHygieneTelemetry.OutcomeInvalidOutput;

    public void Fail(Exception error, CancellationToken cancellationToken)
    {
        ObserveSpending();
        if (error is OperationCanceledException && cancellationToken.IsCancellationRequested)
        {
            _outcome = LlmHygieneTelemetry.OutcomeCancelled;
            _errorType = null;
            return;
        }

        _outcome = _spending is { IsExceeded: true } ? LlmHygieneTelemetry.OutcomeOverBudget : LlmHygieneTelemetry.OutcomeFailure;
        _errorType = error.GetType().FullName;
    }

    // The response of a loop that fails has not arrived, but its calls have been paid.
    private void ObserveSpending()
    {
        if (_spending is not null && _tokens.IsEmpty)
            (_tokens, _responseModel) = (_spending.Tokens, _responseModel ?? _spending.ResponseModel);
    }

    /// <summary>The consumer has stopped reading; has no effect if the stream has ended.</summary>
    public void Stop(CancellationToken cancellationToken) =>
        _outcome ??= cancellationToken.IsCancellationRequested
            ? LlmHygieneTelemetry.OutcomeCancelled
            : LlmHygieneTelemetry.OutcomeAbandoned;

    public readonly void End()
    {
        var ended = Stopwatch.GetTimestamp();
        var cost = Cost();
        // Before the span ends, so that the measurements' exemplars point to it.
        if (TelemetryInstruments.HasMeterListeners)
            RecordMetrics(ended, cost);
        EndActivity(cost);
    }

    private readonly double? Cost() =>
        (TelemetryInstruments.Cost.Enabled || _activity is { IsAllDataRequested: true })
        && _tokens.CostAt(PromptPricing.Find(_responseModel, _requestModel)) is { } cost
            ? (double)cost
            : null;

    private readonly void RecordMetrics(long ended, double? cost)
    {
        var tags = new TagList { { LlmHygieneTelemetry.OutcomeKey, _outcome } };
        if (_prompt.Tag.Name is not null)
            tags.Add(LlmHygieneTelemetry.PromptNameKey, _prompt.Tag.Name);
        if (_prompt.Tag.Version is not null)
            tags.Add(LlmHygieneTelemetry.PromptVersionKey, _prompt.Tag.Version);
        if (_prompt.Rollout is not null)
            tags.Add(LlmHygieneTelemetry.RolloutKey, _prompt.Rollout);
        if (_requestModel is not null)
            tags.Add(LlmHygieneTelemetry.RequestModelKey, _requestModel);
        if (_responseModel is not null)
            tags.Add(LlmHygieneTelemetry.ResponseModelKey, _responseModel);
        if (_errorType is not null)
            tags.Add(LlmHygieneTelemetry.ErrorTypeKey, _errorType);

        if (_scopeTags.Length > 0)
            ScopeTags.AddTo(ref tags, _scopeTags);

        if (BudgetNotEnforced() is { } reason)
            tags.Add(LlmHygieneTelemetry.BudgetNotEnforcedKey, reason);

        TelemetryInstruments.Duration.Record(Measuring.Seconds(_started, ended), tags);
        if (_firstChunk != 0)
            TelemetryInstruments.TimeToFirstChunk.Record(Measuring.Seconds(_started, _firstChunk), tags);
        if (_betweenChunks is not null)
            RecordChunks(_betweenChunks, tags);
        new TokenTotals(_tokens).RecordTo(TelemetryInstruments.Usage, tags);
        if (cost is { } dollars)
            TelemetryInstruments.Cost.Record(dollars, tags);
    }

    // At the end of the stream, because its outcome is not known earlier.
    private static void RecordChunks(List<long> times, in TagList tags)
    {
        foreach (var time in times)
            TelemetryInstruments.TimePerOutputChunk.Record(Measuring.Seconds(0, time), tags);
    }

    private readonly void EndActivity(double? cost)
    {
        if (_activity is null)
            return;

        if (_activity.IsAllDataRequested)
        {
            _activity.AddTag(LlmHygieneTelemetry.OutcomeKey, _outcome);
            _activity.AddIfKnown(LlmHygieneTelemetry.SpanResponseModelKey, _responseModel);
            new TokenTotals(_tokens).WriteTo(_activity);
            _activity.AddIfKnown(LlmHygieneTelemetry.SpanCostKey, cost);
            _activity.AddIfKnown(LlmHygieneTelemetry.ErrorTypeKey, _errorType);
            _activity.AddIfKnown(LlmHygieneTelemetry.BudgetNotEnforcedKey, BudgetNotEnforced());
            if (_firstChunk != 0)
                _activity.AddTag(LlmHygieneTelemetry.TimeToFirstChunkKey, Measuring.Seconds(_started, _firstChunk));
            if (_errorType is not null)
                _activity.SetStatus(ActivityStatusCode.Error);
        }

        _activity.Stop();
    }

    private readonly string? BudgetNotEnforced() =>
        _spending?.NotEnforced(
            _outcome
                is LlmHygieneTelemetry.OutcomeSuccess
                    or LlmHygieneTelemetry.OutcomeTruncated
                    or LlmHygieneTelemetry.OutcomeFiltered
                    or LlmHygieneTelemetry.OutcomeInvalidOutput
        );
}
