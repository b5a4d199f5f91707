using System.Diagnostics;
using Microsoft.Extensions.AI;

namespace LlmHygiene.Tests;

/// <summary>Which spans and metrics exist, with which tags, for each way to name a prompt.</summary>
[Collection(nameof(TelemetryCollection))]
public sealed class UsePromptTelemetryTests
{
    private static readonly string[] s_answer = ["prompt.cost 1", "prompt.duration 1", "prompt.usage:input 1", "prompt.usage:output 1"];

    private static readonly string[] s_stream =
    [
        "prompt.cost 1",
        "prompt.duration 1",
        "prompt.time_per_output_chunk 2",
        "prompt.time_to_first_chunk 1",
        "prompt.usage:input 1",
        "prompt.usage:output 1",
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_prompt_is_on_both_spans_and_measured_once(bool streamed)
    {
        var exported = await ExportedTelemetry.OfAsync(client =>
            streamed
                ? Read(PromptExecution.GetStreamingResponseAsync(new TestPrompt("greet"), client, Ct))
                : PromptExecution.GetResponseAsync(new TestPrompt("greet"), client, Ct)
        );

        Assert.Equal(["chat gpt-5.4-mini", "prompt greet"], exported.SpanNames);
        Assert.All(exported.Spans, span => AssertTagged(span, "greet", "1.2.0"));
        AssertMeasured(exported, streamed, "greet", "1.2.0");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_scope_is_on_both_spans_and_its_call_is_measured_once(bool streamed)
    {
        var exported = await ExportedTelemetry.OfAsync(async client =>
        {
            using var scope = PromptScope.Begin("by-hand", "3.0.0");
            await Call(client, streamed, Options());
        });

        Assert.Equal(["chat gpt-5.4-mini", "prompt by-hand"], exported.SpanNames);
        Assert.All(exported.Spans, span => AssertTagged(span, "by-hand", "3.0.0"));
        AssertMeasured(exported, streamed, "by-hand", "3.0.0");
    }

    [Theory]
    [InlineData("gen_ai.prompt.name", "gen_ai.prompt.version", false)]
    [InlineData("gen_ai.prompt.name", "gen_ai.prompt.version", true)]
    [InlineData("prompt.name", "prompt.version", false)]
    [InlineData("prompt_name", "prompt_version", true)]
    [InlineData("promptName", "promptVersion", false)]
    [InlineData("PROMPT_NAME", "PromptVersion", false)]
    public async Task Additional_properties_are_on_the_chat_span_and_the_call_is_measured_once(
        string nameKey,
        string versionKey,
        bool streamed
    )
    {
        var inner = new ScriptedChatClient();
        var options = Options((nameKey, "summary"), (versionKey, "2.1.0"));

        var exported = await ExportedTelemetry.OfAsync(client => Call(client, streamed, options), inner);

        AssertTagged(Assert.Single(exported.Spans), "summary", "2.1.0");
        AssertMeasured(exported, streamed, "summary", "2.1.0");
        Assert.Equal("2.1.0", inner.SeenOptions!.AdditionalProperties![versionKey]);
        Assert.Equal(2, options.AdditionalProperties!.Count);
    }

    [Fact]
    public async Task A_call_that_names_no_prompt_is_neither_tagged_nor_measured()
    {
        var exported = await ExportedTelemetry.OfAsync(client => Call(client, streamed: false, Options(("user", "7"))));

        AssertTagged(Assert.Single(exported.Spans), name: null, version: null);
        Assert.Empty(exported.PromptPoints);
    }

    [Fact]
    public async Task The_options_take_precedence_over_the_scope()
    {
        var exported = await ExportedTelemetry.OfAsync(async client =>
        {
            using var scope = PromptScope.Begin("outer", "1.0.0");
            await Call(client, streamed: false, Options(("prompt_version", "7")));
        });

        AssertTagged(exported.Spans[0], name: null, "7");
        Assert.Null(exported.Prompt("duration").Tag("gen_ai.prompt.name"));
        Assert.Equal("7", exported.Prompt("duration").Tag("gen_ai.prompt.version"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_prompt_in_a_scope_is_measured_once_as_itself(bool streamed)
    {
        var exported = await ExportedTelemetry.OfAsync(async client =>
        {
            using var scope = PromptScope.Begin("outer", "1.0.0");
            if (streamed)
                await Read(PromptExecution.GetStreamingResponseAsync(new TestPrompt("greet"), client, Ct));
            else
                await PromptExecution.GetResponseAsync(new TestPrompt("greet"), client, Ct);
        });

        Assert.Equal(["chat gpt-5.4-mini", "prompt greet", "prompt outer"], exported.SpanNames);
        AssertTagged(exported.Spans[0], "greet", "1.2.0");
        AssertMeasured(exported, streamed, "greet", "1.2.0");
    }

    [Fact]
    public async Task Streams_that_are_read_in_turn_are_measured_once_each()
    {
        var exported = await ExportedTelemetry.OfAsync(async client =>
        {
            await using var first = PromptExecution.GetStreamingResponseAsync(new TestPrompt("first"), client, Ct).GetAsyncEnumerator(Ct);
            await using var second = PromptExecution.GetStreamingResponseAsync(new TestPrompt("second"), client, Ct).GetAsyncEnumerator(Ct);
            while (await first.MoveNextAsync())
                await second.MoveNextAsync();
            Assert.False(await second.MoveNextAsync());
        });

        Assert.Equal(
            ["first", "second"],
            exported.Spans.Where(span => span.DisplayName == "chat gpt-5.4-mini").Select(span => span.GetTagItem("gen_ai.prompt.name"))
        );
        Assert.Equal(
            ["first 1", "second 1"],
            exported
                .PromptPoints.Where(point => point.Metric == "llmhygiene.prompt.duration")
                .Select(point => $"{point.Tag("gen_ai.prompt.name")} {point.Count}")
        );
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_prompt_is_measured_once_when_nobody_listens_for_spans(bool streamed)
    {
        using var telemetry = new TelemetryRecorder(spans: false);
        using var client = new ScriptedChatClient().AsBuilder().UseOpenTelemetry().UsePromptTelemetry().Build();

        if (streamed)
            await Read(PromptExecution.GetStreamingResponseAsync(new TestPrompt("greet"), client, Ct));
        else
            await PromptExecution.GetResponseAsync(new TestPrompt("greet"), client, Ct);

        Assert.Equal("success", telemetry.Metric("llmhygiene.prompt.duration").Tags["llmhygiene.outcome"]);
    }

    [Fact]
    public async Task A_version_need_not_be_text_and_an_empty_one_does_not_count()
    {
        var number = await ExportedTelemetry.OfAsync(client => Call(client, streamed: false, Options(("promptVersion", 3))));
        var blank = await ExportedTelemetry.OfAsync(client => Call(client, streamed: false, Options(("promptVersion", " "))));

        AssertTagged(Assert.Single(number.Spans), name: null, "3");
        AssertTagged(Assert.Single(blank.Spans), name: null, version: null);
        Assert.Empty(blank.PromptPoints);
    }

    [Fact]
    public async Task Additional_keys_can_be_passed()
    {
        var exported = await ExportedTelemetry.OfAsync(
            client => Call(client, streamed: false, Options(("x-prompt", "9.0.0"))),
            pipeline: builder => builder.UseOpenTelemetry().UsePromptTelemetry("x-prompt")
        );

        AssertTagged(Assert.Single(exported.Spans), name: null, "9.0.0");
    }

    [Fact]
    public async Task Used_twice_it_measures_once()
    {
        var exported = await ExportedTelemetry.OfAsync(
            client => Call(client, streamed: false, Options(("prompt_version", "1"))),
            pipeline: builder =>
                builder
                    .UsePromptTelemetry()
                    .UseOpenTelemetry()
                    .UseLogging(Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance)
                    .UsePromptTelemetry()
        );

        AssertTagged(Assert.Single(exported.Spans), name: null, "1");
        Assert.Equal(s_answer, exported.PromptCounts);
    }

    [Fact]
    public async Task Outside_UseOpenTelemetry_it_finds_no_span_but_still_measures()
    {
        var exported = await ExportedTelemetry.OfAsync(
            client => Call(client, streamed: false, Options(("prompt_version", "1"))),
            pipeline: builder => builder.UsePromptTelemetry().UseOpenTelemetry()
        );

        AssertTagged(Assert.Single(exported.Spans), name: null, version: null);
        Assert.Equal(s_answer, exported.PromptCounts);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("execute_tool")]
    [InlineData("invoke_agent")]
    public async Task A_span_of_anything_else_is_left_alone(string? operation)
    {
        using var request = new Activity("request").Start();
        request.SetTag("gen_ai.operation.name", operation);

        await ExportedTelemetry.OfAsync(
            client => Call(client, streamed: false, Options(("prompt_version", "1"))),
            pipeline: builder => builder.UsePromptTelemetry()
        );

        AssertTagged(request, name: null, version: null);
    }

    [Fact]
    public async Task A_chat_span_that_names_another_prompt_keeps_it()
    {
        using var chat = new Activity("chat").Start();
        chat.SetTag("gen_ai.operation.name", "chat").SetTag("gen_ai.prompt.version", "1");

        await ExportedTelemetry.OfAsync(
            client => Call(client, streamed: false, Options(("prompt_name", "p"), ("prompt_version", "2"))),
            pipeline: builder => builder.UsePromptTelemetry()
        );

        AssertTagged(chat, name: null, "1");
    }

    [Fact]
    public async Task Recorded_content_is_on_the_chat_span_alone_and_no_tag_is_there_twice()
    {
        var exported = await ExportedTelemetry.OfAsync(
            client => PromptExecution.GetResponseAsync(new TestPrompt("greet"), client, Ct),
            pipeline: builder => builder.UseOpenTelemetry(configure: client => client.EnableSensitiveData = true).UsePromptTelemetry()
        );

        AssertTagged(exported.Spans[0], "greet", "1.2.0");
        Assert.Contains("secret ticket", (string)exported.Spans[0].GetTagItem("gen_ai.input.messages")!);
        Assert.Equal(exported.Spans[0].TagObjects.Select(tag => tag.Key).Distinct(), exported.Spans[0].TagObjects.Select(tag => tag.Key));
        Assert.DoesNotContain(exported.Spans[1].TagObjects, tag => tag.Value is string text && text.Contains("secret"));
    }

    [Theory]
    [InlineData("aws.bedrock")]
    [InlineData("azure.ai.inference")]
    public async Task A_tag_that_would_reach_the_provider_is_removed_from_a_copy(string provider)
    {
        var inner = new ScriptedChatClient(provider);
        var options = Options(("prompt_name", "summary"), ("prompt_version", "2.1.0"), ("top_a", 1));

        var exported = await ExportedTelemetry.OfAsync(client => Call(client, streamed: false, options), inner);

        AssertTagged(Assert.Single(exported.Spans), "summary", "2.1.0");
        Assert.Equal(["top_a"], inner.SeenOptions!.AdditionalProperties!.Keys);
        Assert.Equal("gpt-5.4-mini", inner.SeenOptions.ModelId);
        Assert.Equal(3, options.AdditionalProperties!.Count);
    }

    [Fact]
    public async Task A_prompt_that_would_reach_the_provider_is_tagged_and_not_sent()
    {
        var inner = new ScriptedChatClient("aws.bedrock");

        var exported = await ExportedTelemetry.OfAsync(
            client => PromptExecution.GetResponseAsync(new TestPrompt("greet"), client, Ct),
            inner
        );

        Assert.All(exported.Spans, span => AssertTagged(span, "greet", "1.2.0"));
        Assert.Equal(s_answer, exported.PromptCounts);
        Assert.Empty(inner.SeenOptions!.AdditionalProperties!);
    }

    [Fact]
    public void Arguments_are_checked()
    {
        Assert.Throws<ArgumentNullException>("builder", () => default(ChatClientBuilder)!.UsePromptTelemetry());
        Assert.Throws<ArgumentNullException>("versionKeys", () => new ScriptedChatClient().AsBuilder().UsePromptTelemetry(null!));
    }

    private static ChatOptions Options(params (string Key, object Value)[] properties)
    {
        var options = new ChatOptions { ModelId = "gpt-5.4-mini", AdditionalProperties = [] };
        foreach (var (key, value) in properties)
            options.AdditionalProperties[key] = value;
        return options;
    }

    private static Task Call(IChatClient client, bool streamed, ChatOptions options) =>
        streamed ? Read(client.GetStreamingResponseAsync("Hi", options, Ct)) : client.GetResponseAsync("Hi", options, Ct);

    private static async Task Read(IAsyncEnumerable<ChatResponseUpdate> stream)
    {
        await foreach (var _ in stream)
            ;
    }

    private static void AssertTagged(Activity span, string? name, string? version)
    {
        Assert.Equal(name, span.GetTagItem("gen_ai.prompt.name"));
        Assert.Equal(version, span.GetTagItem("gen_ai.prompt.version")?.ToString());
    }

    private static void AssertMeasured(ExportedTelemetry exported, bool streamed, string name, string version)
    {
        Assert.Equal(streamed ? s_stream : s_answer, exported.PromptCounts);
        Assert.Equal(40, exported.Prompt("usage", "input").Sum);
        Assert.Equal(2, exported.Prompt("usage", "output").Sum);
        Assert.Equal(0.000039, exported.Prompt("cost").Sum, 12);
        Assert.All(
            exported.PromptPoints,
            point =>
                Assert.Equal(
                    new Dictionary<string, string?>
                    {
                        ["gen_ai.prompt.name"] = name,
                        ["gen_ai.prompt.version"] = version,
                        ["gen_ai.request.model"] = "gpt-5.4-mini",
                        ["gen_ai.response.model"] = "gpt-5.4-mini-2026-03-05",
                        ["llmhygiene.outcome"] = "success",
                    },
                    point.Tags.Where(tag => tag.Key != "gen_ai.token.type").ToDictionary()
                )
        );
        // The client's own metrics, each once: none of them is repeated under another name.
        Assert.Equal(
            streamed
                ?
                [
                    "gen_ai.client.operation.duration 1",
                    "gen_ai.client.operation.time_per_output_chunk 2",
                    "gen_ai.client.operation.time_to_first_chunk 1",
                    "gen_ai.client.token.usage 1",
                    "gen_ai.client.token.usage 1",
                ]
                : ["gen_ai.client.operation.duration 1", "gen_ai.client.token.usage 1", "gen_ai.client.token.usage 1"],
            exported.Points.Except(exported.PromptPoints).Select(point => $"{point.Metric} {point.Count}").Order(StringComparer.Ordinal)
        );
    }
}
