namespace LlmHygiene.Analyzers.Tests.Interception;

/// <summary>
/// With the environment variable <c>LLMH_CALL_TABLE</c>, that file gets a Markdown table of what one call of each SDK reports: one row for
/// each call of <see cref="CallTableTests"/>, in the same order with every run.
/// </summary>
internal static class CallTable
{
    private const string Head =
        "| SDK | call | span | operation | requested | served | input | output | cached | cache write | reasoning "
        + "| finish reason | outcome | metrics |\n|---|---|---|---|---|---|---|---|---|---|---|---|---|---|";

    private static readonly string[] s_keys =
    [
        CallTelemetry.OperationKey,
        CallTelemetry.RequestModelKey,
        CallTelemetry.ResponseModelKey,
        CallTelemetry.InputTokensKey,
        CallTelemetry.OutputTokensKey,
        CallTelemetry.CachedTokensKey,
        CallTelemetry.CacheWriteTokensKey,
        CallTelemetry.ReasoningTokensKey,
        CallTelemetry.FinishReasonKey,
        LlmHygieneTelemetry.OutcomeKey,
    ];

    private static readonly SortedDictionary<int, string> s_rows = [];

    public static void Write(int number, string sdk, string call, CallRecord run)
    {
        if (Environment.GetEnvironmentVariable("LLMH_CALL_TABLE") is not { Length: > 0 } file)
            return;
        var cells = new[] { sdk, call, run.Spans[0].DisplayName }
            .Concat(CallRecord.Values(run.Spans[0], s_keys))
            .Append(string.Join(", ", run.Metrics));
        // Tests may run at the same time. The last one writes the whole table.
        lock (s_rows)
        {
            s_rows[number] = "| " + string.Join(" | ", cells) + " |";
            File.WriteAllText(file, Head + "\n" + string.Join("\n", s_rows.Values) + "\n");
        }
    }
}
