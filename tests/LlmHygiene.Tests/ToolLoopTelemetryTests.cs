using Microsoft.Extensions.AI;

namespace LlmHygiene.Tests;

/// <summary>A prompt whose model calls tools: several chat spans in one prompt span.</summary>
[Collection(nameof(TelemetryCollection))]
public sealed class ToolLoopTelemetryTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_chat_span_has_the_prompt_and_the_execution_is_measured_once(bool streamed)
    {
        var exported = await Run(async client =>
        {
            var prompt = new ToolPrompt(() => "sunny");
            if (!streamed)
                await PromptExecution.GetResponseAsync(prompt, client, Ct);
            else
                await foreach (var _ in PromptExecution.GetStreamingResponseAsync(prompt, client, Ct))
                    ;
        });

        var prompt = Assert.Single(exported.Spans, span => span.DisplayName == "prompt weather");
        var chats = exported.Spans.Where(span => span.DisplayName == "chat gpt-5.4-mini").ToList();
        Assert.Equal(2, chats.Count);
        Assert.All(chats, chat => Assert.Equal(prompt.TraceId, chat.TraceId));
        Assert.All(chats, chat => Assert.Equal("weather", chat.GetTagItem("gen_ai.prompt.name")));
        Assert.All(chats, chat => Assert.Equal("1.0.0", chat.GetTagItem("gen_ai.prompt.version")));
        Assert.All(exported.Spans.Except([prompt, .. chats]), other => Assert.Null(other.GetTagItem("gen_ai.prompt.version")));

        Assert.Equal(1, exported.Prompt("duration").Count);
        Assert.Equal(80, exported.Prompt("usage", "input").Sum);
        Assert.Equal(80L, prompt.GetTagItem("llmhygiene.usage.input_tokens"));
    }

    [Fact]
    public async Task In_a_scope_each_model_call_is_measured()
    {
        var exported = await Run(async client =>
        {
            using var scope = PromptScope.Begin("weather", "1.0.0");
            await client.GetResponseAsync("Weather?", new ToolPrompt(() => "sunny").ToOptions(), Ct);
        });

        Assert.Equal(
            2,
            exported.Spans.Count(span =>
                span.DisplayName == "chat gpt-5.4-mini" && Equals(span.GetTagItem("gen_ai.prompt.name"), "weather")
            )
        );
        Assert.Equal(2, exported.Prompt("duration").Count);
        Assert.Equal(80, exported.Prompt("usage", "input").Sum);
    }

    [Fact]
    public async Task A_tool_that_sends_another_prompt_is_measured_for_itself()
    {
        var exported = await Run(client =>
            PromptExecution.GetResponseAsync(
                new ToolPrompt(() =>
                    Other(
                        client,
                        new ChatOptions
                        {
                            ModelId = "gpt-5.4-mini",
                            AdditionalProperties = new() { ["prompt_name"] = "other", ["prompt_version"] = "5" },
                        }
                    )
                ),
                client,
                Ct
            )
        );

        Assert.Equal(["other 1", "weather 1"], Durations(exported));
        Assert.Equal(["other", "weather", "weather"], ChatPrompts(exported));
    }

    [Fact]
    public async Task A_tool_that_executes_another_prompt_has_a_prompt_span_of_its_own_inside()
    {
        var exported = await Run(client =>
            PromptExecution.GetResponseAsync(
                new ToolPrompt(() => PromptExecution.GetResponseAsync(new TestPrompt("inner"), client, Ct).GetAwaiter().GetResult().Text),
                client,
                Ct
            )
        );

        Assert.Equal(["inner 1", "weather 1"], Durations(exported));
        Assert.Equal(["inner", "weather", "weather"], ChatPrompts(exported));
        Assert.Equal(1, exported.Spans.Count(span => span.DisplayName == "prompt inner"));
    }

    [Fact]
    public async Task A_tool_that_calls_a_model_without_naming_a_prompt_sends_none()
    {
        var exported = await Run(client =>
            PromptExecution.GetResponseAsync(new ToolPrompt(() => Other(client, new ChatOptions { ModelId = "gpt-5.4-mini" })), client, Ct)
        );

        Assert.Equal(["weather 1"], Durations(exported));
        Assert.Equal(["", "weather", "weather"], ChatPrompts(exported));
    }

    private static Task<ExportedTelemetry> Run(Func<IChatClient, Task> act) =>
        ExportedTelemetry.OfAsync(
            act,
            new ToolCallingClient(),
            builder => builder.UseFunctionInvocation().UseOpenTelemetry().UsePromptTelemetry()
        );

    private static string Other(IChatClient client, ChatOptions options) =>
        client.GetResponseAsync("Hi", options, Ct).GetAwaiter().GetResult().Text;

    private static IEnumerable<string> Durations(ExportedTelemetry exported) =>
        exported
            .PromptPoints.Where(point => point.Metric == "llmhygiene.prompt.duration")
            .Select(point => $"{point.Tag("gen_ai.prompt.name")} {point.Count}")
            .Order(StringComparer.Ordinal);

    private static IEnumerable<string> ChatPrompts(ExportedTelemetry exported) =>
        exported
            .Spans.Where(span => span.DisplayName.StartsWith("chat ", StringComparison.Ordinal))
            .Select(span => span.GetTagItem("gen_ai.prompt.name") as string ?? "")
            .Order(StringComparer.Ordinal);

    private sealed class ToolPrompt(Func<string> tool) : IPrompt
    {
        public PromptInfo Info { get; } = new("weather", "1.0.0", "sha256:0");

        public IReadOnlyList<ChatMessage> ToMessages() => [new(ChatRole.User, "Weather?")];

        public ChatOptions ToOptions() => new() { ModelId = "gpt-5.4-mini", Tools = [AIFunctionFactory.Create(tool, "weather")] };
    }

    /// <summary>Requests the tool once, and responds when it has the result.</summary>
    private sealed class ToolCallingClient : IChatClient
    {
        public async Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages,
            ChatOptions? options = null,
            CancellationToken cancellationToken = default
        )
        {
            await Task.Yield();
            var answered = options?.Tools is null || messages.Any(message => message.Contents.OfType<FunctionResultContent>().Any());
            var response = ScriptedChatClient.Hello();
            return answered
                ? response
                : new ChatResponse(new ChatMessage(ChatRole.Assistant, [new FunctionCallContent("1", "weather")]))
                {
                    ModelId = response.ModelId,
                    Usage = response.Usage,
                };
        }

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages,
            ChatOptions? options = null,
            [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default
        )
        {
            foreach (var update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates())
                yield return update;
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose() { }
    }
}
