using System.Diagnostics.Metrics;
using System.Globalization;
using LlmHygiene;
using Spectre.Console;

namespace SupportDesk;

/// <summary>
/// One row for each version of each prompt on each model, read from the metrics that any OpenTelemetry backend would receive.
/// </summary>
internal sealed class VersionTable : IDisposable
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<(string Prompt, string Version, string Model), Row> _rows = [];
    private readonly MeterListener _listener;

    public VersionTable()
    {
        _listener = new MeterListener { InstrumentPublished = Follow };
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    public void Dispose() => _listener.Dispose();

    public Table Build()
    {
        var table = new Table().Border(TableBorder.Horizontal).AddColumns("Model", "Prompt", "Version");
        foreach (var header in new[] { "Calls", "Latency", "First", "In", "Out", "Cost" })
            table.AddColumn(header, column => column.RightAligned());
        table.Caption($"Latency, First: averages. In, Out: total tokens. Cost: total, at list prices of {PromptPricing.ListPricesAsOf}.");

        lock (_lock)
        {
            foreach (var (key, row) in _rows)
            {
                table.AddRow(
                    key.Model, key.Prompt, key.Version,
                    row.Latency.Count.ToString(CultureInfo.InvariantCulture), row.Latency.Milliseconds, row.First.Milliseconds,
                    row.Input.ToString("F0", CultureInfo.InvariantCulture), row.Output.ToString("F0", CultureInfo.InvariantCulture),
                    row.Cost is { } cost ? cost.ToString("$0.000000", CultureInfo.InvariantCulture) : "unknown");
            }
        }

        return table;
    }

    private static void Follow(Instrument instrument, MeterListener listener)
    {
        if (instrument.Meter.Name == LlmHygieneTelemetry.MeterName)
            listener.EnableMeasurementEvents(instrument);
    }

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var key = (
            Find(tags, LlmHygieneTelemetry.PromptNameKey) ?? "-",
            Find(tags, LlmHygieneTelemetry.PromptVersionKey) ?? "-",
            Find(tags, LlmHygieneTelemetry.ResponseModelKey) ?? Find(tags, LlmHygieneTelemetry.RequestModelKey) ?? "?");
        var isInput = Find(tags, LlmHygieneTelemetry.TokenTypeKey) == "input";

        lock (_lock)
        {
            if (!_rows.TryGetValue(key, out var row))
                _rows.Add(key, row = new Row());
            row.Add(instrument.Name, value, isInput);
        }
    }

    private static string? Find(ReadOnlySpan<KeyValuePair<string, object?>> tags, string key)
    {
        foreach (var tag in tags)
        {
            if (tag.Key == key)
                return tag.Value as string;
        }

        return null;
    }

    private sealed class Row
    {
        public Mean Latency { get; } = new();

        public Mean First { get; } = new();

        public double Input { get; private set; }

        public double Output { get; private set; }

        public double? Cost { get; private set; }

        public void Add(string metric, double value, bool isInput)
        {
            switch (metric)
            {
                case LlmHygieneTelemetry.DurationMetric:
                    Latency.Add(value);
                    break;
                case LlmHygieneTelemetry.TimeToFirstChunkMetric:
                    First.Add(value);
                    break;
                case LlmHygieneTelemetry.UsageMetric when isInput:
                    Input += value;
                    break;
                case LlmHygieneTelemetry.UsageMetric:
                    Output += value;
                    break;
                case LlmHygieneTelemetry.CostMetric:
                    Cost = (Cost ?? 0) + value;
                    break;
            }
        }
    }

    private sealed class Mean
    {
        private double _sum;

        public int Count { get; private set; }

        public string Milliseconds => Count == 0 ? "-" : (_sum / Count * 1000).ToString("F0", CultureInfo.InvariantCulture) + " ms";

        public void Add(double seconds)
        {
            Count++;
            _sum += seconds;
        }
    }
}
