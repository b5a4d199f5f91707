using LlmHygiene.Tool.Tests.Usage.Infrastructure;
using LlmHygiene.Tool.Usage.Model;
using Microsoft.Extensions.AI;
using OpenTelemetry.Metrics;
using static LlmHygiene.Tool.Tests.Usage.Infrastructure.UsageRun;

namespace LlmHygiene.Tool.Tests.Usage;

/// <summary>Real telemetry of LlmHygiene and Microsoft.Extensions.AI from the OpenTelemetry SDK.</summary>
public sealed class SdkTelemetryTests
{
    private const string Model = "gpt-5.4-mini";

    [Theory]
    [InlineData(MetricReaderTemporalityPreference.Delta)]
    [InlineData(MetricReaderTemporalityPreference.Cumulative)]
    public async Task Every_call_counts_once_by_spans_by_metrics_and_by_both(MetricReaderTemporalityPreference temporality)
    {
        var lines = await SdkExport.OfAsync(
            new ShopClient(),
            temporality,
            static client => CallAsync(client, 3),
            static client => CallAsync(client, 2)
        );
        foreach (var (report, hasSpans) in new[] { (Of(lines), true), (Of(lines[0]), true), (Of(lines[1..]), false) })
        {
            var executed = report.Row("executed");
            Assert.Equal((5L, 0L, 200m, 10m), (executed.Calls, executed.Errors, executed.InputTokens, executed.OutputTokens));
            Assert.Equal([Model], executed.ResponseModels);
            Assert.Equal(hasSpans ? "spans" : "buckets", executed.Latency!.From);

            var streamed = report.Row("streamed");
            Assert.Equal((5L, 0L, hasSpans ? "spans" : "buckets"), (streamed.Calls, streamed.Errors, streamed.TimeToFirstChunk!.From));

            var failed = report.Row("failed");
            Assert.Equal((5L, 5L, 0m, null), (failed.Calls, failed.Errors, failed.InputTokens, failed.Latency));

            var scoped = report.Row("scoped");
            Assert.Equal((10L, 400m), (scoped.Calls, scoped.InputTokens));

            var untagged = report.Row(null);
            Assert.Equal((5L, 200m, 10m), (untagged.Calls, untagged.InputTokens, untagged.OutputTokens));

            Assert.Equal(30, report.Total.Calls);
            Assert.DoesNotContain(
                report.Notes,
                static note =>
                    note.Contains("spans count", StringComparison.Ordinal) || note.Contains("metrics count", StringComparison.Ordinal)
            );
        }

        // 40 and 2 tokens at 0.75 and 4.5 dollars per million, five times.
        var both = Of(lines).Row("executed");
        Assert.Equal(("measured", "metrics", 5L, 5L), (both.CostFrom, both.CountedFrom, both.CallsInSpans, both.CallsInMetrics));
        Assert.Equal(0.000195m, both.Cost!.Value, 9);
        Assert.Equal(0.000195m, Of(lines[0]).Row("executed").Cost!.Value, 9);
    }

    private static async Task CallAsync(IChatClient client, int times)
    {
        for (var i = 0; i < times; i++)
        {
            await PromptExecution.GetResponseAsync(new ShopPrompt("executed"), client, TestContext.Current.CancellationToken);
            await foreach (
                var _ in PromptExecution.GetStreamingResponseAsync(
                    new ShopPrompt("streamed"),
                    client,
                    TestContext.Current.CancellationToken
                )
            ) { }

            await Assert.ThrowsAsync<InvalidOperationException>(() =>
                PromptExecution.GetResponseAsync(new ShopPrompt("failed"), client, TestContext.Current.CancellationToken)
            );
            using (PromptScope.Begin("scoped", "1.0.0"))
            {
                await client.GetResponseAsync("a", Options(), TestContext.Current.CancellationToken);
                await client.GetResponseAsync("b", Options(), TestContext.Current.CancellationToken);
            }

            await client.GetResponseAsync("c", Options(), TestContext.Current.CancellationToken);
        }
    }

    private static ChatOptions Options() => new() { ModelId = Model };

    private sealed class ShopPrompt(string name) : IPrompt
    {
        public PromptInfo Info { get; } = new(name, "1.0.0", "sha256:0") { ModelId = Model };

        public IReadOnlyList<ChatMessage> ToMessages() => [new(ChatRole.User, Info.Name)];

        public ChatOptions ToOptions() => Options();
    }

    private sealed class ShopClient : IChatClient
    {
        public Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages,
            ChatOptions? options = null,
            CancellationToken cancellationToken = default
        ) =>
            messages.Single().Text == "failed"
                ? throw new InvalidOperationException("The service is tired.")
                : Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, "Hello")) { ModelId = Model, Usage = Usage() });

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages,
            ChatOptions? options = null,
            [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default
        )
        {
            foreach (var text in new[] { "Hel", "lo" })
            {
                await Task.Yield();
                yield return new ChatResponseUpdate(ChatRole.Assistant, text) { ModelId = Model };
            }

            yield return new ChatResponseUpdate(ChatRole.Assistant, [new UsageContent(Usage())]);
        }

        public object? GetService(Type serviceType, object? serviceKey = null) =>
            serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("openai", null, Model) : null;

        public void Dispose() { }

        private static UsageDetails Usage() => new() { InputTokenCount = 40, OutputTokenCount = 2 };
    }
}
