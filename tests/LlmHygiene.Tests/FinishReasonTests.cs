using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace LlmHygiene.Tests;

/// <summary>A response that did not end by itself is told apart from a success.</summary>
[Collection(nameof(TelemetryCollection))]
public sealed class FinishReasonTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("length", "truncated")]
    [InlineData("max_tokens", "truncated")]
    [InlineData("content_filter", "filtered")]
    [InlineData("refusal", "filtered")]
    [InlineData("stop", "success")]
    [InlineData("tool_calls", "success")]
    [InlineData("pause_turn", "success")]
    [InlineData(null, "success")]
    public async Task The_finish_reason_decides_the_outcome(string? reason, string outcome)
    {
        foreach (var isStream in new[] { false, true })
        {
            using var telemetry = new TelemetryRecorder();

            await RunAsync(new TestPrompt("greet"), reason, isStream);

            Assert.Equal(outcome, telemetry.Span.GetTagItem("llmhygiene.outcome"));
            Assert.Equal(outcome, telemetry.Metric("llmhygiene.prompt.duration").Tags["llmhygiene.outcome"]);
            Assert.Null(telemetry.Span.GetTagItem("error.type"));
            Assert.Equal(System.Diagnostics.ActivityStatusCode.Unset, telemetry.Span.Status);
        }
    }

    private static async Task RunAsync(TestPrompt prompt, string? reason, bool isStream)
    {
        ChatFinishReason? finish = reason is null ? null : new(reason);
        var client = new ScriptedChatClient
        {
            Answer = _ =>
            {
                var response = ScriptedChatClient.Hello();
                response.FinishReason = finish;
                return Task.FromResult(response);
            },
            Stream = ct => ChunksAsync(finish, ct),
        };
        if (!isStream)
            await prompt.GetResponseAsync(client, Ct);
        else
            await foreach (var _ in prompt.GetStreamingResponseAsync(client, Ct))
                ;
    }

    // The usage follows the update with the finish reason, as OpenAI sends it.
    private static async IAsyncEnumerable<ChatResponseUpdate> ChunksAsync(
        ChatFinishReason? reason,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        await Task.Yield();
        ct.ThrowIfCancellationRequested();
        var last = ScriptedChatClient.Text("Hello");
        last.FinishReason = reason;
        yield return last;
        yield return ScriptedChatClient.Tokens(40, 2);
    }
}
