using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace LlmHygiene.Tests;

/// <summary>Tests that listen, or that must run without a listener, run one after another.</summary>
[CollectionDefinition(nameof(TelemetryCollection), DisableParallelization = true)]
public sealed class TelemetryCollection;

/// <summary>Records the LlmHygiene spans and measurements that end during its lifetime.</summary>
internal sealed class TelemetryRecorder : IDisposable
{
    private readonly ConcurrentQueue<Activity> _spans = new();
    private readonly ConcurrentQueue<Measured> _measurements = new();
    private readonly ActivityListener? _activities;
    private readonly MeterListener? _meters;

    public TelemetryRecorder(bool spans = true, bool metrics = true)
    {
        if (spans)
            ActivitySource.AddActivityListener(_activities = ListenToSpans());
        if (metrics)
            (_meters = ListenToMetrics()).Start();
    }

    public IReadOnlyList<Activity> Spans => [.. _spans];

    public IReadOnlyList<Measured> Measurements => [.. _measurements];

    public Activity Span => Assert.Single(_spans);

    public Measured Metric(string name, string? tokenType = null) =>
        Assert.Single(
            _measurements,
            m => m.Name == name && (tokenType is null || Equals(m.Tags[LlmHygieneTelemetry.TokenTypeKey], tokenType))
        );

    public void Dispose()
    {
        _activities?.Dispose();
        _meters?.Dispose();
    }

    private ActivityListener ListenToSpans() =>
        new()
        {
            ShouldListenTo = source => source.Name == LlmHygieneTelemetry.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _spans.Enqueue,
        };

    private MeterListener ListenToMetrics()
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == LlmHygieneTelemetry.MeterName)
                    self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        return listener;
    }

    private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _measurements.Enqueue(new Measured(instrument.Name, instrument.Unit, value, new Dictionary<string, object?>(tags.ToArray())));

    internal sealed record Measured(string Name, string? Unit, double Value, IReadOnlyDictionary<string, object?> Tags);
}
