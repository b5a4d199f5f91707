using System.Diagnostics;
using Microsoft.Extensions.AI;

namespace LlmHygiene;

/// <summary>One measured prompt execution: what is learnt on the way, reported once at the end.</summary>
internal struct PromptRun
{
    private readonly PromptInfo _info;
    private readonly string? _rollout;
    private readonly string? _requestModel;
    private readonly Activity? _activity;
    private readonly long _started;

    private long _firstChunk;
    private string? _responseModel;
    private long? _inputTokens;
    private long? _outputTokens;
    private string? _outcome;
    private string? _errorType;

    private PromptRun(PromptInfo info, string? rollout, string? requestModel, string? provider)
    {
        _info = info;
        _rollout = rollout;
        _requestModel = requestModel;
        _activity = PromptTelemetry.StartActivity(info.Name, info.Version, requestModel, provider, rollout);
        _started = Stopwatch.GetTimestamp();
    }

    public static PromptRun Start(PromptInfo info, string? rollout, IChatClient client, ChatOptions options)
    {
        var metadata = client.GetService<ChatClientMetadata>();
        return new PromptRun(info, rollout, options.ModelId ?? metadata?.DefaultModelId, metadata?.ProviderName);
    }

    /// <summary>Makes the span current, so that spans started next are its children.</summary>
    public readonly void Enter()
    {
        if (_activity is not null)
            Activity.Current = _activity;
    }

    // A mocked client may answer null; measuring it must not turn that into an exception.
    public void Observe(ChatResponse? response)
    {
        _responseModel = response?.ModelId;
        Add(response?.Usage);
    }

    public void Observe(ChatResponseUpdate update)
    {
        if (_firstChunk == 0)
            _firstChunk = Stopwatch.GetTimestamp();

        _responseModel ??= update.ModelId;
        foreach (var content in update.Contents)
        {
            if (content is UsageContent usage)
                Add(usage.Details);
        }
    }

    public void Succeed() => _outcome = LlmHygieneTelemetry.OutcomeSuccess;

    public void Fail(Exception error, CancellationToken ct)
    {
        if (error is OperationCanceledException && ct.IsCancellationRequested)
        {
            _outcome = LlmHygieneTelemetry.OutcomeCancelled;
            return;
        }

        _outcome = LlmHygieneTelemetry.OutcomeFailure;
        _errorType = error.GetType().FullName;
    }

    /// <summary>The consumer reads no further; changes nothing when the stream had ended by itself.</summary>
    public void Stop(CancellationToken ct) =>
        _outcome ??= ct.IsCancellationRequested ? LlmHygieneTelemetry.OutcomeCancelled : LlmHygieneTelemetry.OutcomeAbandoned;

    public readonly void End()
    {
        // Before the span ends, so that the measurements' exemplars point to it.
        RecordMetrics(Stopwatch.GetTimestamp());
        EndActivity();
    }

    private readonly void RecordMetrics(long ended)
    {
        var tags = new TagList
        {
            { LlmHygieneTelemetry.PromptNameKey, _info.Name },
            { LlmHygieneTelemetry.PromptVersionKey, _info.Version },
            { LlmHygieneTelemetry.OutcomeKey, _outcome },
        };
        if (_rollout is not null)
            tags.Add(LlmHygieneTelemetry.RolloutKey, _rollout);
        if (_requestModel is not null)
            tags.Add(LlmHygieneTelemetry.RequestModelKey, _requestModel);
        if (_responseModel is not null)
            tags.Add(LlmHygieneTelemetry.ResponseModelKey, _responseModel);
        if (_errorType is not null)
            tags.Add(LlmHygieneTelemetry.ErrorTypeKey, _errorType);

        PromptTelemetry.Duration.Record(Seconds(_started, ended), tags);
        if (_firstChunk != 0)
            PromptTelemetry.TimeToFirstChunk.Record(Seconds(_started, _firstChunk), tags);
        RecordUsage(_inputTokens, "input", tags);
        RecordUsage(_outputTokens, "output", tags);
    }

    private readonly void EndActivity()
    {
        if (_activity is null)
            return;

        if (_activity.IsAllDataRequested)
        {
            _activity.SetTag(LlmHygieneTelemetry.OutcomeKey, _outcome);
            SetIfKnown(_activity, LlmHygieneTelemetry.ResponseModelKey, _responseModel);
            SetIfKnown(_activity, LlmHygieneTelemetry.InputTokensKey, _inputTokens);
            SetIfKnown(_activity, LlmHygieneTelemetry.OutputTokensKey, _outputTokens);
            SetIfKnown(_activity, LlmHygieneTelemetry.ErrorTypeKey, _errorType);
            if (_firstChunk != 0)
                _activity.SetTag(LlmHygieneTelemetry.TimeToFirstChunkKey, Seconds(_started, _firstChunk));
            if (_errorType is not null)
                _activity.SetStatus(ActivityStatusCode.Error);
        }

        _activity.Stop();
    }

    private void Add(UsageDetails? usage)
    {
        if (usage is null)
            return;

        if (usage.InputTokenCount is { } input)
            _inputTokens = (_inputTokens ?? 0) + input;
        if (usage.OutputTokenCount is { } output)
            _outputTokens = (_outputTokens ?? 0) + output;
    }

    private static void SetIfKnown(Activity activity, string key, object? value)
    {
        if (value is not null)
            activity.SetTag(key, value);
    }

    // Takes the tags by value: the token type must not stay in the caller's list.
    private static void RecordUsage(long? count, string tokenType, TagList tags)
    {
        if (count is not { } tokens)
            return;

        tags.Add(LlmHygieneTelemetry.TokenTypeKey, tokenType);
        PromptTelemetry.Usage.Record(tokens, tags);
    }

    private static double Seconds(long from, long to) => (to - from) / (double)Stopwatch.Frequency;
}
