namespace LlmHygiene.Tests;

/// <summary>The table that a program prints when it ends.</summary>
[Collection(nameof(TelemetryCollection))]
public sealed class CallSummaryTests
{
    private static readonly InterceptedSite s_triage = new(
        "Shop.Triage.AskAsync",
        "Microsoft.Extensions.AI",
        "chat",
        "gpt-5.4-mini",
        promptName: null,
        promptVersion: null,
        "sha256:" + new string('a', 64)
    );

    private static readonly InterceptedSite s_tagged = new(
        "Shop.Desk.ReplyAsync",
        "OpenAI",
        "chat",
        model: null,
        "reply",
        "2.0.0",
        "sha256:" + new string('b', 64)
    );

    [Fact]
    public async Task There_is_one_row_for_each_call_site_model_and_version()
    {
        using var summary = CallSummary.Start();

        Call(s_triage, "gpt-5.4-mini-2026-03-17", input: 1000, output: 100);
        Call(s_triage, "gpt-5.4-mini-2026-03-17", input: 2000, output: 200);
        Call(s_tagged, model: null, input: null, output: null);
        InterceptedCall.Start(s_triage, TestContext.Current.CancellationToken).Fail(new InvalidOperationException());
        await new TestPrompt("greet").GetResponseAsync(new ScriptedChatClient(), TestContext.Current.CancellationToken);

        var lines = summary.ToString().Split(Environment.NewLine);
        Assert.StartsWith("Call site ", lines[0], StringComparison.Ordinal);
        Assert.Matches(
            @"^Shop\.Triage\.AskAsync  gpt-5\.4-mini-2026-03-17  sha256:a{12} +2 +0 +\d+\.\d{3} s +\d+\.\d{3} s  3,000  300  \$0\.00\d{4}$",
            lines[2]
        );
        Assert.Matches(@"^Shop\.Desk\.ReplyAsync +- +reply 2\.0\.0 +1 +0 .* -    -          -$", lines[3]);
        Assert.Matches(@"^Shop\.Triage\.AskAsync +gpt-5\.4-mini +sha256:a{12} +1 +1 ", lines[4]);
        Assert.StartsWith("prompt greet ", lines[5], StringComparison.Ordinal);
        Assert.Contains(" greet 1.2.0 ", lines[5], StringComparison.Ordinal);
        Assert.Equal([""], lines[6..]);
    }

    [Fact]
    public void The_span_of_a_scope_is_no_call_and_no_call_is_said()
    {
        using var summary = CallSummary.Start();
        PromptScope.Begin("greet", "1.0.0").Dispose();
        Assert.Equal("No LLM call was measured." + Environment.NewLine, summary.ToString());
    }

    [Fact]
    public void The_number_of_rows_is_limited()
    {
        using var summary = CallSummary.Start();
        for (var i = 0; i < 1100; i++)
            Call(new InterceptedSite("Site" + i, "OpenAI", "chat", "m", null, null, null), "m", 1, 1);
        var lines = summary.ToString().Split(Environment.NewLine);
        Assert.Equal(1001 + 2 + 1, lines.Length);
        Assert.Matches(@"^\(other\) +- +- +100 ", lines[^2]);
    }

    [Fact]
    public void Nothing_is_collected_unless_it_is_requested() => Assert.Null(CallSummary.StartIfRequested());

    [Fact]
    public void A_tagged_call_has_its_hash_on_the_span_and_an_untagged_one_on_the_metrics_too()
    {
        using var telemetry = new TelemetryRecorder();
        Call(s_triage, "m", 1, 1);
        Call(s_tagged, "m", 1, 1);
        Assert.Equal(
            ["sha256:" + new string('a', 64), "sha256:" + new string('b', 64)],
            telemetry.Spans.Select(span => span.GetTagItem("llmhygiene.prompt.content_hash"))
        );
        Assert.Equal(
            [true, false],
            telemetry
                .Measurements.Where(one => one.Name == "llmhygiene.call.duration")
                .Select(one => one.Tags.ContainsKey("llmhygiene.prompt.content_hash"))
        );
    }

    [Fact]
    public async Task The_span_of_a_prompt_has_its_content_hash()
    {
        using var telemetry = new TelemetryRecorder();
        await new TestPrompt("greet").GetResponseAsync(new ScriptedChatClient(), TestContext.Current.CancellationToken);
        Assert.Equal("sha256:0", telemetry.Span.GetTagItem("llmhygiene.prompt.content_hash"));
    }

    private static void Call(InterceptedSite site, string? model, long? input, long? output)
    {
        var call = InterceptedCall.Start(site, TestContext.Current.CancellationToken);
        call.SetModel(model);
        call.SetUsage(input, output, null, null, null, inputIsWithoutCache: false);
        call.Complete();
    }
}
