using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;

namespace LlmHygiene.Analyzers.Tests.Interception;

/// <summary>
/// What a run has returned and reported. With the environment variable <c>LLMH_CALL_TABLE</c>, all runs are written to that file as rows
/// of a Markdown table: what one call of each SDK reports, streaming and not.
/// </summary>
internal sealed class CallRecord
{
    private static readonly Lock s_writing = new();
    private static readonly AsyncLocal<CallRecord?> s_current = new();

    private readonly List<Activity> _spans = [];
    private readonly List<string> _metrics = [];

    public string Result { get; private set; } = "";

    /// <summary>The spans of the calls in the order in which they ended.</summary>
    public IReadOnlyList<Activity> Spans => _spans;

    /// <summary>The measurements as <c>name value [outcome] token type</c>, in the order in which they were recorded.</summary>
    public IReadOnlyList<string> Metrics => _metrics;

    /// <summary>The tags of all spans, one line for each: site, SDK, operation, models, tokens, outcome.</summary>
    public string Table => string.Join("\n", _spans.Select(Line));

    public static async Task<CallRecord> OfAsync(Func<Task<string>> run, bool listens)
    {
        var record = new CallRecord();
        // Other tests run at the same time: the listener belongs to this flow.
        s_current.Value = record;
        if (!listens)
        {
            record.Result = await run();
            return record;
        }

        using var spans = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == LlmHygieneTelemetry.ActivitySourceName,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if (s_current.Value == record)
                    record._spans.Add(activity);
            },
        };
        ActivitySource.AddActivityListener(spans);
        using var metrics = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Name.StartsWith("llmhygiene.call.", StringComparison.Ordinal))
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        metrics.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Record(instrument, value, tags));
        metrics.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Record(instrument, value, tags));
        metrics.Start();
        record.Result = await run();
        record.WriteTo(Environment.GetEnvironmentVariable("LLMH_CALL_TABLE"));
        return record;

        void Record(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            if (s_current.Value != record)
                return;
            string? outcome = null;
            string? kind = null;
            foreach (var tag in tags)
            {
                if (tag.Key == LlmHygieneTelemetry.OutcomeKey)
                    outcome = (string?)tag.Value;
                else if (tag.Key == LlmHygieneTelemetry.TokenTypeKey)
                    kind = (string?)tag.Value;
            }

            var shown = instrument.Unit == "s" ? "" : " " + value.ToString(CultureInfo.InvariantCulture);
            record._metrics.Add($"{instrument.Name["llmhygiene.call.".Length..]} {outcome}{(kind is null ? "" : " " + kind)}{shown}");
        }
    }

    private void WriteTo(string? file)
    {
        if (file is null)
            return;
        var test = TestContext.Current.Test?.TestDisplayName.Split('(')[0].Split('.')[^1];
        var metrics = string.Join(", ", _metrics);
        lock (s_writing)
            File.AppendAllLines(file, _spans.Select(span => $"| {test} | {Line(span)} | {metrics} |"));
    }

    private static string Line(Activity span)
    {
        string[] keys =
        [
            CallTelemetry.SiteKey,
            CallTelemetry.SdkKey,
            CallTelemetry.OperationKey,
            CallTelemetry.RequestModelKey,
            CallTelemetry.ResponseModelKey,
            CallTelemetry.InputTokensKey,
            CallTelemetry.OutputTokensKey,
            CallTelemetry.CachedTokensKey,
            CallTelemetry.CacheWriteTokensKey,
            CallTelemetry.ReasoningTokensKey,
            LlmHygieneTelemetry.OutcomeKey,
            LlmHygieneTelemetry.ErrorTypeKey,
        ];
        return string.Join(
            " | ",
            keys.Select(key => Convert.ToString(span.GetTagItem(key), CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : "-")
        );
    }
}
