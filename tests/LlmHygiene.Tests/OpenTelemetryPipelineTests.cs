using System.Diagnostics;
using Microsoft.Extensions.AI;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace LlmHygiene.Tests;

/// <summary>What arrives at an OpenTelemetry backend when the SDK, Microsoft.Extensions.AI and LlmHygiene work together.</summary>
[Collection(nameof(TelemetryCollection))]
public sealed class OpenTelemetryPipelineTests
{
    private const string ChatSource = "Experimental.Microsoft.Extensions.AI";
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_chat_span_of_a_response_is_a_child_of_its_prompt_span()
    {
        var spans = await Traced(client => PromptExecution.GetResponseAsync(new TestPrompt("greet"), client, Ct));

        Assert.Equal(["chat gpt-5.4-mini", "prompt greet"], spans.Select(span => span.DisplayName));
        Assert.Equal(spans[1].SpanId, spans[0].ParentSpanId);
        Assert.Equal(default, spans[1].ParentSpanId);
        Assert.Equal(LlmHygieneTelemetry.ActivitySourceName, spans[1].Source.Name);
    }

    [Fact]
    public async Task The_chat_span_of_a_stream_is_a_child_of_its_prompt_span()
    {
        var spans = await Traced(async client =>
        {
            await foreach (var _ in PromptExecution.GetStreamingResponseAsync(new TestPrompt("greet"), client, Ct))
                Assert.Null(Activity.Current);
        });

        Assert.Equal(["chat gpt-5.4-mini", "prompt greet"], spans.Select(span => span.DisplayName));
        Assert.Equal(spans[1].SpanId, spans[0].ParentSpanId);
        Assert.Equal(40L, spans[1].GetTagItem("llmhygiene.usage.input_tokens"));
    }

    [Fact]
    public async Task An_abandoned_stream_ends_both_spans_inside_out()
    {
        var spans = await Traced(async client =>
        {
            await foreach (var _ in PromptExecution.GetStreamingResponseAsync(new TestPrompt("greet"), client, Ct))
                break;
        });

        Assert.Equal(["chat gpt-5.4-mini", "prompt greet"], spans.Select(span => span.DisplayName));
        Assert.Equal("abandoned", spans[1].GetTagItem("llmhygiene.outcome"));
    }

    [Fact]
    public async Task A_scope_around_a_call_is_the_parent_of_its_chat_span()
    {
        var spans = await Traced(async client =>
        {
            using var _ = PromptScope.Begin("by-hand", "3.0.0");
            await client.GetResponseAsync("Hi", new ChatOptions { ModelId = "gpt-5.4-mini" }, Ct);
        });

        Assert.Equal(["chat gpt-5.4-mini", "prompt by-hand"], spans.Select(span => span.DisplayName));
        Assert.Equal(spans[1].SpanId, spans[0].ParentSpanId);
    }

    [Fact]
    public async Task A_failure_marks_both_spans()
    {
        var failing = new ScriptedChatClient { Answer = _ => Task.FromException<ChatResponse>(new HttpRequestException("503")) };

        var spans = await Traced(
            client => Assert.ThrowsAsync<HttpRequestException>(() => PromptExecution.GetResponseAsync(new TestPrompt("greet"), client, Ct)),
            failing
        );

        Assert.All(spans, span => Assert.Equal(ActivityStatusCode.Error, span.Status));
        Assert.All(spans, span => Assert.Equal("System.Net.Http.HttpRequestException", span.GetTagItem("error.type")));
    }

    [Fact]
    public async Task Histograms_have_the_buckets_of_the_conventions()
    {
        var metrics = new List<Metric>();
        using (Sdk.CreateMeterProviderBuilder().AddMeter(LlmHygieneTelemetry.MeterName).AddInMemoryExporter(metrics).Build())
        {
            await foreach (var _ in PromptExecution.GetStreamingResponseAsync(new TestPrompt("greet"), new ScriptedChatClient(), Ct))
                ;
        }

        Assert.Equal(
            [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92],
            Bounds("llmhygiene.prompt.duration")
        );
        Assert.Equal(
            [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92],
            Bounds("llmhygiene.prompt.time_to_first_chunk")
        );
        Assert.Equal(
            [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92],
            Bounds("llmhygiene.prompt.time_per_output_chunk")
        );
        Assert.Equal(
            [
                0.000001,
                0.000004,
                0.000016,
                0.000064,
                0.000256,
                0.001024,
                0.004096,
                0.016384,
                0.065536,
                0.262144,
                1.048576,
                4.194304,
                16.777216,
                67.108864,
            ],
            Bounds("llmhygiene.prompt.cost")
        );
        Assert.Equal(
            [1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864],
            Bounds("llmhygiene.prompt.usage")
        );

        double[] Bounds(string name)
        {
            var bounds = new List<double>();
            foreach (ref readonly var point in Assert.Single(metrics, m => m.Name == name).GetMetricPoints())
            {
                bounds.Clear();
                foreach (var bucket in point.GetHistogramBuckets())
                    bounds.Add(bucket.ExplicitBound);
            }

            return [.. bounds.Where(double.IsFinite)];
        }
    }

    private static async Task<List<Activity>> Traced(Func<IChatClient, Task> act, ScriptedChatClient? inner = null)
    {
        var spans = new List<Activity>();
        using var provider = Sdk.CreateTracerProviderBuilder()
            .AddSource(LlmHygieneTelemetry.ActivitySourceName, ChatSource)
            .AddInMemoryExporter(spans)
            .Build();
        using var client = (inner ?? new ScriptedChatClient()).AsBuilder().UseOpenTelemetry().Build();

        await act(client);

        provider.ForceFlush();
        return spans;
    }
}
