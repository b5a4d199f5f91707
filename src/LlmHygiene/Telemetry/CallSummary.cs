using System.Diagnostics;
using System.Globalization;
#if NET
using System.Runtime.InteropServices;
#endif

namespace LlmHygiene;

/// <summary>
/// The table of all measured calls that a program prints when it ends, if <c>LLMHYGIENE_SUMMARY</c> requests it. For a program without any
/// telemetry: it needs no change.
/// </summary>
internal sealed class CallSummary : IDisposable
{
    private const string Variable = "LLMHYGIENE_SUMMARY";
    private const string Switch = "LlmHygiene.Summary";

    // A program that runs for months must not collect without a limit.
    private const int MaxRows = 1000;

    private readonly Dictionary<RowKey, Row> _rows = [];
    private readonly ActivityListener _listener;
    private readonly List<IDisposable> _signals = [];
    private long _calls;
    private long _printedCalls = -1;

    private CallSummary()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == LlmHygieneTelemetry.ActivitySourceName,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = Add,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>Collects the calls from now on.</summary>
    public static CallSummary Start() => new();

    /// <summary>Null where nobody has requested it.</summary>
    public static CallSummary? StartIfRequested()
    {
        var requested = Environment.GetEnvironmentVariable(Variable);
        var file = requested is null or "" or "0" or "1" || bool.TryParse(requested, out _) ? null : requested;
        if (file is null && !IsOn(requested))
            return null;

        var summary = Start();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => summary.Print(file);
        // A program that crashes does not exit.
        AppDomain.CurrentDomain.UnhandledException += (_, _) => summary.Print(file);
        summary.PrintOnSignals(file);
        return summary;
    }

    public void Dispose()
    {
        _listener.Dispose();
        foreach (var signal in _signals)
            signal.Dispose();
    }

    public override string ToString()
    {
        lock (_rows)
            return SummaryTable.Of(_rows.OrderBy(static pair => pair.Value.Order).Select(static pair => Cells(pair.Key, pair.Value)));
    }

    private static bool IsOn(string? requested) =>
        requested is null or ""
            ? AppContext.TryGetSwitch(Switch, out var isOn) && isOn
            : requested == "1" || bool.TryParse(requested, out var value) && value;

    // Ctrl+C does not raise ProcessExit; since .NET 10, neither does SIGTERM.
    private void PrintOnSignals(string? file)
    {
#if NET
        try
        {
            foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT })
                _signals.Add(
                    PosixSignalRegistration.Create(
                        signal,
                        context =>
                        {
                            // If the signal is cancelled, the program continues, and prints when it ends.
                            if (!context.Cancel)
                                Print(file);
                        }
                    )
                );
        }
        catch (PlatformNotSupportedException) { }
#endif
    }

    private void Print(string? file)
    {
        lock (_rows)
        {
            // A program may continue after a signal: it prints again only if there were more calls.
            if (_printedCalls == _calls)
                return;
            _printedCalls = _calls;
        }

        try
        {
            // Not to the standard output, which may be data.
            if (file is null)
                Console.Error.Write(Environment.NewLine + ToString());
            else
                File.WriteAllText(file, ToString());
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            Console.Error.WriteLine($"{Variable}: {error.Message}");
        }
    }

    private void Add(Activity span)
    {
        // The span of a PromptScope is not a call and has no outcome.
        if (Text(span, LlmHygieneTelemetry.OutcomeKey) is not { } outcome)
            return;
        var key = new RowKey(
            Text(span, CallTelemetry.SiteKey) ?? span.DisplayName,
            Text(span, LlmHygieneTelemetry.SpanResponseModelKey) ?? Text(span, LlmHygieneTelemetry.SpanRequestModelKey),
            VersionOf(span)
        );
        lock (_rows)
        {
            if (!_rows.TryGetValue(key, out var row))
            {
                if (_rows.Count >= MaxRows)
                    _rows.TryGetValue(key = new RowKey(LlmHygieneTelemetry.OtherTagValue, null, null), out row);
                if (row is null)
                    _rows.Add(key, row = new Row(_rows.Count));
            }

            _calls++;
            row.Add(span, outcome);
        }
    }

    private static string? VersionOf(Activity span) =>
        (Text(span, LlmHygieneTelemetry.PromptNameKey), Text(span, LlmHygieneTelemetry.PromptVersionKey)) switch
        {
            (null, null) => ShortHash(Text(span, LlmHygieneTelemetry.ContentHashKey)),
            var (name, version) => $"{name ?? "?"} {version}".TrimEnd(),
        };

    // Twelve digits tell texts apart as well as all of them.
    private static string? ShortHash(string? hash) => hash is { Length: > 19 } ? hash.Substring(0, 19) : hash;

    private static string? Text(Activity span, string key) => span.GetTagItem(key) as string;

    private static string[] Cells(RowKey key, Row row) =>
        [
            key.Site,
            key.Model ?? "-",
            key.Version ?? "-",
            Whole(row.Calls),
            Whole(row.NotSuccessful),
            Seconds(row.Latency(0.5)),
            Seconds(row.Latency(0.95)),
            row.Input is { } input ? Whole(input) : "-",
            row.Output is { } output ? Whole(output) : "-",
            row.Cost is { } cost ? "$" + cost.ToString("0.000000", CultureInfo.InvariantCulture) : "-",
        ];

    private static string Whole(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Seconds(double seconds) => seconds.ToString("0.000", CultureInfo.InvariantCulture) + " s";

    private readonly record struct RowKey(string Site, string? Model, string? Version);

    private sealed class Row(int order)
    {
        // The last ones: enough for a percentile.
        private const int MaxTimes = 1000;

        private readonly List<double> _times = [];

        public int Order { get; } = order;

        public long Calls { get; private set; }

        public long NotSuccessful { get; private set; }

        public long? Input { get; private set; }

        public long? Output { get; private set; }

        public double? Cost { get; private set; }

        public void Add(Activity span, string outcome)
        {
            if (_times.Count < MaxTimes)
                _times.Add(span.Duration.TotalSeconds);
            else
                _times[(int)(Calls % MaxTimes)] = span.Duration.TotalSeconds;
            Calls++;
            if (outcome != LlmHygieneTelemetry.OutcomeSuccess)
                NotSuccessful++;
            if (span.GetTagItem(LlmHygieneTelemetry.InputTokensKey) is long input)
                Input = (Input ?? 0) + input;
            if (span.GetTagItem(LlmHygieneTelemetry.OutputTokensKey) is long output)
                Output = (Output ?? 0) + output;
            if (span.GetTagItem(LlmHygieneTelemetry.SpanCostKey) is double cost)
                Cost = (Cost ?? 0) + cost;
        }

        public double Latency(double part)
        {
            var sorted = _times.OrderBy(static time => time).ToArray();
            return sorted[Math.Max(0, (int)Math.Ceiling(part * sorted.Length) - 1)];
        }
    }
}
