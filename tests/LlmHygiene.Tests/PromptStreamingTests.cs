using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace LlmHygiene.Tests;

[Collection(nameof(TelemetryCollection))]
public sealed class PromptStreamingTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stream_is_one_span_and_reports_first_chunk_and_summed_tokens()
    {
        using var telemetry = new TelemetryRecorder();
        var client = new ScriptedChatClient
        {
            Stream = _ =>
                Of(
                    ScriptedChatClient.Text("Hel"),
                    ScriptedChatClient.Tokens(30, 1),
                    ScriptedChatClient.Text("lo"),
                    ScriptedChatClient.Tokens(10, 1)
                ),
        };

        var text = "";
        await foreach (var update in PromptExecution.GetStreamingResponseAsync(new TestPrompt("greet"), client, Ct))
            text += update.Text;

        Assert.Equal("Hello", text);
        Assert.Equal("success", telemetry.Span.GetTagItem("llmhygiene.outcome"));
        Assert.Equal("gpt-5.4-mini-2026-03-05", telemetry.Span.GetTagItem("llmhygiene.response.model"));
        Assert.Equal(40L, telemetry.Span.GetTagItem("llmhygiene.usage.input_tokens"));
        Assert.Equal(2L, telemetry.Span.GetTagItem("llmhygiene.usage.output_tokens"));

        var firstChunk = telemetry.Metric("llmhygiene.prompt.time_to_first_chunk");
        Assert.Equal("s", firstChunk.Unit);
        Assert.Equal("success", firstChunk.Tags["llmhygiene.outcome"]);
        Assert.Equal(firstChunk.Value, telemetry.Span.GetTagItem("gen_ai.response.time_to_first_chunk"));
        Assert.True(firstChunk.Value <= telemetry.Metric("llmhygiene.prompt.duration").Value);
        Assert.Equal(40, telemetry.Metric("llmhygiene.prompt.usage", "input").Value);
        Assert.Equal(2, telemetry.Metric("llmhygiene.prompt.usage", "output").Value);
    }

    [Fact]
    public async Task A_stream_that_nobody_reads_calls_nothing_and_reports_nothing()
    {
        using var telemetry = new TelemetryRecorder();
        var client = new ScriptedChatClient();

        _ = PromptExecution.GetStreamingResponseAsync(new TestPrompt("greet"), client, Ct);
        await Task.Yield();

        Assert.Null(client.SeenOptions);
        Assert.Empty(telemetry.Spans);
        Assert.Empty(telemetry.Measurements);
    }

    [Fact]
    public async Task A_failure_before_the_first_chunk_is_an_error_without_time_to_first_chunk()
    {
        using var telemetry = new TelemetryRecorder();
        var client = new ScriptedChatClient { Stream = _ => throw new InvalidOperationException("down") };

        await Assert.ThrowsAsync<InvalidOperationException>(() => ReadAll(client));

        Assert.Equal(ActivityStatusCode.Error, telemetry.Span.Status);
        Assert.Equal("System.InvalidOperationException", telemetry.Span.GetTagItem("error.type"));
        Assert.Equal("failure", Assert.Single(telemetry.Measurements).Tags["llmhygiene.outcome"]);
    }

    [Fact]
    public async Task A_failure_in_mid_stream_keeps_the_chunks_before_it()
    {
        using var telemetry = new TelemetryRecorder();
        var client = new ScriptedChatClient { Stream = _ => TwoChunksThenFailure() };

        var chunks = new List<string>();
        await Assert.ThrowsAsync<IOException>(async () =>
        {
            await foreach (var update in PromptExecution.GetStreamingResponseAsync(new TestPrompt("greet"), client, Ct))
                chunks.Add(update.Text);
        });

        Assert.Equal(["Hel", ""], chunks);
        Assert.Equal("System.IO.IOException", telemetry.Span.GetTagItem("error.type"));
        Assert.Equal(7L, telemetry.Span.GetTagItem("llmhygiene.usage.input_tokens"));
        Assert.Equal("failure", telemetry.Metric("llmhygiene.prompt.time_to_first_chunk").Tags["llmhygiene.outcome"]);
        Assert.Equal("failure", telemetry.Metric("llmhygiene.prompt.duration").Tags["llmhygiene.outcome"]);

        static async IAsyncEnumerable<ChatResponseUpdate> TwoChunksThenFailure()
        {
            yield return ScriptedChatClient.Text("Hel");
            yield return ScriptedChatClient.Tokens(7, 1);
            await Task.Yield();
            throw new IOException("connection lost");
        }
    }

    [Fact]
    public async Task A_consumer_that_stops_early_has_abandoned_the_stream_and_the_client_stream_is_disposed()
    {
        using var telemetry = new TelemetryRecorder();
        var closed = false;
        var client = new ScriptedChatClient { Stream = _ => Endless(() => closed = true) };

        await foreach (var _ in PromptExecution.GetStreamingResponseAsync(new TestPrompt("greet"), client, Ct))
            break;

        Assert.True(closed);
        Assert.Equal("abandoned", telemetry.Span.GetTagItem("llmhygiene.outcome"));
        Assert.Equal(ActivityStatusCode.Unset, telemetry.Span.Status);
        Assert.Equal("abandoned", telemetry.Metric("llmhygiene.prompt.duration").Tags["llmhygiene.outcome"]);
    }

    [Fact]
    public async Task A_consumer_that_stops_because_of_its_token_has_cancelled()
    {
        using var telemetry = new TelemetryRecorder();
        using var cancellation = new CancellationTokenSource();
        var client = new ScriptedChatClient { Stream = _ => Endless(() => { }) };

        await foreach (var _ in PromptExecution.GetStreamingResponseAsync(new TestPrompt("greet"), client, cancellation.Token))
        {
            await cancellation.CancelAsync();
            break;
        }

        Assert.Equal("cancelled", telemetry.Span.GetTagItem("llmhygiene.outcome"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_cancelled_stream_is_an_outcome_of_its_own_whichever_way_the_token_was_given(bool withCancellation)
    {
        using var telemetry = new TelemetryRecorder();
        using var cancellation = new CancellationTokenSource();
        var prompt = new TestPrompt("greet");
        var client = new ScriptedChatClient();
        var stream = withCancellation
            ? PromptExecution.GetStreamingResponseAsync(prompt, client, Ct).WithCancellation(cancellation.Token)
            : PromptExecution.GetStreamingResponseAsync(prompt, client, cancellation.Token).WithCancellation(Ct);

        await Assert.ThrowsAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in stream)
                await cancellation.CancelAsync();
        });

        Assert.Equal("cancelled", telemetry.Span.GetTagItem("llmhygiene.outcome"));
        Assert.Equal(ActivityStatusCode.Unset, telemetry.Span.Status);
    }

    [Fact]
    public async Task A_failure_to_close_the_stream_is_a_failure()
    {
        using var telemetry = new TelemetryRecorder();
        var client = new ScriptedChatClient { Stream = _ => Endless(() => throw new IOException("close")) };

        await Assert.ThrowsAsync<IOException>(async () =>
        {
            await foreach (var _ in PromptExecution.GetStreamingResponseAsync(new TestPrompt("greet"), client, Ct))
                break;
        });

        Assert.Equal("System.IO.IOException", telemetry.Span.GetTagItem("error.type"));
    }

    [Fact]
    public async Task The_span_is_current_for_the_client_at_every_step_and_never_for_the_consumer()
    {
        using var telemetry = new TelemetryRecorder();
        using var request = new Activity("request").Start();
        var seenByClient = new List<Activity?>();
        var client = new ScriptedChatClient { Stream = _ => Watching(seenByClient) };

        await foreach (var _ in PromptExecution.GetStreamingResponseAsync(new TestPrompt("greet"), client, Ct))
            Assert.Same(request, Activity.Current);

        Assert.Same(request, Activity.Current);
        Assert.Equal(request.SpanId, telemetry.Span.ParentSpanId);
        Assert.Equal(5, seenByClient.Count);
        Assert.All(seenByClient, seen => Assert.Same(telemetry.Span, seen));
    }

    [Fact]
    public async Task Two_streams_read_in_turn_do_not_replace_each_other()
    {
        using var telemetry = new TelemetryRecorder();
        var seenByFirst = new List<Activity?>();
        var seenBySecond = new List<Activity?>();
        await using var first = PromptExecution
            .GetStreamingResponseAsync(new TestPrompt("first"), new ScriptedChatClient { Stream = _ => Watching(seenByFirst) }, Ct)
            .GetAsyncEnumerator(Ct);
        await using var second = PromptExecution
            .GetStreamingResponseAsync(new TestPrompt("second"), new ScriptedChatClient { Stream = _ => Watching(seenBySecond) }, Ct)
            .GetAsyncEnumerator(Ct);

        while (await first.MoveNextAsync())
            await second.MoveNextAsync();
        Assert.False(await second.MoveNextAsync());

        Assert.All(seenByFirst, seen => Assert.Equal("prompt first", seen!.DisplayName));
        Assert.All(seenBySecond, seen => Assert.Equal("prompt second", seen!.DisplayName));
        Assert.All(telemetry.Spans, span => Assert.Null(span.Parent));
        Assert.Equal(2, telemetry.Spans.Count);
    }

    private static async Task ReadAll(IChatClient client)
    {
        await foreach (var _ in PromptExecution.GetStreamingResponseAsync(new TestPrompt("greet"), client, Ct))
            ;
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> Of(params ChatResponseUpdate[] updates)
    {
        foreach (var update in updates)
        {
            await Task.Yield();
            yield return update;
        }
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> Endless(Action closed)
    {
        try
        {
            while (true)
            {
                await Task.Yield();
                yield return ScriptedChatClient.Text("more");
            }
        }
        finally
        {
            closed();
        }
    }

    // Looks both before and after an await: in the caller's synchronous part, and in the continuation.
    private static async IAsyncEnumerable<ChatResponseUpdate> Watching(
        List<Activity?> seen,
        [EnumeratorCancellation] CancellationToken ct = default
    )
    {
        for (var i = 0; i < 2; i++)
        {
            seen.Add(Activity.Current);
            await Task.Delay(1, ct);
            seen.Add(Activity.Current);
            yield return ScriptedChatClient.Text("x");
        }

        seen.Add(Activity.Current);
    }
}
