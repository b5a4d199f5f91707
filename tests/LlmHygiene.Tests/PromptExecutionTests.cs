using System.Diagnostics;
using Microsoft.Extensions.AI;

namespace LlmHygiene.Tests;

[Collection(nameof(TelemetryCollection))]
public sealed class PromptExecutionTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_response_is_one_span_with_prompt_model_provider_and_tokens()
    {
        using var telemetry = new TelemetryRecorder();

        var response = await PromptExecution.GetResponseAsync(new TestPrompt("greet"), new ScriptedChatClient(), Ct);

        Assert.Equal("Hello", response.Text);
        Assert.Equal("prompt greet", telemetry.Span.DisplayName);
        Assert.Equal(ActivityKind.Internal, telemetry.Span.Kind);
        Assert.Equal(ActivityStatusCode.Unset, telemetry.Span.Status);
        Assert.Equal(
            new Dictionary<string, object?>
            {
                ["gen_ai.prompt.name"] = "greet",
                ["gen_ai.prompt.version"] = "1.2.0",
                ["llmhygiene.prompt.content_hash"] = "sha256:0",
                ["llmhygiene.request.model"] = "gpt-5.4-mini",
                ["gen_ai.provider.name"] = "openai",
                ["llmhygiene.response.model"] = "gpt-5.4-mini-2026-03-05",
                ["llmhygiene.usage.input_tokens"] = 40L,
                ["llmhygiene.usage.output_tokens"] = 2L,
                ["llmhygiene.cost"] = 0.000039,
                ["llmhygiene.outcome"] = "success",
            },
            new Dictionary<string, object?>(telemetry.Span.TagObjects)
        );
    }

    [Fact]
    public async Task A_response_records_its_duration_and_its_tokens_by_prompt_model_and_outcome()
    {
        using var telemetry = new TelemetryRecorder();

        await PromptExecution.GetResponseAsync(new TestPrompt("greet"), new ScriptedChatClient(), Ct);

        var duration = telemetry.Metric("llmhygiene.prompt.duration");
        Assert.Equal("s", duration.Unit);
        Assert.Equal(
            new Dictionary<string, object?>
            {
                ["gen_ai.prompt.name"] = "greet",
                ["gen_ai.prompt.version"] = "1.2.0",
                ["gen_ai.request.model"] = "gpt-5.4-mini",
                ["gen_ai.response.model"] = "gpt-5.4-mini-2026-03-05",
                ["llmhygiene.outcome"] = "success",
            },
            duration.Tags
        );

        Assert.Equal(40, telemetry.Metric("llmhygiene.prompt.usage", "input").Value);
        Assert.Equal(2, telemetry.Metric("llmhygiene.prompt.usage", "output").Value);
        Assert.Equal("{token}", telemetry.Metric("llmhygiene.prompt.usage", "output").Unit);
        Assert.DoesNotContain(telemetry.Measurements, m => m.Name == "llmhygiene.prompt.time_to_first_chunk");
        Assert.Equal("{USD}", telemetry.Metric("llmhygiene.prompt.cost").Unit);
        Assert.Equal(0.000039, telemetry.Metric("llmhygiene.prompt.cost").Value, 12);
        Assert.Equal(4, telemetry.Measurements.Count);
    }

    [Theory]
    [InlineData("aws.bedrock")]
    [InlineData("azure.ai.inference")]
    public async Task A_tag_is_not_in_what_a_client_would_send_to_the_provider(string provider)
    {
        var client = new ScriptedChatClient(provider);

        await PromptExecution.GetResponseAsync(new TestPrompt("greet"), client, Ct);

        Assert.Null(client.SeenOptions!.AdditionalProperties);
    }

    [Fact]
    public async Task A_fake_that_implements_no_service_is_called_and_measured()
    {
        using var telemetry = new TelemetryRecorder();

        await PromptExecution.GetResponseAsync(new TestPrompt("greet"), new Fake(), Ct);

        Assert.Equal("success", telemetry.Span.GetTagItem("llmhygiene.outcome"));
    }

    [Fact]
    public async Task The_call_carries_the_prompts_options_and_its_tag()
    {
        var client = new ScriptedChatClient();

        await PromptExecution.GetResponseAsync(new TestPrompt("greet"), client, Ct);

        Assert.Equal(300, client.SeenOptions!.MaxOutputTokens);
        Assert.Equal("greet", client.SeenOptions.AdditionalProperties!["gen_ai.prompt.name"]);
        Assert.Equal("1.2.0", client.SeenOptions.AdditionalProperties["gen_ai.prompt.version"]);
    }

    [Fact]
    public async Task A_prompt_without_a_model_reports_the_clients_default()
    {
        using var telemetry = new TelemetryRecorder();

        await PromptExecution.GetResponseAsync(new TestPrompt("greet", model: null), new ScriptedChatClient(), Ct);

        Assert.Equal("gpt-default", telemetry.Span.GetTagItem("llmhygiene.request.model"));
    }

    [Fact]
    public async Task Unknown_values_of_the_client_are_left_out()
    {
        using var telemetry = new TelemetryRecorder();
        var client = new ScriptedChatClient(provider: null, defaultModel: null)
        {
            Answer = _ => Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, "Hello"))),
        };

        await PromptExecution.GetResponseAsync(new TestPrompt("greet", model: null), client, Ct);

        Assert.Equal(
            ["gen_ai.prompt.name", "gen_ai.prompt.version", "llmhygiene.outcome", "llmhygiene.prompt.content_hash"],
            telemetry.Span.TagObjects.Select(tag => tag.Key).Order(StringComparer.Ordinal)
        );
        Assert.Equal("llmhygiene.prompt.duration", Assert.Single(telemetry.Measurements).Name);
    }

    [Fact]
    public async Task A_client_that_returns_null_is_measured_and_passed_through()
    {
        using var telemetry = new TelemetryRecorder();
        var client = new ScriptedChatClient { Answer = _ => Task.FromResult<ChatResponse>(null!) };

        Assert.Null(await PromptExecution.GetResponseAsync(new TestPrompt("greet"), client, Ct));

        Assert.Equal("success", telemetry.Span.GetTagItem("llmhygiene.outcome"));
    }

    [Fact]
    public async Task A_failure_reaches_the_caller_and_is_an_error_that_quotes_nothing()
    {
        using var telemetry = new TelemetryRecorder();
        var refusal = new InvalidOperationException("Refused: What does the secret ticket say?");
        var client = new ScriptedChatClient { Answer = _ => Task.FromException<ChatResponse>(refusal) };

        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            PromptExecution.GetResponseAsync(new TestPrompt("greet"), client, Ct)
        );

        Assert.Same(refusal, thrown);
        Assert.Equal(ActivityStatusCode.Error, telemetry.Span.Status);
        Assert.Equal("System.InvalidOperationException", telemetry.Span.GetTagItem("error.type"));
        Assert.Equal("failure", telemetry.Span.GetTagItem("llmhygiene.outcome"));
        Assert.Null(telemetry.Span.StatusDescription);
        Assert.DoesNotContain(telemetry.Span.TagObjects, tag => tag.Value is string text && text.Contains("secret"));

        var duration = Assert.Single(telemetry.Measurements);
        Assert.Equal("failure", duration.Tags["llmhygiene.outcome"]);
        Assert.Equal("System.InvalidOperationException", duration.Tags["error.type"]);
    }

    [Fact]
    public async Task A_cancellation_is_an_outcome_of_its_own_and_not_an_error()
    {
        using var telemetry = new TelemetryRecorder();
        using var cancellation = new CancellationTokenSource();
        var client = new ScriptedChatClient
        {
            Answer = async ct =>
            {
                await cancellation.CancelAsync();
                ct.ThrowIfCancellationRequested();
                return ScriptedChatClient.Hello();
            },
        };

        await Assert.ThrowsAsync<OperationCanceledException>(() =>
            PromptExecution.GetResponseAsync(new TestPrompt("greet"), client, cancellation.Token)
        );

        Assert.Equal("cancelled", telemetry.Span.GetTagItem("llmhygiene.outcome"));
        Assert.Equal(ActivityStatusCode.Unset, telemetry.Span.Status);
        Assert.Equal("cancelled", Assert.Single(telemetry.Measurements).Tags["llmhygiene.outcome"]);
        Assert.DoesNotContain("error.type", Assert.Single(telemetry.Measurements).Tags.Keys);
    }

    [Fact]
    public async Task A_timeout_that_nobody_requested_is_a_failure()
    {
        using var telemetry = new TelemetryRecorder();
        var client = new ScriptedChatClient { Answer = _ => Task.FromException<ChatResponse>(new TaskCanceledException()) };

        await Assert.ThrowsAsync<TaskCanceledException>(() => PromptExecution.GetResponseAsync(new TestPrompt("greet"), client, Ct));

        Assert.Equal("failure", telemetry.Span.GetTagItem("llmhygiene.outcome"));
        Assert.Equal("System.Threading.Tasks.TaskCanceledException", telemetry.Span.GetTagItem("error.type"));
    }

    [Fact]
    public async Task The_span_is_current_for_the_client_and_gone_for_the_caller()
    {
        using var telemetry = new TelemetryRecorder();
        Activity? seen = null;
        var client = new ScriptedChatClient
        {
            Answer = async _ =>
            {
                await Task.Yield();
                seen = Activity.Current;
                return ScriptedChatClient.Hello();
            },
        };

        var call = PromptExecution.GetResponseAsync(new TestPrompt("greet"), client, Ct);
        Assert.Null(Activity.Current);
        await call;

        Assert.Same(telemetry.Span, seen);
        Assert.Null(Activity.Current);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Spans_and_metrics_work_without_each_other(bool spans, bool metrics)
    {
        using var telemetry = new TelemetryRecorder(spans, metrics);

        await PromptExecution.GetResponseAsync(new TestPrompt("greet"), new ScriptedChatClient(), Ct);
        await foreach (var _ in PromptExecution.GetStreamingResponseAsync(new TestPrompt("greet"), new ScriptedChatClient(), Ct))
            ;

        Assert.Equal(spans ? 2 : 0, telemetry.Spans.Count);
        Assert.Equal(metrics ? 2 : 0, telemetry.Measurements.Count(m => m.Name == "llmhygiene.prompt.duration"));
    }

    [Fact]
    public void A_missing_prompt_or_client_is_named_at_the_call()
    {
        var prompt = new TestPrompt("greet");
        var client = new ScriptedChatClient();

        Assert.Throws<ArgumentNullException>(
            "prompt",
            () =>
            {
                _ = PromptExecution.GetResponseAsync(null!, client, Ct);
            }
        );
        Assert.Throws<ArgumentNullException>(
            "client",
            () =>
            {
                _ = PromptExecution.GetResponseAsync(prompt, null!, Ct);
            }
        );
        Assert.Throws<ArgumentNullException>("prompt", () => PromptExecution.GetStreamingResponseAsync(null!, client, Ct));
        Assert.Throws<ArgumentNullException>("client", () => PromptExecution.GetStreamingResponseAsync(prompt, null!, Ct));
    }

    private sealed class Fake : IChatClient
    {
        public Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages,
            ChatOptions? options = null,
            CancellationToken cancellationToken = default
        ) => Task.FromResult(ScriptedChatClient.Hello());

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages,
            ChatOptions? options = null,
            CancellationToken cancellationToken = default
        ) => throw new NotImplementedException();

        public object? GetService(Type serviceType, object? serviceKey = null) => throw new NotImplementedException();

        public void Dispose() { }
    }
}
