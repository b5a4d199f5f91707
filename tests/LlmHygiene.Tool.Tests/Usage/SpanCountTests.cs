using LlmHygiene.Tool.Tests.Usage.Infrastructure;
using LlmHygiene.Tool.Usage.Model;
using static LlmHygiene.Tool.Tests.Usage.Infrastructure.UsageRun;

namespace LlmHygiene.Tool.Tests.Usage;

/// <summary>Which spans are calls: each call once.</summary>
public sealed class SpanCountTests
{
    private static readonly (string, object) s_tool = ("gen_ai.operation.name", "execute_tool");

    [Fact]
    public void A_prompt_and_the_model_calls_below_it_are_one_call()
    {
        var report = Of(
            Otlp.Line(
                Prompt("greet", id: "01", input: 300, output: 30),
                Other("orchestrate_tools", "02", "01"),
                Chat("greet", parent: "02", input: 100, output: 10),
                Chat("greet", parent: "02", input: 200, output: 20),
                Chat(null, parent: "02")
            )
        );

        var row = Assert.Single(report.Rows);
        Assert.Equal(
            ("greet", "1.0.0", "gpt-5.4-mini", 1L, 300m, 30m),
            (row.Prompt, row.Version, row.Model, row.Calls, row.InputTokens, row.OutputTokens)
        );
        Assert.Equal(["gpt-5.4-mini-2026-03-17"], row.ResponseModels);
        Assert.Equal((1L, 0L, "spans"), (row.CallsInSpans, row.CallsInMetrics, row.CountedFrom));
    }

    [Fact]
    public void The_order_of_spans_and_files_does_not_matter()
    {
        var prompt = Otlp.Line(Prompt("greet", id: "01"));
        var chat = Otlp.Line(Chat("greet", parent: "02"));
        var between = Otlp.Line(Other("orchestrate_tools", "02", "01"));
        foreach (var files in new[] { new[] { chat, between, prompt }, [prompt, between, chat], [between, chat + "\n" + prompt] })
            Assert.Equal(1, Of(UsageOptions.All, null, files).Row("greet").Calls);
    }

    [Fact]
    public void Spans_of_other_traces_are_not_ancestors() =>
        Assert.Equal(2, Of(Otlp.Line(Prompt("greet", id: "01", trace: "a"), Chat("greet", parent: "01", trace: "b"))).Row("greet").Calls);

    [Fact]
    public void A_scope_tags_the_calls_below_it_and_is_not_a_call()
    {
        var report = Of(
            Otlp.Line(
                Scope("greet", "01"),
                Chat(null, parent: "01"),
                Chat("greet", parent: "01"),
                Other("GET", "02", "01"),
                Chat(null, parent: "02"),
                Chat("other", parent: "01")
            )
        );
        Assert.Equal(3, report.Row("greet").Calls);
        Assert.Equal(1, report.Row("other").Calls);
        Assert.Equal(2, report.Rows.Count);
    }

    [Fact]
    public void Calls_of_a_tool_belong_to_the_tool()
    {
        var report = Of(
            Otlp.Line(
                Prompt("agent", id: "01"),
                Chat("agent", id: "02", parent: "01"),
                Other("execute_tool search", "03", "01", attributes: s_tool),
                Chat(null, parent: "03"),
                Other("execute_tool write", "04", "01", attributes: s_tool),
                Prompt("inner", id: "05", parent: "04"),
                Chat("inner", parent: "05")
            )
        );
        Assert.Equal(
            [("agent", 1L), ("inner", 1L), (null, 1L)],
            report.Rows.OrderBy(static row => row.Prompt ?? "~", StringComparer.Ordinal).Select(static row => (row.Prompt, row.Calls))
        );
    }

    [Fact]
    public void A_model_call_seen_by_two_instrumentations_is_one()
    {
        var report = Of(
            Otlp.Line(
                Chat(null, id: "01", input: 70),
                Chat(null, id: "02", parent: "01", input: 70),
                Other("POST", "03", "02"),
                Chat(null, parent: "03", input: 70)
            )
        );
        Assert.Equal((1L, 70m), (report.Row(null).Calls, report.Row(null).InputTokens));

        // The inner one has the tag.
        Assert.Equal(1, Of(Otlp.Line(Chat(null, id: "01"), Chat("greet", id: "02", parent: "01"))).Row("greet").Calls);
    }

    [Fact]
    public void A_duplicate_span_counts_once()
    {
        var line = Otlp.Line(Prompt("greet", id: "01"), Chat("greet", id: "02", parent: "01"), Chat(null, id: "03"));
        var report = Of(UsageOptions.All, null, line, line + "\n" + line);
        Assert.Equal((1L, 1L), (report.Row("greet").Calls, report.Row(null).Calls));
    }

    [Fact]
    public void A_cycle_of_spans_does_not_hang() =>
        Assert.Equal(1, Of(Otlp.Line(Other("a", "01", "02"), Other("b", "02", "01"), Chat("greet", parent: "01"))).Row("greet").Calls);

    [Theory]
    [InlineData("length", 1, 0)]
    [InlineData("[\"max_tokens\"]", 1, 0)]
    [InlineData("[\"content_filter\"]", 0, 1)]
    [InlineData("[\"stop\"]", 0, 0)]
    public void The_finish_reason_of_a_call_without_a_prompt_counts(string reason, long truncated, long filtered)
    {
        foreach (var value in new object[] { reason, new[] { reason.Trim('[', ']', '"') } })
        {
            var chat = Chat();
            var row = Of(Otlp.Line(chat with { Attributes = [.. chat.Attributes, ("gen_ai.response.finish_reasons", value)] })).Row(null);
            Assert.Equal((1L, truncated, filtered), (row.Calls, row.Truncated, row.Filtered));
        }
    }

    [Fact]
    public void Prompt_spans_of_0_1_0_are_read()
    {
        var span = Prompt("greet", input: 40, output: 2);
        var renamed = span.Attributes.Select(static one =>
            (one.Key.Replace("llmhygiene.usage", "gen_ai.usage").Replace("llmhygiene.re", "gen_ai.re"), one.Value)
        );
        var row = Of(Otlp.Line(span with { Attributes = [.. renamed] })).Row("greet");
        Assert.Equal((1L, 40m, 2m), (row.Calls, row.InputTokens, row.OutputTokens));
        Assert.Equal(Of(Otlp.Line(span)).Row("greet").Model, row.Model);
    }

    [Fact]
    public void Outcomes_are_counted_separately()
    {
        var report = Of(
            Otlp.Line(
                Prompt("greet"),
                Prompt("greet", outcome: "failure"),
                Prompt("greet", outcome: "failure"),
                Prompt("greet", outcome: "cancelled"),
                Prompt("greet", outcome: "abandoned"),
                Prompt("greet", outcome: "invalid_output"),
                Prompt("greet", outcome: "truncated"),
                Prompt("greet", outcome: "filtered")
            )
        );
        var row = report.Row("greet");
        Assert.Equal((8L, 2L, 1L, 1L, 1L), (row.Calls, row.Errors, row.Cancelled, row.Abandoned, row.InvalidOutputs));
        Assert.Equal((1L, 1L), (row.Truncated, row.Filtered));
        Assert.Contains(report.Notes, static note => note.Contains("the output limit cut off: 1,", StringComparison.Ordinal));

        var untagged = Of(
                Otlp.Line(
                    Chat(error: "System.Net.Http.HttpRequestException"),
                    Chat(error: "System.Threading.Tasks.TaskCanceledException"),
                    Chat()
                )
            )
            .Row(null);
        Assert.Equal((3L, 1L, 1L), (untagged.Calls, untagged.Errors, untagged.Cancelled));
    }

    [Theory]
    [InlineData("chat", 1)]
    [InlineData("generate_content", 1)]
    [InlineData("text_completion", 1)]
    [InlineData("embeddings", 1)]
    [InlineData("invoke_agent", 0)]
    [InlineData("execute_tool", 0)]
    public void Model_calls_are_recognized_by_their_operation(string operation, int calls) =>
        Assert.Equal(calls, Of(Otlp.Line(Chat(operation: operation))).Total.Calls);

    [Fact]
    public void An_MCP_prompt_is_not_a_call() =>
        Assert.Empty(Of(Otlp.Line(Other("prompts/get greet", "01", attributes: ("gen_ai.prompt.name", "greet")))).Rows);

    [Fact]
    public void Percentiles_are_exact_and_of_complete_responses()
    {
        var spans = Enumerable
            .Range(1, 200)
            .Select(static tenths => Prompt("greet", tenths / 10.0))
            .Append(Prompt("greet", 900, outcome: "failure"))
            .Append(Prompt("greet", 0.001, outcome: "cancelled"))
            .ToArray();
        Assert.Equal(new UsagePercentiles(10, 19, 19.8, "spans"), Of(Otlp.Line(spans)).Row("greet").Latency);
    }

    [Fact]
    public void Only_streamed_calls_have_a_time_to_first_chunk()
    {
        var streamed = Prompt("greet");
        streamed = streamed with { Attributes = [.. streamed.Attributes, ("gen_ai.response.time_to_first_chunk", 0.25)] };
        Assert.Equal(
            new UsagePercentiles(0.25, 0.25, 0.25, "spans"),
            Of(Otlp.Line(streamed, Prompt("greet"))).Row("greet").TimeToFirstChunk
        );
        Assert.Null(Of(Otlp.Line(Prompt("greet"))).Row("greet").TimeToFirstChunk);
    }

    [Fact]
    public void Huge_numbers_and_names_of_any_script_are_kept()
    {
        const string Name = "zusammenfassen-für-\"Straße\"-要約-😀";
        var report = Of(
            Otlp.Line(Prompt(Name, input: 9007199254740993, output: long.MaxValue), Prompt(Name, input: 1, output: long.MaxValue))
        );
        Assert.Equal((9007199254740994m, 2m * long.MaxValue), (report.Row(Name).InputTokens, report.Row(Name).OutputTokens));
    }

    [Fact]
    public void Only_calls_of_the_requested_period_count()
    {
        var line = Otlp.Line(Prompt("greet", at: 0), Prompt("greet", at: 10), Prompt("greet", at: 20));
        Assert.Equal(2, Of(new UsageOptions(Begin + (10 * Second), long.MaxValue, 0), null, line).Row("greet").Calls);
        Assert.Equal(1, Of(new UsageOptions(long.MinValue, Begin + (10 * Second), 0), null, line).Row("greet").Calls);
    }

    [Fact]
    public void Cost_without_a_measurement_is_tokens_at_list_price()
    {
        // 0.75 and 4.5 dollars per million.
        var row = Of(Otlp.Line(Prompt("greet", input: 1_000_000, output: 100_000), Prompt("cheap", input: 100_000, output: 10_000)))
            .Row("greet");
        Assert.Equal((1.2m, "listPrice"), (row.Cost, row.CostFrom));
        Assert.Equal(0.909091, row.CostShare);
        Assert.Null(Of(Otlp.Line(Prompt("greet", model: "our-own"))).Row("greet").Cost);
    }
}
