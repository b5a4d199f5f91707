using System.Diagnostics;
using Microsoft.Extensions.AI;

namespace LlmHygiene.Tests;

/// <summary>Calls that do not end well, through the whole pipeline, whichever way the prompt is named.</summary>
[Collection(nameof(TelemetryCollection))]
public sealed class PromptTelemetryOutcomeTests
{
    public enum Way
    {
        Prompt,
        Scope,
        Options,
    }

    public static TheoryData<Way, bool> Ways => new MatrixTheoryData<Way, bool>([Way.Prompt, Way.Scope, Way.Options], [false, true]);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_failure_is_measured_once_with_its_type(Way way, bool streamed)
    {
        var failing = new ScriptedChatClient
        {
            Answer = _ => Task.FromException<ChatResponse>(new HttpRequestException("503")),
            Stream = _ => throw new HttpRequestException("503"),
        };

        var exported = await ExportedTelemetry.OfAsync(
            client => Assert.ThrowsAsync<HttpRequestException>(() => Run(way, streamed, client, Ct)),
            failing
        );

        Assert.Equal(["prompt.duration 1"], exported.PromptCounts);
        Assert.Equal("failure", exported.Prompt("duration").Tag("llmhygiene.outcome"));
        Assert.Equal("System.Net.Http.HttpRequestException", exported.Prompt("duration").Tag("error.type"));
        AssertChatSpan(exported, ActivityStatusCode.Error);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_cancellation_is_measured_once_and_is_not_an_error(Way way, bool streamed)
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var waiting = new ScriptedChatClient
        {
            Answer = async ct =>
            {
                await cancellation.CancelAsync();
                ct.ThrowIfCancellationRequested();
                return ScriptedChatClient.Hello();
            },
        };

        var exported = await ExportedTelemetry.OfAsync(
            client =>
                Assert.ThrowsAsync<OperationCanceledException>(() =>
                    Run(way, streamed, client, cancellation.Token, _ => cancellation.CancelAsync())
                ),
            waiting
        );

        Assert.Equal(streamed ? ["prompt.duration 1", "prompt.time_to_first_chunk 1"] : ["prompt.duration 1"], exported.PromptCounts);
        Assert.Equal("cancelled", exported.Prompt("duration").Tag("llmhygiene.outcome"));
        Assert.Null(exported.Prompt("duration").Tag("error.type"));
        AssertTagged(exported.Spans[0]);
    }

    [Theory]
    [InlineData(Way.Prompt)]
    [InlineData(Way.Scope)]
    [InlineData(Way.Options)]
    public async Task A_stream_that_is_abandoned_is_measured_once(Way way)
    {
        var exported = await ExportedTelemetry.OfAsync(client => Run(way, streamed: true, client, Ct, stop: true));

        Assert.Equal(["prompt.duration 1", "prompt.time_to_first_chunk 1"], exported.PromptCounts);
        Assert.Equal("abandoned", exported.Prompt("duration").Tag("llmhygiene.outcome"));
        AssertChatSpan(exported, ActivityStatusCode.Unset);
    }

    [Theory]
    [InlineData(Way.Prompt)]
    [InlineData(Way.Scope)]
    [InlineData(Way.Options)]
    public async Task A_failure_in_mid_stream_keeps_the_chunks_before_it(Way way)
    {
        var exported = await ExportedTelemetry.OfAsync(
            client => Assert.ThrowsAsync<IOException>(() => Run(way, streamed: true, client, Ct)),
            new ScriptedChatClient { Stream = _ => ThenFailure() }
        );

        Assert.Equal(
            [
                "prompt.cost 1",
                "prompt.duration 1",
                "prompt.time_per_output_chunk 1",
                "prompt.time_to_first_chunk 1",
                "prompt.usage:input 1",
                "prompt.usage:output 1",
            ],
            exported.PromptCounts
        );
        Assert.All(exported.PromptPoints, point => Assert.Equal("failure", point.Tag("llmhygiene.outcome")));
        Assert.All(exported.PromptPoints, point => Assert.Equal("System.IO.IOException", point.Tag("error.type")));
        AssertChatSpan(exported, ActivityStatusCode.Error);

        static async IAsyncEnumerable<ChatResponseUpdate> ThenFailure()
        {
            yield return ScriptedChatClient.Text("Hel");
            yield return ScriptedChatClient.Tokens(7, 1);
            await Task.Yield();
            throw new IOException("connection lost");
        }
    }

    [Fact]
    public async Task A_failure_that_is_cancelled_while_it_closes_is_a_cancellation_without_error_type()
    {
        using var telemetry = new TelemetryRecorder();
        using var cancellation = new CancellationTokenSource();
        var client = new ScriptedChatClient { Stream = _ => new FailsThenCancels(cancellation) };

        await Assert.ThrowsAsync<OperationCanceledException>(() =>
            Read(
                PromptExecution.GetStreamingResponseAsync(new TestPrompt("greet"), client, cancellation.Token),
                _ => Task.CompletedTask,
                stop: false
            )
        );

        Assert.Equal("cancelled", telemetry.Span.GetTagItem("llmhygiene.outcome"));
        Assert.Null(telemetry.Span.GetTagItem("error.type"));
    }

    private static async Task Run(
        Way way,
        bool streamed,
        IChatClient client,
        CancellationToken ct,
        Func<ChatResponseUpdate, Task>? onChunk = null,
        bool stop = false
    )
    {
        onChunk ??= _ => Task.CompletedTask;
        var prompt = new TestPrompt("greet");
        using var scope = way == Way.Scope ? PromptScope.Begin("greet", "1.2.0") : null;
        var options = way == Way.Options ? prompt.ToOptions() : new ChatOptions { ModelId = "gpt-5.4-mini" };
        if (way == Way.Options)
            prompt.Info.Tag(options);

        if (streamed)
            await Read(
                way == Way.Prompt
                    ? PromptExecution.GetStreamingResponseAsync(prompt, client, ct)
                    : client.GetStreamingResponseAsync("Hi", options, ct),
                onChunk,
                stop
            );
        else if (way == Way.Prompt)
            await PromptExecution.GetResponseAsync(prompt, client, ct);
        else
            await client.GetResponseAsync("Hi", options, ct);
    }

    private static async Task Read(IAsyncEnumerable<ChatResponseUpdate> stream, Func<ChatResponseUpdate, Task> onChunk, bool stop)
    {
        await foreach (var update in stream)
        {
            await onChunk(update);
            if (stop)
                break;
        }
    }

    private static void AssertChatSpan(ExportedTelemetry exported, ActivityStatusCode status)
    {
        AssertTagged(exported.Spans[0]);
        Assert.Equal(status, exported.Spans[0].Status);
    }

    private static void AssertTagged(Activity chat)
    {
        Assert.Equal("chat gpt-5.4-mini", chat.DisplayName);
        Assert.Equal("greet", chat.GetTagItem("gen_ai.prompt.name"));
        Assert.Equal("1.2.0", chat.GetTagItem("gen_ai.prompt.version"));
    }

    private sealed class FailsThenCancels(CancellationTokenSource cancellation)
        : IAsyncEnumerable<ChatResponseUpdate>,
            IAsyncEnumerator<ChatResponseUpdate>
    {
        public ChatResponseUpdate Current => throw new InvalidOperationException();

        public IAsyncEnumerator<ChatResponseUpdate> GetAsyncEnumerator(CancellationToken cancellationToken = default) => this;

        public ValueTask<bool> MoveNextAsync() => throw new IOException("connection lost");

        public ValueTask DisposeAsync()
        {
            cancellation.Cancel();
            throw new OperationCanceledException(cancellation.Token);
        }
    }
}
