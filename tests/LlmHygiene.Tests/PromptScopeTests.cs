using System.Diagnostics;

namespace LlmHygiene.Tests;

[Collection(nameof(TelemetryCollection))]
public sealed class PromptScopeTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void A_scope_names_its_prompt_until_it_is_disposed()
    {
        Assert.Null(PromptScope.Current);

        using (PromptScope.Begin("summarize", "1.0.0"))
            Assert.Equal(new PromptTag("summarize", "1.0.0"), PromptScope.Current);

        Assert.Null(PromptScope.Current);
    }

    [Fact]
    public void A_scope_is_one_span_and_no_metric()
    {
        using var telemetry = new TelemetryRecorder();

        using (PromptScope.Begin("summarize", "1.0.0"))
            Assert.Equal("prompt summarize", Activity.Current!.DisplayName);

        Assert.Null(Activity.Current);
        Assert.Equal("summarize", telemetry.Span.GetTagItem("gen_ai.prompt.name"));
        Assert.Equal("1.0.0", telemetry.Span.GetTagItem("gen_ai.prompt.version"));
        Assert.Equal(ActivityKind.Internal, telemetry.Span.Kind);
        Assert.Empty(telemetry.Measurements);
    }

    [Fact]
    public void Scopes_nest()
    {
        using var telemetry = new TelemetryRecorder();

        using (PromptScope.Begin("outer", "1.0.0"))
        {
            using (PromptScope.Begin("inner", "2.0.0"))
                Assert.Equal("inner", PromptScope.Current!.Name);

            Assert.Equal("outer", PromptScope.Current!.Name);
            Assert.Equal("prompt outer", Activity.Current!.DisplayName);
        }

        Assert.Equal(["prompt inner", "prompt outer"], telemetry.Spans.Select(span => span.DisplayName));
        Assert.Equal(telemetry.Spans[1].SpanId, telemetry.Spans[0].ParentSpanId);
    }

    [Fact]
    public void Disposing_twice_closes_once_and_leaves_a_later_scope_alone()
    {
        using var telemetry = new TelemetryRecorder();
        var first = PromptScope.Begin("first", "1.0.0");
        first.Dispose();

        using var second = PromptScope.Begin("second", "1.0.0");
        first.Dispose();

        Assert.Equal("second", PromptScope.Current!.Name);
        Assert.Equal("prompt second", Activity.Current!.DisplayName);
        Assert.Equal("prompt first", telemetry.Span.DisplayName);
    }

    [Fact]
    public void Disposing_out_of_order_leaves_the_inner_scope_open_and_then_returns_to_the_outside()
    {
        using var telemetry = new TelemetryRecorder();
        using var request = new Activity("request").Start();
        var outer = PromptScope.Begin("outer", "1.0.0");
        var inner = PromptScope.Begin("inner", "1.0.0");

        outer.Dispose();
        Assert.Equal("inner", PromptScope.Current!.Name);
        Assert.Equal("prompt inner", Activity.Current!.DisplayName);

        inner.Dispose();
        Assert.Null(PromptScope.Current);
        Assert.Same(request, Activity.Current);
    }

    [Fact]
    public async Task A_scope_flows_into_calls_and_scopes_opened_there_do_not_flow_back()
    {
        using var outer = PromptScope.Begin("outer", "1.0.0");

        Assert.Equal("outer", await Callee());
        Assert.Equal("outer", PromptScope.Current!.Name);

        static async Task<string> Callee()
        {
            var seen = PromptScope.Current!.Name;
            await Task.Yield();
            _ = PromptScope.Begin("left-open", "1.0.0");
            return seen;
        }
    }

    [Fact]
    public async Task A_scope_that_another_flow_has_closed_is_closed_here_too()
    {
        using var outer = PromptScope.Begin("outer", "1.0.0");
        var inner = PromptScope.Begin("inner", "1.0.0");

        await Task.Run(inner.Dispose, Ct);

        Assert.Equal("outer", PromptScope.Current!.Name);
    }

    [Fact]
    public async Task Scopes_of_concurrent_flows_do_not_see_each_other()
    {
        using var telemetry = new TelemetryRecorder();
        using var request = new Activity("request").Start();
        using var everyoneIsInside = new CountdownEvent(8);

        await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(i =>
                    Task.Factory.StartNew(
                        () =>
                        {
                            using (PromptScope.Begin($"prompt-{i}", $"{i}.0.0"))
                            {
                                everyoneIsInside.Signal();
                                everyoneIsInside.Wait(Ct);
                                Assert.Equal(new PromptTag($"prompt-{i}", $"{i}.0.0"), PromptScope.Current);
                                Assert.Equal($"prompt prompt-{i}", Activity.Current!.DisplayName);
                            }

                            Assert.Null(PromptScope.Current);
                            Assert.Same(request, Activity.Current);
                        },
                        Ct,
                        TaskCreationOptions.LongRunning,
                        TaskScheduler.Default
                    )
                )
        );

        Assert.Equal(8, telemetry.Spans.Count);
        Assert.All(telemetry.Spans, span => Assert.Equal(request.SpanId, span.ParentSpanId));
    }

    [Fact]
    public async Task A_prompt_run_inside_a_scope_is_a_child_of_its_span()
    {
        using var telemetry = new TelemetryRecorder();

        using (PromptScope.Begin("conversation", "1.0.0"))
            await PromptExecution.GetResponseAsync(new TestPrompt("greet"), new ScriptedChatClient(), Ct);

        Assert.Equal(["prompt greet", "prompt conversation"], telemetry.Spans.Select(span => span.DisplayName));
        Assert.Equal(telemetry.Spans[1].SpanId, telemetry.Spans[0].ParentSpanId);
    }

    [Theory]
    [InlineData("", "1.0.0", "name", "A prompt needs a name")]
    [InlineData(" ", "1.0.0", "name", "A prompt needs a name")]
    [InlineData("greet", "", "version", "A prompt needs a version")]
    [InlineData("greet", "\t", "version", "A prompt needs a version")]
    public void An_empty_name_or_version_is_rejected_and_opens_nothing(string name, string version, string parameter, string message)
    {
        var error = Assert.Throws<ArgumentException>(parameter, () => PromptScope.Begin(name, version));

        Assert.StartsWith(message, error.Message);
        Assert.Null(PromptScope.Current);
    }

    [Fact]
    public void A_missing_name_or_version_is_rejected()
    {
        Assert.Throws<ArgumentNullException>("name", () => PromptScope.Begin(null!, "1.0.0"));
        Assert.Throws<ArgumentNullException>("version", () => PromptScope.Begin("greet", null!));
    }

    [Fact]
    public void A_scope_of_a_typed_prompt_has_its_name_and_version()
    {
        using (PromptScope.Begin(new TestPrompt("summarize-ticket", "2.1.0")))
            Assert.Equal(new PromptTag("summarize-ticket", "2.1.0"), PromptScope.Current);
        Assert.Null(PromptScope.Current);
        Assert.Throws<ArgumentNullException>(() => PromptScope.Begin(null!));
    }
}
