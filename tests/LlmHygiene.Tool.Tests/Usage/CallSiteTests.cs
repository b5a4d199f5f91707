using LlmHygiene.Tool.Tests.Usage.Infrastructure;
using LlmHygiene.Tool.Usage.Model;
using static LlmHygiene.Tool.Tests.Usage.Infrastructure.UsageRun;

namespace LlmHygiene.Tool.Tests.Usage;

/// <summary>Calls that interceptors measure, by the place in the code that makes them.</summary>
public sealed class CallSiteTests
{
    private const string Ask = "Shop.Triage.AskAsync";
    private const string Day = "2026-11-01 ";

    [Fact]
    public void A_call_site_has_calls_tokens_cost_latency_and_errors()
    {
        var report = Of(
            Otlp.Line([
                .. Enumerable.Range(1, 20).Select(static i => Call(Ask, seconds: i, hash: "sha256:1", cost: 0.01)),
                Call(Ask, outcome: "failure", hash: "sha256:1"),
                Call(Ask, outcome: "truncated", seconds: 20, hash: "sha256:1", cost: 0.01),
                Call(Ask, outcome: "cancelled", seconds: 99, hash: "sha256:1", input: null, output: null),
                Call("Shop.Other.AskAsync", cost: 0.5, prompt: "by-hand", version: "2.0.0"),
            ])
        );

        Assert.Equal(["Shop.Other.AskAsync", Ask], report.Sites.Select(static site => site.Site));
        var site = report.Sites[1];
        Assert.Equal((23L, 1L, 1L, 1L, 0L), (site.Calls, site.Errors, site.Cancelled, site.Truncated, site.Filtered));
        Assert.Equal((2100m, 210m, 0.21m, "measured"), (site.InputTokens, site.OutputTokens, site.Cost, site.CostFrom));
        Assert.Equal(0.009130435m, site.CostPerCall);
        Assert.Equal(new UsagePercentiles(11, 20, 20, "spans"), site.Latency);
        Assert.Equal(("Microsoft.Extensions.AI", "chat", 23L), (site.Sdk, site.Operation, site.UntaggedCalls));
        Assert.Equal(["gpt-5.4-mini"], site.Models);
        Assert.Equal(["by-hand 2.0.0"], report.Sites[0].Prompts);
        Assert.Equal(0, report.Sites[0].UntaggedCalls);
    }

    [Fact]
    public void A_call_and_the_model_calls_inside_it_are_one_call()
    {
        var report = Of(
            Otlp.Line(
                // An agent: two model calls, and one of a tool.
                Call(Ask, id: "01", input: 300, output: 30),
                Other("invoke_agent", "02", "01"),
                Chat(parent: "02", input: 100),
                Chat(parent: "02", input: 200),
                Other("execute_tool search", "03", "02", attributes: ("gen_ai.operation.name", "execute_tool")),
                Chat(parent: "03", input: 7),
                // Inside the execution of a prompt, and inside a scope.
                Prompt("greet", id: "04", input: 50),
                Call(Ask, id: "05", parent: "04"),
                Chat(parent: "05"),
                Scope("scoped", "06"),
                Call(Ask, id: "07", parent: "06"),
                Chat(parent: "07")
            )
        );

        Assert.Equal((2L, 307m), (report.Row(null).Calls, report.Row(null).InputTokens));
        Assert.Equal((1L, 50m), (report.Row("greet").Calls, report.Row("greet").InputTokens));
        Assert.Equal(1, report.Row("scoped").Calls);
        Assert.Equal(4, report.Total.Calls);
        // The site has made three calls, whatever they are part of.
        Assert.Equal(3, Assert.Single(report.Sites).Calls);
        Assert.Equal(["scoped 1.0.0"], report.Sites[0].Prompts);
    }

    [Fact]
    public void A_call_takes_the_prompt_of_its_model_call() =>
        Assert.Equal(1, Of(Otlp.Line(Call(Ask, id: "01"), Chat("greet", parent: "01"))).Row("greet").Calls);

    [Fact]
    public void Where_an_interceptor_knows_no_tokens_what_is_inside_counts()
    {
        var report = Of(
            Otlp.Line(
                Call(Ask, id: "01", input: null, output: null),
                Chat(parent: "01", input: 100),
                Call("Shop.Send", id: "02", input: null, output: null),
                Prompt("greet", parent: "02"),
                // Without tokens anywhere, it is still one call.
                Call(Ask, id: "03", outcome: "failure"),
                Chat(parent: "03", error: "System.TimeoutException")
            )
        );
        Assert.Equal((2L, 1L, 100m), (report.Row(null).Calls, report.Row(null).Errors, report.Row(null).InputTokens));
        Assert.Equal(1, report.Row("greet").Calls);
        Assert.Equal(3, report.Total.Calls);
    }

    [Fact]
    public void Metrics_of_the_same_calls_count_once()
    {
        // Three calls of one site: in spans one of them, in the metrics of the interceptor and of the client all.
        var report = Of(
            Otlp.Line(Call(Ask, id: "01", hash: "sha256:1"), Chat(parent: "01")),
            Otlp.Line(
                Metric("llmhygiene.call.duration", "s", Point(3, 4.5, Site())),
                Metric("llmhygiene.call.usage", "{token}", Point(3, 300, Site("input")), Point(3, 30, Site("output"))),
                Metric("llmhygiene.call.cost", "{USD}", Point(3, 0.3, Site())),
                Metric("gen_ai.client.operation.duration", "s", Point(3, 4.5, Client())),
                Metric("gen_ai.client.token.usage", "{token}", Point(3, 300, Client("input")), Point(3, 30, Client("output")))
            )
        );

        var row = Assert.Single(report.Rows);
        Assert.Equal((3L, 300m, 0.3m, "measured"), (row.Calls, row.InputTokens, row.Cost, row.CostFrom));
        var site = Assert.Single(report.Sites);
        Assert.Equal((3L, 300m, 0.3m, "metrics"), (site.Calls, site.InputTokens, site.Cost, site.CountedFrom));
        Assert.Equal("spans", site.Latency!.From);
        Assert.Equal("sha256:1", Assert.Single(site.Texts).Hash);
    }

    [Fact]
    public void Without_spans_the_calls_of_an_interceptor_and_of_other_clients_add_up()
    {
        var report = Of(
            Otlp.Line(
                Metric("llmhygiene.call.duration", "s", Point(3, 4.5, [.. Site(), ("gen_ai.prompt.name", "by-hand")])),
                Metric("llmhygiene.call.usage", "{token}", Point(3, 300, [.. Site("input"), ("gen_ai.prompt.name", "by-hand")])),
                Metric("gen_ai.client.operation.duration", "s", Point(5, 7, Client())),
                Metric("gen_ai.client.token.usage", "{token}", Point(5, 500, Client("input")))
            )
        );
        Assert.Equal([("by-hand", 3L, 300m), (null, 2L, 200m)], report.Rows.Select(static row => (row.Prompt, row.Calls, row.InputTokens)));
        Assert.All(report.Rows, static row => Assert.Equal("gpt-5.4-mini", row.Model));
    }

    [Fact]
    public void A_text_that_changed_without_a_new_version_is_named()
    {
        var report = Of(
            Otlp.Line(
                Call(Ask, hash: "sha256:aaaa"),
                Call(Ask, hash: "sha256:bbbb", at: 7200),
                Call(Ask, hash: "sha256:bbbb", at: 7300),
                // Tagged by hand, with the old version.
                Call("Shop.Tagged", hash: "sha256:1", prompt: "by-hand"),
                Call("Shop.Tagged", hash: "sha256:2", prompt: "by-hand", at: 60),
                Call("Shop.Tagged", hash: "sha256:1", prompt: "by-hand", at: 120),
                // A new version may have another text.
                Call("Shop.Released", hash: "sha256:3", prompt: "released", version: "1.0.0"),
                Call("Shop.Released", hash: "sha256:4", prompt: "released", version: "1.1.0"),
                Call("Shop.Same", hash: "sha256:5"),
                Call("Shop.Same", hash: "sha256:5", at: 60),
                WithHash(Prompt("greet"), "sha256:6"),
                WithHash(Prompt("greet", at: 3600), "sha256:7")
            )
        );

        Assert.Equal(
            [
                $"Shop.Tagged (by-hand 1.0.0): sha256:1 from {Day}00:00, sha256:2 from {Day}00:01; both are in use; "
                    + "1 call with the newest text",
                $"{Ask} (no version): sha256:aaaa from {Day}00:00, sha256:bbbb from {Day}02:00; 2 calls with the newest text",
                $"greet 1.0.0: sha256:6 from {Day}00:00, sha256:7 from {Day}01:00; 1 call with the newest text",
            ],
            report.TextChanges.Select(static change => change.Statement).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void The_call_to_extract_first_is_the_one_that_costs_most_in_total()
    {
        var report = Of(
            Otlp.Line([
                Call("Shop.Rare", cost: 0.2, hash: "sha256:1"),
                .. Enumerable
                    .Range(0, 30)
                    .Select(static i => Call("Shop.Often", cost: 0.02, hash: i < 10 ? "sha256:1" : "sha256:2", at: i)),
                Call("Shop.Often", outcome: "failure", hash: "sha256:2"),
                Call("Shop.Tagged", cost: 0.1, prompt: "by-hand"),
                Call("Shop.Unpriced", model: "nobody-knows-this") with
                {
                    Attributes =
                    [
                        ("llmhygiene.call.site", "Shop.Unpriced"),
                        ("llmhygiene.outcome", "success"),
                        ("llmhygiene.request.model", "nobody-knows-this"),
                        ("llmhygiene.usage.input_tokens", 70),
                    ],
                },
                Call("Shop.Embed", operation: "embeddings", cost: 9),
            ])
        );

        Assert.Equal(
            [
                "Shop.Often: $0.6: 31 calls at $0.01935484; 67 % of the cost of all calls that are not generated prompts; "
                    + "names no prompt; its text changed without a new version; 3.2 % of the calls fail",
                "Shop.Rare: $0.2: 1 call at $0.2; 22 % of the cost of all calls that are not generated prompts; names no prompt",
                "Shop.Tagged: $0.1: 1 call at $0.1; 11 % of the cost of all calls that are not generated prompts; "
                    + "names its prompt by hand (by-hand 1.0.0)",
                "Shop.Unpriced: no price is known: 1 call, 70 tokens; names no prompt",
            ],
            report.Extract.Select(static one => $"{one.Site}: {one.Reason}")
        );
        Assert.Equal(0.666667, report.Extract[0].Share);
    }

    private static OtlpSpan WithHash(OtlpSpan span, string hash) =>
        span with
        {
            Attributes = [.. span.Attributes, ("llmhygiene.prompt.content_hash", hash)],
        };

    private static (string, object)[] Site(string? tokenType = null) =>
        [
            ("llmhygiene.call.site", Ask),
            ("llmhygiene.call.sdk", "Microsoft.Extensions.AI"),
            ("llmhygiene.call.operation", "chat"),
            // The code states no model.
            ("llmhygiene.response.model", "gpt-5.4-mini-2026-03-17"),
            ("llmhygiene.outcome", "success"),
            .. tokenType is null ? Array.Empty<(string, object)>() : [("gen_ai.token.type", tokenType)],
        ];

    private static (string, object)[] Client(string? tokenType = null) =>
        [
            ("gen_ai.request.model", "gpt-5.4-mini"),
            ("gen_ai.response.model", "gpt-5.4-mini-2026-03-17"),
            .. tokenType is null ? Array.Empty<(string, object)>() : [("gen_ai.token.type", tokenType)],
        ];

    private static OtlpMetric Metric(string name, string unit, params OtlpPoint[] points) => new(name, unit, 1, points);

    private static OtlpPoint Point(long count, double sum, (string, object)[] attributes) =>
        new(Begin, Begin + (60 * Second), attributes)
        {
            Count = count,
            Sum = sum,
            Bounds = [1, 2],
            Buckets = [0, count, 0],
        };
}
