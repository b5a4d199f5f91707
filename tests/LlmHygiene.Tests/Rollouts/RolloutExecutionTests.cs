using System.Diagnostics;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LlmHygiene.Tests.Rollouts;

/// <summary>Which version a call sends, and how telemetry shows it.</summary>
[Collection(nameof(TelemetryCollection))]
public sealed class RolloutExecutionTests
{
    private static readonly RolloutPrompt s_prompt = new("greet", "1.0.0", "1.1.0-beta.1");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("1.1.0-beta.1", "1.1.0-beta.1", "selected")]
    [InlineData("1.0.0", "1.0.0", "default")]
    [InlineData(null, "1.0.0", "default")]
    [InlineData("1.9.0", "1.0.0", "error")]
    public async Task Span_metrics_and_messages_belong_to_the_chosen_version(string? selected, string sent, string rollout)
    {
        using var telemetry = new TelemetryRecorder();
        var seen = new List<string>();
        var client = Client(_ => selected, seen);

        await PromptExecution.GetResponseAsync(s_prompt, client, Ct);
        await foreach (var _ in PromptExecution.GetStreamingResponseAsync(s_prompt, client, Ct)) { }

        Assert.Equal([$"This is {sent} tagged {sent}", $"This is {sent} tagged {sent}"], seen);
        Assert.Equal(2, telemetry.Spans.Count);
        Assert.All(
            telemetry.Spans,
            span =>
            {
                Assert.Equal(sent, span.GetTagItem(LlmHygieneTelemetry.PromptVersionKey));
                Assert.Equal(rollout, span.GetTagItem(LlmHygieneTelemetry.RolloutKey));
                Assert.Equal(LlmHygieneTelemetry.OutcomeSuccess, span.GetTagItem(LlmHygieneTelemetry.OutcomeKey));
            }
        );
        Assert.NotEmpty(telemetry.Measurements);
        Assert.All(
            telemetry.Measurements,
            measured =>
            {
                Assert.Equal(sent, measured.Tags[LlmHygieneTelemetry.PromptVersionKey]);
                Assert.Equal(rollout, measured.Tags[LlmHygieneTelemetry.RolloutKey]);
            }
        );
    }

    [Fact]
    public async Task A_prompt_with_nothing_to_choose_calls_no_selector_and_reports_no_rollout()
    {
        using var telemetry = new TelemetryRecorder();
        var client = Client(_ => throw new InvalidOperationException(), []);

        await PromptExecution.GetResponseAsync(new TestPrompt("plain"), client, Ct);
        await PromptExecution.GetResponseAsync(s_prompt.WithVersion("1.1.0-beta.1"), client, Ct);
        await PromptExecution.GetResponseAsync(s_prompt, new ScriptedChatClient(), Ct);

        Assert.Equal(
            ["1.2.0", "1.1.0-beta.1", "1.0.0"],
            telemetry.Spans.Select(span => span.GetTagItem(LlmHygieneTelemetry.PromptVersionKey))
        );
        Assert.All(telemetry.Spans, span => Assert.Null(span.GetTagItem(LlmHygieneTelemetry.RolloutKey)));
        Assert.All(telemetry.Measurements, measured => Assert.False(measured.Tags.ContainsKey(LlmHygieneTelemetry.RolloutKey)));
    }

    [Fact]
    public async Task A_selector_that_fails_does_not_fail_the_call()
    {
        using var telemetry = new TelemetryRecorder();
        var log = new Settings.Log();
        using var services = new ServiceCollection().AddSingleton<ILogger<PromptRollout>>(log).BuildServiceProvider();
        var client = new ScriptedChatClient()
            .AsBuilder()
            .UsePromptRollout(new Selector(_ => throw new TimeoutException("store")))
            .Build(services);

        Assert.Equal("Hello", (await PromptExecution.GetResponseAsync(s_prompt, client, Ct)).Text);
        await foreach (var _ in PromptExecution.GetStreamingResponseAsync(s_prompt, client, Ct)) { }

        Assert.All(telemetry.Spans, span => Assert.Equal("error", span.GetTagItem(LlmHygieneTelemetry.RolloutKey)));
        Assert.Equal("The choice of a version of the prompt 'greet' failed; its default version is sent.", log.Lines[0].Text);
        Assert.Equal(2, log.Lines.Count);
    }

    [Fact]
    public async Task A_cancelled_choice_cancels_the_call()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        var called = false;
        var inner = new ScriptedChatClient
        {
            Answer = _ =>
            {
                called = true;
                return Task.FromResult(ScriptedChatClient.Hello());
            },
        };
        var client = inner.AsBuilder().UsePromptRollout(new Selector(_ => throw new OperationCanceledException(stop.Token))).Build();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => PromptExecution.GetResponseAsync(s_prompt, client, stop.Token));
        Assert.False(called);
    }

    [Fact]
    public async Task The_context_states_for_whom_and_where()
    {
        var requests = new List<PromptVersionRequest>();
        var client = Client(
            request =>
            {
                requests.Add(request);
                return null;
            },
            []
        );

        using (PromptRolloutContext.Begin(key: "ada", endpoint: "/triage"))
        {
            await PromptExecution.GetResponseAsync(s_prompt, client, Ct);
            using (PromptRolloutContext.Begin(endpoint: "/beta"))
                await Task.Run(() => PromptExecution.GetResponseAsync(s_prompt, client, Ct), Ct);
        }

        Assert.Null(PromptRolloutContext.Current);
        Assert.Equal(["ada /triage", "ada /beta"], requests.Select(request => request.Key + " " + request.Endpoint));
        Assert.Equal("greet", requests[0].PromptName);
        Assert.Equal(["1.0.0", "1.1.0-beta.1"], requests[0].Versions.Select(version => version.Version));
    }

    [Fact]
    public async Task Without_a_key_the_calls_of_a_trace_agree_and_others_do_not()
    {
        var keys = new List<string>();
        var client = Client(
            request =>
            {
                keys.Add(request.Key);
                return null;
            },
            []
        );
        Activity.Current = null;
        using (var request = new Activity("request").SetIdFormat(ActivityIdFormat.W3C).Start())
        {
            await PromptExecution.GetResponseAsync(s_prompt, client, Ct);
            await PromptExecution.GetResponseAsync(s_prompt, client, Ct);
            Assert.Equal([request.TraceId.ToHexString(), request.TraceId.ToHexString()], keys);
        }

        await PromptExecution.GetResponseAsync(s_prompt, client, Ct);
        await PromptExecution.GetResponseAsync(s_prompt, client, Ct);
        Assert.Equal(3, keys.Distinct().Count());
    }

    [Fact]
    public void A_context_that_is_disposed_in_another_flow_is_closed_here_too()
    {
        var outer = PromptRolloutContext.Begin(key: "outer");
        var inner = PromptRolloutContext.Begin(key: "inner");
        outer.Dispose();
        Assert.Equal("inner", PromptRolloutContext.Current!.Key);
        inner.Dispose();
        inner.Dispose();
        Assert.Null(PromptRolloutContext.Current);
    }

    [Fact]
    public async Task A_stream_that_is_abandoned_ends_its_span()
    {
        using var telemetry = new TelemetryRecorder();
        await foreach (var _ in PromptExecution.GetStreamingResponseAsync(s_prompt, Client(_ => "1.1.0-beta.1", []), Ct))
            break;
        Assert.Equal(LlmHygieneTelemetry.OutcomeAbandoned, telemetry.Span.GetTagItem(LlmHygieneTelemetry.OutcomeKey));
    }

    [Fact]
    public void A_service_collection_passes_the_rollout_to_the_client()
    {
        var configuration = Settings.Json("""{ "greet": { "Versions": { "1.1.0-beta.1": { "Percent": 100 } } } }""");
        using var services = new ServiceCollection().AddPromptRollout(configuration).BuildServiceProvider();
        using var client = new ScriptedChatClient().AsBuilder().UsePromptRollout().Build(services);
        Assert.Same(services.GetRequiredService<PromptRollout>(), client.GetService<IPromptVersionSelector>());
    }

    [Fact]
    public void A_wrong_configuration_stops_the_start() =>
        Assert.StartsWith(
            "LlmHygiene:Rollouts:greet:",
            Assert
                .Throws<PromptRolloutException>(() => new ServiceCollection().AddPromptRollout(Settings.Json("""{ "greet": "1.0.0" }""")))
                .Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_pipeline_without_a_selector_throws_with_the_fix() =>
        Assert.Contains(
            "services.AddPromptRollout(configuration)",
            Assert.Throws<InvalidOperationException>(() => new ScriptedChatClient().AsBuilder().UsePromptRollout().Build()).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public async Task A_share_of_users_is_visible_in_telemetry()
    {
        using var telemetry = new TelemetryRecorder(spans: false);
        using var rollout = Settings.Rollout("""{ "greet": { "Versions": { "1.1.0-beta.1": { "Percent": 5 } } } }""");
        var client = new ScriptedChatClient().AsBuilder().UsePromptRollout(rollout).Build();
        for (var i = 0; i < 2_000; i++)
        {
            using var context = PromptRolloutContext.Begin(key: FormattableString.Invariant($"user-{i}"));
            await PromptExecution.GetResponseAsync(s_prompt, client, Ct);
        }

        var versions = telemetry
            .Measurements.Where(measured => measured.Name == LlmHygieneTelemetry.DurationMetric)
            .GroupBy(measured => $"{measured.Tags[LlmHygieneTelemetry.PromptVersionKey]} {measured.Tags[LlmHygieneTelemetry.RolloutKey]}")
            .ToDictionary(version => version.Key, version => version.Count());
        Assert.Equal(["1.0.0 default", "1.1.0-beta.1 selected"], versions.Keys.Order());
        Assert.InRange(versions["1.1.0-beta.1 selected"], 75, 125);
    }

    private static IChatClient Client(Func<PromptVersionRequest, string?> select, List<string> seen) =>
        new ScriptedChatClient()
            .AsBuilder()
            .UsePromptRollout(new Selector(select))
            .Use(
                async (messages, options, next, ct) =>
                {
                    lock (seen)
                        seen.Add(messages.Single().Text + " tagged " + options!.AdditionalProperties!["gen_ai.prompt.version"]);
                    await next(messages, options, ct);
                }
            )
            .Build();

    private sealed class Selector(Func<PromptVersionRequest, string?> select) : IPromptVersionSelector
    {
        public async ValueTask<string?> SelectAsync(PromptVersionRequest request, CancellationToken cancellationToken)
        {
            await Task.Yield();
            return select(request);
        }
    }
}
