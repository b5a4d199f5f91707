using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace LlmHygiene.Stores.Tests.ClickHouse;

/// <summary>Each query of docs/telemetry/clickhouse.sql returns what was exported in its time range.</summary>
[Collection(nameof(StoreCollection))]
public sealed class ClickHouseTests(ExportedWork work, ITestOutputHelper output) : IClassFixture<ExportedWork>
{
    private const int Runs = ExportedWork.Runs;

    // The calls of ScriptedPrompt in each run: four outcomes with a response, one failure, one over its budget, one with a budget that is
    // not enforced. After all runs, there is one call with another text. Each call except the failure has one response.
    private const int ScriptedCalls = Runs * 7 + 1;
    private const int ScriptedResponses = Runs * 6 + 1;

    [Fact]
    public void Every_query_is_run() => Assert.Equal(Enumerable.Range(1, 10), DocumentedStatement.All.Select(static query => query.Number));

    [Fact]
    public void Calls_tokens_and_cost_of_prompts_are_those_of_their_spans()
    {
        foreach (var rows in RowsOf(1))
        {
            foreach (
                var calls in Executions().GroupBy(static span => (Tag(span, "gen_ai.prompt.name"), Tag(span, "gen_ai.prompt.version")))
            )
            {
                var row = Row(rows, ("prompt", calls.Key.Item1), ("version", calls.Key.Item2));
                Assert.Equal(Tag(calls.First(), "llmhygiene.request.model"), Text(row, "model"));
                Assert.Equal(calls.Count(), Number(row, "calls"));
                foreach (var outcome in new[] { "truncated", "filtered", "over_budget" })
                    Assert.Equal(calls.Count(span => Tag(span, "llmhygiene.outcome") == outcome), Number(row, outcome));
                foreach (var part in new[] { "input", "output", "cached", "reasoning" })
                    Assert.Equal(Sum(calls, $"llmhygiene.usage.{part}_tokens"), Number(row, part + "_tokens"));
                Assert.Equal(Sum(calls, "llmhygiene.cost"), Number(row, "cost_usd"), 6e-7);
            }

            var scripted = Row(rows, ("prompt", "scripted"));
            Assert.Equal(
                (ScriptedCalls, 2 * Runs, Runs, Runs, 2 * Runs),
                (
                    Count(scripted, "calls"),
                    Count(scripted, "errors"),
                    Count(scripted, "over_budget"),
                    Count(scripted, "truncated"),
                    Count(scripted, "filtered")
                )
            );
            Assert.Equal(ScriptedResponses * ScriptedModel.InputTokens, Number(scripted, "input_tokens"));
            Assert.Equal(ScriptedResponses * ScriptedModel.OutputTokens, Number(scripted, "output_tokens"));
            Assert.Equal(ScriptedResponses * ScriptedModel.CachedTokens, Number(scripted, "cached_tokens"));
            Assert.Equal(ScriptedResponses * ScriptedModel.ReasoningTokens, Number(scripted, "reasoning_tokens"));

            var byHand = Row(rows, ("prompt", "by-hand"));
            Assert.Equal(Runs, Number(byHand, "calls"));
            Assert.Equal(Sum(ModelCalls("by-hand"), "gen_ai.usage.input_tokens"), Number(byHand, "input_tokens"));
            Assert.Equal(1, rows.Sum(static row => Number(row, "share")), 1e-3);
            Assert.Equal(
                rows.Select(static row => Number(row, "cost_usd")).OrderDescending(),
                rows.Select(static row => Number(row, "cost_usd"))
            );
        }
    }

    [Fact]
    public void Percentiles_of_prompts_are_exact()
    {
        foreach (var rows in RowsOf(2))
        {
            foreach (
                var calls in Executions()
                    .Where(Responded)
                    .GroupBy(static span => (Tag(span, "gen_ai.prompt.name"), Tag(span, "gen_ai.prompt.version")))
            )
            {
                var row = Row(rows, ("prompt", calls.Key.Item1), ("version", calls.Key.Item2));
                Assert.Equal(calls.Count(), Number(row, "calls"));
                AssertPercentiles([.. calls.Select(static span => span.Duration.TotalSeconds)], row.GetProperty("duration"));
                AssertPercentiles(
                    [.. calls.Select(static span => span.GetTagItem("gen_ai.response.time_to_first_chunk")).OfType<double>()],
                    row.GetProperty("first_chunk")
                );
            }
            Assert.NotEqual(0, Row(rows, ("prompt", "draft-reply"), ("version", "1.0.0")).GetProperty("first_chunk").GetArrayLength());
            Assert.Equal(0, Row(rows, ("prompt", "scripted")).GetProperty("first_chunk").GetArrayLength());
        }
    }

    [Fact]
    public void Each_selected_version_is_compared_with_the_default()
    {
        foreach (var rows in RowsOf(3))
        {
            var same = Row(rows, ("prompt", "search"), ("canary", "2.0.0"));
            var slower = Row(rows, ("prompt", "search"), ("canary", "3.0.0"));
            foreach (var row in new[] { same, slower })
            {
                Assert.Equal(("1.0.0", 40, 40), (Text(row, "stable"), Count(row, "canary_calls"), Count(row, "stable_calls")));
                Assert.Equal(0.21, Number(row, "stable_median"), 1e-9);
            }
            Assert.Equal(0.21, Number(same, "canary_median"), 1e-9);
            Assert.Equal(0.42, Number(slower, "canary_median"), 1e-9);
            Assert.InRange(Number(same, "p_value"), 0.9, 1);
            Assert.InRange(Number(slower, "p_value"), 0, 0.001);

            var draft = Row(rows, ("prompt", "draft-reply"));
            Assert.Equal(("1.1.0-beta.1", "1.0.0"), (Text(draft, "canary"), Text(draft, "stable")));
            Assert.Equal(Drafts("1.1.0-beta.1").Count(), Number(draft, "canary_calls"));
            Assert.Equal(Drafts("1.0.0").Count(), Number(draft, "stable_calls"));
        }
    }

    [Fact]
    public void Errors_are_counted_by_type()
    {
        foreach (var rows in RowsOf(4))
        {
            Assert.Equal(2, rows.Length);
            Assert.Equal(Runs, Number(Row(rows, ("prompt", "scripted"), ("error", typeof(HttpRequestException).FullName)), "calls"));
            Assert.Equal(
                Runs,
                Number(Row(rows, ("prompt", "scripted"), ("error", typeof(PromptBudgetExceededException).FullName)), "calls")
            );
        }
    }

    [Fact]
    public void Means_of_streams_are_those_of_their_spans()
    {
        foreach (var rows in RowsOf(5))
        {
            Assert.Equal(2, rows.Length);
            foreach (var row in rows)
            {
                var calls = Drafts(Text(row, "version")).ToArray();
                Assert.Equal(calls.Length, Number(row, "calls"));
                Assert.Equal(Sum(calls, "gen_ai.response.time_to_first_chunk") / calls.Length, Number(row, "first_chunk"), 1e-6);
                Assert.InRange(Number(row, "between_chunks"), 1e-6, 1);
            }
        }
    }

    [Fact]
    public void Model_calls_without_a_prompt_are_counted()
    {
        var expected = new[]
        {
            ("text-embedding-3-small", "embeddings"),
            ("gpt-5.4-nano-2026-03-17", "AskAsync"),
            ("gpt-5.4-mini-2026-03-17", "StreamAsync"),
        };
        foreach (var rows in RowsOf(6))
        {
            Assert.Equal(expected.Select(static one => one.Item1).Order(), rows.Select(static row => Text(row, "model")).Order());
            foreach (var (model, caller) in expected)
            {
                var row = Row(rows, ("model", model), ("service", "support-desk"));
                Activity[] calls =
                [
                    .. work.Spans.Where(span =>
                        span.OperationName.StartsWith(caller, StringComparison.Ordinal)
                        || Tag(span, "gen_ai.operation.name").Length > 0
                            && span.Parent?.DisplayName.EndsWith("." + caller, StringComparison.Ordinal) is true
                    ),
                ];
                Assert.NotEmpty(calls);
                Assert.Equal(calls.Length, Number(row, "calls"));
                Assert.Equal(Sum(calls, "gen_ai.usage.input_tokens"), Number(row, "input_tokens"));
                Assert.Equal(Sum(calls, "gen_ai.usage.output_tokens"), Number(row, "output_tokens"));
            }
        }
    }

    [Fact]
    public void Counters_of_tokens_are_summed()
    {
        foreach (var rows in RowsOf(7))
        {
            var row = Assert.Single(rows);
            Assert.Equal(
                ("gpt-5.4-mini", "gen_ai.client.inference.usage.input_tokens", 120),
                (Text(row, "model"), Text(row, "metric"), Count(row, "tokens"))
            );
        }
    }

    [Fact]
    public void Calls_tokens_and_cost_of_call_sites_are_those_of_their_spans()
    {
        foreach (var rows in RowsOf(8))
        {
            Assert.Equal(4, rows.Length);
            foreach (var row in rows)
            {
                var calls = CallsOf(Text(row, "site"));
                Assert.Equal((Runs, Runs), (calls.Length, Count(row, "calls")));
                Assert.Equal(Text(row, "site").EndsWith(".FailAsync", StringComparison.Ordinal) ? Runs : 0, Number(row, "errors"));
                Assert.Equal(Text(row, "site").EndsWith(".TaggedAsync", StringComparison.Ordinal) ? "by-hand" : "", Text(row, "prompt"));
                Assert.Equal(("Microsoft.Extensions.AI", "chat"), (Text(row, "sdk"), Text(row, "operation")));
                Assert.Equal(Tag(calls[0], "llmhygiene.request.model"), Text(row, "model"));
                Assert.Equal(Sum(calls, "llmhygiene.usage.input_tokens"), Number(row, "input_tokens"));
                Assert.Equal(Sum(calls, "llmhygiene.usage.output_tokens"), Number(row, "output_tokens"));
                Assert.Equal(Sum(calls, "llmhygiene.cost"), Number(row, "cost_usd"), 6e-7);
                Assert.Equal(Sum(calls, "llmhygiene.cost") / Runs, Number(row, "cost_per_call"), 6e-9);
                Assert.Equal(calls.Average(static span => span.Duration.TotalSeconds), Number(row, "mean_seconds"), 1e-3);
            }
            var streamed = Row(rows, ("site", "LlmHygiene.Stores.Tests.UntouchedCalls.StreamAsync"));
            Assert.InRange(Number(streamed, "first_chunk"), 1e-3, Number(streamed, "mean_seconds"));
        }
    }

    [Fact]
    public void Percentiles_of_call_sites_are_exact()
    {
        foreach (var rows in RowsOf(9))
        {
            Assert.Equal(4, rows.Length);
            foreach (var row in rows)
            {
                var calls = CallsOf(Text(row, "site"));
                Assert.Equal(calls.Length, Number(row, "calls"));
                Assert.Equal(calls.Count(static span => Tag(span, "error.type").Length > 0), Number(row, "errors"));
                Assert.Equal(
                    calls.Select(static span => Tag(span, "error.type")).Where(static type => type.Length > 0).Distinct(),
                    row.GetProperty("error_types").EnumerateArray().Select(static type => type.GetString())
                );
                AssertPercentiles(
                    [.. calls.Where(Responded).Select(static span => span.Duration.TotalSeconds)],
                    row.GetProperty("duration")
                );
            }
        }
    }

    [Fact]
    public void Texts_that_changed_are_found()
    {
        foreach (var rows in RowsOf(10))
        {
            Assert.Equal(
                [("sha256:0", ScriptedCalls - 1), ("sha256:1", 1)],
                rows.Select(static row => (Text(row, "text"), Count(row, "calls")))
            );
            Assert.All(
                rows,
                static row => Assert.Equal(("scripted", "1.0.0", 2), (Text(row, "prompt"), Text(row, "version"), Count(row, "texts")))
            );
            Assert.True(string.CompareOrdinal(Text(rows[0], "last_call"), Text(rows[1], "first_call")) < 0);
        }
    }

    private IEnumerable<JsonElement[]> RowsOf(int query)
    {
        foreach (var rows in work.RowsOf(query))
        {
            output.WriteLine($"query {query}: {rows.Length} rows");
            foreach (var row in rows)
                output.WriteLine(row.ToString());
            Assert.NotEmpty(rows);
            yield return rows;
        }
    }

    // The spans of executions that are also measured by metrics.
    private IEnumerable<Activity> Executions() =>
        work.Spans.Where(static span =>
            span.DisplayName.StartsWith("prompt ", StringComparison.Ordinal)
            && Tag(span, "llmhygiene.outcome").Length > 0
            && Tag(span, "gen_ai.prompt.name") != "search"
        );

    private IEnumerable<Activity> Drafts(string version) =>
        Executions().Where(span => Tag(span, "gen_ai.prompt.name") == "draft-reply" && Tag(span, "gen_ai.prompt.version") == version);

    private IEnumerable<Activity> ModelCalls(string prompt) =>
        work.Spans.Where(span => Tag(span, "gen_ai.operation.name").Length > 0 && Tag(span, "gen_ai.prompt.name") == prompt);

    private Activity[] CallsOf(string site) => [.. work.Spans.Where(span => Tag(span, "llmhygiene.call.site") == site)];

    private static bool Responded(Activity span) =>
        Tag(span, "llmhygiene.outcome") is "success" or "truncated" or "filtered" or "invalid_output";

    private static string Tag(Activity span, string key) => span.GetTagItem(key)?.ToString() ?? "";

    private static double Sum(IEnumerable<Activity> spans, string key) =>
        spans.Sum(span => Convert.ToDouble(span.GetTagItem(key) ?? 0, CultureInfo.InvariantCulture));

    private static JsonElement Row(JsonElement[] rows, params (string Column, string? Value)[] values) =>
        Assert.Single(rows, row => values.All(value => Text(row, value.Column) == value.Value));

    private static string Text(JsonElement row, string column) => row.GetProperty(column).GetString()!;

    private static double Number(JsonElement row, string column) => row.GetProperty(column).GetDouble();

    private static int Count(JsonElement row, string column) => (int)Number(row, column);

    private static void AssertPercentiles(double[] values, JsonElement found)
    {
        Array.Sort(values);
        double[] levels = values.Length == 0 ? [] : [0.5, 0.95, 0.99];
        Assert.Equal(
            levels.Select(level => Math.Round(values[(int)(level * values.Length)], 9)),
            found.EnumerateArray().Select(static value => Math.Round(value.GetDouble(), 9))
        );
    }
}
