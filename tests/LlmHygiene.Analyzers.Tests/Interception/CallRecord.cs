using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;

namespace LlmHygiene.Analyzers.Tests.Interception;

/// <summary>What a run has returned and reported.</summary>
internal sealed class CallRecord
{
    private const string Own = "llmhygiene.";
    private const string Calls = Own + "call.";

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
                if (instrument.Name.StartsWith(Own, StringComparison.Ordinal))
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        metrics.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Record(instrument, value, tags));
        metrics.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Record(instrument, value, tags));
        metrics.Start();
        record.Result = await run();
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
            record._metrics.Add($"{Short(instrument.Name)} {outcome}{(kind is null ? "" : " " + kind)}{shown}");
        }
    }

    // Metrics of calls without the prefix, those of generated prompts as "prompt.duration".
    private static string Short(string name) =>
        name.StartsWith(Calls, StringComparison.Ordinal) ? name[Calls.Length..] : name[Own.Length..];

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
        return string.Join(" | ", Values(span, keys));
    }

    /// <summary>What a span says, <c>-</c> where it says nothing.</summary>
    public static IEnumerable<string> Values(Activity span, IEnumerable<string> keys) =>
        keys.Select(key => Convert.ToString(span.GetTagItem(key), CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : "-");
}
