using System.ComponentModel;
using System.Diagnostics;

namespace LlmHygiene;

/// <summary>
/// One intercepted call while somebody listens: collects what the response says and reports it once at the end. For generated code only.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed partial class InterceptedCall
{
    private readonly InterceptedSite _site;
    private readonly CancellationToken _token;
    private readonly CallTag _tag;
    private readonly KeyValuePair<string, object?>[] _scopeTags;
    private readonly Activity? _activity;
    private readonly Activity? _outer;
    private readonly long _started;

    private long _firstChunk;
    private string? _responseModel;
    private string? _finishReason;
    private CallUsage _usage;
    private string? _outcome;
    private string? _errorType;
    private int _ended;

    private InterceptedCall(InterceptedSite site, CancellationToken token)
    {
        _site = site;
        _token = token;
        // What the code states takes precedence over the scope around it.
        _tag = site.Tag.IsEmpty ? CallTag.OfScope() : site.Tag;
        _outer = Activity.Current;
        _activity = CallInstruments.HasSpanListeners ? CallInstruments.StartActivity(site, _tag) : null;
        _scopeTags = PromptScope.CurrentTags;
        if (_activity is { IsAllDataRequested: true })
            ScopeTags.WriteTo(_activity, _scopeTags);
        _started = Stopwatch.GetTimestamp();
    }

    /// <summary>Whether somebody listens to the telemetry of intercepted calls.</summary>
    public static bool IsMeasured => CallInstruments.IsEnabled;

    /// <summary>Starts to measure a call.</summary>
    /// <param name="site">The call.</param>
    /// <param name="token">The token that cancels it.</param>
    /// <returns>The measurement.</returns>
    public static InterceptedCall Start(InterceptedSite site, CancellationToken token) => new(site, token);

    /// <summary>Reports a call that has failed before it returned.</summary>
    /// <param name="error">The exception.</param>
    /// <returns><see langword="false"/>, so that an exception filter does not catch it.</returns>
    public bool Fail(Exception error)
    {
        SetFailure(error, _token);
        End();
        Leave();
        return false;
    }

    /// <summary>Sets the model that produced the response.</summary>
    /// <param name="model">The model.</param>
    public void SetModel(string? model)
    {
        if (!string.IsNullOrEmpty(model))
            _responseModel = model;
    }

    /// <summary>Sets the reason why the response ended.</summary>
    /// <param name="reason">The reason.</param>
    public void SetFinishReason(string? reason)
    {
        if (!string.IsNullOrEmpty(reason))
            _finishReason = reason;
    }

    /// <summary>Says whether the response reports an error, for an SDK that does not throw.</summary>
    /// <param name="isError">Whether it does.</param>
    public void SetError(bool isError)
    {
        if (isError)
            (_outcome, _errorType) = (LlmHygieneTelemetry.OutcomeFailure, _errorType ?? "response_error");
    }

    /// <summary>Sets the usage; a later value replaces an earlier one.</summary>
    /// <param name="input">Input tokens.</param>
    /// <param name="output">Output tokens.</param>
    /// <param name="cached">Cached input tokens.</param>
    /// <param name="cacheWrite">Input tokens that were written to the cache.</param>
    /// <param name="reasoning">Reasoning tokens.</param>
    /// <param name="inputIsWithoutCache">Whether the input tokens do not include those of the cache.</param>
    public void SetUsage(long? input, long? output, long? cached, long? cacheWrite, long? reasoning, bool inputIsWithoutCache) =>
        _usage.Set(input, output, cached, cacheWrite, reasoning, inputIsWithoutCache);

    /// <summary>Adds the usage of one of several requests.</summary>
    /// <param name="input">Input tokens.</param>
    /// <param name="output">Output tokens.</param>
    /// <param name="cached">Cached input tokens.</param>
    /// <param name="cacheWrite">Input tokens that were written to the cache.</param>
    /// <param name="reasoning">Reasoning tokens.</param>
    /// <param name="inputIsWithoutCache">Whether the input tokens do not include those of the cache.</param>
    public void AddUsage(long? input, long? output, long? cached, long? cacheWrite, long? reasoning, bool inputIsWithoutCache) =>
        _usage.Add(input, output, cached, cacheWrite, reasoning, inputIsWithoutCache);

    // What an SDK's response does while it is read is none of the caller's business.
    private void Read<T>(Action<InterceptedCall, T>? read, T value)
    {
        if (read is null)
            return;
        try
        {
            read(this, value);
        }
        catch (Exception)
        {
            // The call has succeeded; it is measured without what could not be read.
        }
    }

    private void Enter()
    {
        if (_activity is not null)
            Activity.Current = _activity;
    }

    private void Leave()
    {
        if (_activity is not null)
            Activity.Current = _outer;
    }

    private void Succeed() => _outcome ??= CallOutcome.Of(_finishReason);

    private void SetFailure(Exception error, CancellationToken token)
    {
        if (error is OperationCanceledException && (token.IsCancellationRequested || _token.IsCancellationRequested))
            (_outcome, _errorType) = (LlmHygieneTelemetry.OutcomeCancelled, null);
        else
            (_outcome, _errorType) = (LlmHygieneTelemetry.OutcomeFailure, error.GetType().FullName);
    }

    // Allocates nothing where the call is not inside a scope that names the prompt.
    private TagList KnownTags() => _tag == _site.Tag ? new TagList(_site.StartTags) : _site.TagsFor(_tag);

    private void End()
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0)
            return;
        var cost = Cost();
        // Before the span ends, so that the measurements' exemplars point to it.
        RecordMetrics(Stopwatch.GetTimestamp(), cost);
        EndActivity(cost);
    }

    private double? Cost() =>
        (CallInstruments.Cost.Enabled || _activity is { IsAllDataRequested: true })
        && _usage.CostAt(PromptPricing.Find(_responseModel, _site.Model)) is { } cost
            ? (double)cost
            : null;

    private void RecordMetrics(long ended, double? cost)
    {
        var tags = KnownTags();
        tags.Add(LlmHygieneTelemetry.OutcomeKey, _outcome);
        if (_responseModel is not null)
            tags.Add(CallTelemetry.ResponseModelKey, _responseModel);
        if (_errorType is not null)
            tags.Add(LlmHygieneTelemetry.ErrorTypeKey, _errorType);
        ScopeTags.AddTo(ref tags, _scopeTags);

        CallInstruments.Duration.Record(Measuring.Seconds(_started, ended), tags);
        if (_firstChunk != 0)
            CallInstruments.TimeToFirstChunk.Record(Measuring.Seconds(_started, _firstChunk), tags);
        _usage.Totals.RecordTo(CallInstruments.Usage, tags);
        if (cost is { } dollars)
            CallInstruments.Cost.Record(dollars, tags);
    }

    private void EndActivity(double? cost)
    {
        if (_activity is null)
            return;
        if (_activity.IsAllDataRequested)
        {
            _activity.AddTag(LlmHygieneTelemetry.OutcomeKey, _outcome);
            // Without a tag the span has it from its start. A metric does without it: the version is enough for a time series.
            if (!_tag.IsEmpty)
                _activity.AddIfKnown(CallTelemetry.ContentHashKey, _site.ContentHash);
            _activity.AddIfKnown(CallTelemetry.ResponseModelKey, _responseModel);
            _activity.AddIfKnown(CallTelemetry.FinishReasonKey, _finishReason);
            _usage.Totals.WriteTo(_activity);
            _activity.AddIfKnown(CallTelemetry.CostKey, cost);
            _activity.AddIfKnown(LlmHygieneTelemetry.ErrorTypeKey, _errorType);
            if (_errorType is not null)
                _activity.SetStatus(ActivityStatusCode.Error);
        }

        _activity.Stop();
    }
}
