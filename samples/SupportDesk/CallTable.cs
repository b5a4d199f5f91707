using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using LlmHygiene;
using Spectre.Console;

namespace SupportDesk;

/// <summary>
/// One row for each call, read from the spans that any OpenTelemetry backend would receive: prompts from LlmHygiene,
/// embeddings from Microsoft.Extensions.AI.
/// </summary>
internal sealed class CallTable : IDisposable
{
    private const string ExtensionsAISourceName = "Experimental.Microsoft.Extensions.AI";

    private readonly ConcurrentQueue<Activity> _calls = new();
    private readonly ActivityListener _listener;

    public CallTable()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is LlmHygieneTelemetry.ActivitySourceName or ExtensionsAISourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = Keep,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public void Dispose() => _listener.Dispose();

    public Table Build()
    {
        var table = new Table().Border(TableBorder.Horizontal).AddColumns("Model", "Prompt", "Version");
        foreach (var header in new[] { "Latency", "First", "In", "Out" })
            table.AddColumn(header, column => column.RightAligned());
        table.Caption("First: time to the first chunk of a stream. In, Out: tokens.");

        foreach (var call in _calls)
        {
            table.AddRow(
                Text(call, LlmHygieneTelemetry.SpanResponseModelKey)
                    ?? Text(call, LlmHygieneTelemetry.ResponseModelKey)
                    ?? Text(call, LlmHygieneTelemetry.SpanRequestModelKey)
                    ?? "?",
                Text(call, LlmHygieneTelemetry.PromptNameKey) ?? "-",
                Text(call, LlmHygieneTelemetry.PromptVersionKey) ?? "-",
                Milliseconds(call.Duration),
                call.GetTagItem(LlmHygieneTelemetry.TimeToFirstChunkKey) is double seconds
                    ? Milliseconds(TimeSpan.FromSeconds(seconds))
                    : "-",
                Text(call, LlmHygieneTelemetry.InputTokensKey) ?? Text(call, "gen_ai.usage.input_tokens") ?? "-",
                Text(call, LlmHygieneTelemetry.OutputTokensKey) ?? "-");
        }

        return table;
    }

    // The chat span inside each prompt span is the same call.
    private void Keep(Activity span)
    {
        if (span.Source.Name == LlmHygieneTelemetry.ActivitySourceName || Text(span, "gen_ai.operation.name") == "embeddings")
            _calls.Enqueue(span);
    }

    private static string? Text(Activity span, string key) =>
        Convert.ToString(span.GetTagItem(key), CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : null;

    private static string Milliseconds(TimeSpan time) => time.TotalMilliseconds.ToString("F0", CultureInfo.InvariantCulture) + " ms";
}
