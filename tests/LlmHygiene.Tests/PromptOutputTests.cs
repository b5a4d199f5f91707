using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace LlmHygiene.Tests;

/// <summary>Prompts whose response is data.</summary>
[Collection(nameof(TelemetryCollection))]
public sealed class PromptOutputTests
{
    private const string Schema =
        """{"type":"object","properties":{"mood":{"type":"string"},"score":{"type":["integer","null"]}},"required":"""
        + """["mood","score"],"additionalProperties":false}""";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static ScriptedChatClient Client(string answer) =>
        new()
        {
            Answer = _ =>
                Task.FromResult(
                    new ChatResponse(new ChatMessage(ChatRole.Assistant, answer))
                    {
                        ModelId = "m",
                        ResponseId = "r",
                        Usage = new UsageDetails { InputTokenCount = 1, OutputTokenCount = 2 },
                    }
                ),
        };

    [Fact]
    public async Task The_response_is_read_and_the_schema_was_requested()
    {
        var client = Client("""{"mood":"good","score":3}""");

        var response = await PromptExecution.GetResponseAsync(new MoodPrompt(), client, Ct);

        Assert.Equal(new Mood("good", 3), response.Result);
        Assert.Equal("r", response.ResponseId);
        var format = Assert.IsType<ChatResponseFormatJson>(client.SeenOptions!.ResponseFormat);
        Assert.Equal(("mood", Schema), (format.SchemaName, format.Schema!.Value.GetRawText()));
    }

    [Theory]
    [InlineData("openai", Schema, true)]
    [InlineData("aws.bedrock", Schema, null)]
    [InlineData("azure.ai.inference", Schema, null)]
    [InlineData("openai", """{"type":"object","properties":{"mood":{"type":"string"}},"additionalProperties":false}""", null)]
    [InlineData("openai", """{"type":"object","properties":{"mood":{}},"required":["mood"],"additionalProperties":false}""", null)]
    [InlineData("openai", """{"type":"object","properties":{},"required":[],"additionalProperties":{"type":"string"}}""", null)]
    public async Task A_schema_that_allows_it_is_requested_strictly_where_the_request_stays_in_the_process(
        string provider,
        string schema,
        bool? expected
    )
    {
        var client = new ScriptedChatClient(provider) { Answer = _ => Client("{}").Answer(Ct) };

        await new MoodPrompt(schema).GetResponseAsync(client, new ChatOptions { ConversationId = "c1" }, Ct);

        Assert.Equal(expected, client.SeenOptions!.AdditionalProperties?.GetValueOrDefault("strict"));
    }

    [Fact]
    public async Task A_request_that_would_leave_the_process_is_removed_from_options_that_code_sends_itself()
    {
        var client = new ScriptedChatClient("aws.bedrock");
        var prompt = new MoodPrompt();
        var options = prompt.ToOptions();
        prompt.Info.Tag(options);
        prompt.Output.RequestStrict(options);

        await client.AsBuilder().UsePromptTelemetry().Build().GetResponseAsync(prompt.ToMessages(), options, Ct);

        Assert.Empty(client.SeenOptions!.AdditionalProperties!);
        Assert.Equal(3, options.AdditionalProperties!.Count);
    }

    [Fact]
    public async Task What_the_caller_says_about_strictness_stays()
    {
        var client = new ScriptedChatClient("aws.bedrock") { Answer = _ => Client("{}").Answer(Ct) };

        await new TestPrompt("greet").GetResponseAsync(client, new ChatOptions { AdditionalProperties = new() { ["strict"] = true } }, Ct);

        Assert.Equal(true, client.SeenOptions!.AdditionalProperties!["strict"]);
    }

    [Fact]
    public async Task The_schema_is_requested_whatever_the_additional_options_contain()
    {
        var client = Client("""{"mood":"good","score":3}""");

        var response = await PromptExecution.GetResponseAsync(
            new MoodPrompt(),
            client,
            new ChatOptions { ResponseFormat = ChatResponseFormat.Text, ConversationId = "c1" },
            Ct
        );

        Assert.Equal(new Mood("good", 3), response.Result);
        Assert.Equal("mood", Assert.IsType<ChatResponseFormatJson>(client.SeenOptions!.ResponseFormat).SchemaName);
        Assert.Equal("c1", client.SeenOptions.ConversationId);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_response_is_one_span_and_one_duration(bool wrong)
    {
        using var telemetry = new TelemetryRecorder();

        var response = await PromptExecution.GetResponseAsync(new MoodPrompt(), Client(wrong ? "I am fine." : """{"mood":"good"}"""), Ct);

        var outcome = wrong ? "invalid_output" : "success";
        Assert.Equal(outcome, telemetry.Span.GetTagItem("llmhygiene.outcome"));
        Assert.Equal(outcome, telemetry.Metric("llmhygiene.prompt.duration").Tags["llmhygiene.outcome"]);
        Assert.Equal(ActivityStatusCode.Unset, telemetry.Span.Status);
        Assert.Null(telemetry.Span.GetTagItem("error.type"));
        Assert.Equal(2L, telemetry.Span.GetTagItem("llmhygiene.usage.output_tokens"));
        Assert.Equal(!wrong, response.TryGetResult(out _));
        Assert.Equal(wrong ? "I am fine." : """{"mood":"good"}""", response.Text);
    }

    [Fact]
    public async Task A_failure_of_the_client_is_a_failure()
    {
        using var telemetry = new TelemetryRecorder();
        var client = new ScriptedChatClient { Answer = _ => Task.FromException<ChatResponse>(new HttpRequestException("x")) };

        await Assert.ThrowsAsync<HttpRequestException>(() => PromptExecution.GetResponseAsync(new MoodPrompt(), client, Ct));

        Assert.Equal("failure", telemetry.Span.GetTagItem("llmhygiene.outcome"));
        Assert.Equal("System.Net.Http.HttpRequestException", telemetry.Span.GetTagItem("error.type"));
    }

    [Fact]
    public async Task A_client_that_returns_null_is_passed_through()
    {
        var client = new ScriptedChatClient { Answer = _ => Task.FromResult<ChatResponse>(null!) };
        Assert.Null(await PromptExecution.GetResponseAsync(new MoodPrompt(), client, Ct));

        using var telemetry = new TelemetryRecorder();
        Assert.Null(await PromptExecution.GetResponseAsync(new MoodPrompt(), client, Ct));
        Assert.Equal("success", telemetry.Span.GetTagItem("llmhygiene.outcome"));
    }

    [Fact]
    public void A_missing_prompt_or_client_is_named_at_the_call()
    {
        Assert.Throws<ArgumentNullException>(
            "prompt",
            () =>
            {
                _ = PromptExecution.GetResponseAsync<Mood>(null!, Client("{}"), Ct);
            }
        );
        Assert.Throws<ArgumentNullException>(
            "client",
            () =>
            {
                _ = PromptExecution.GetResponseAsync(new MoodPrompt(), null!, Ct);
            }
        );
    }

    [Theory]
    [InlineData("```json\n{\"mood\":\"good\"}\n```")]
    [InlineData("\n```\n{\"mood\":\"good\"}```\n")]
    [InlineData("{\"MOOD\":\"good\",\"other\":[1]}")]
    [InlineData("{\"mood\":\"good\",\"score\":null} So be it.")]
    public async Task Additions_of_models_are_ignored(string answer)
    {
        var response = await PromptExecution.GetResponseAsync(new MoodPrompt(), Client(answer), Ct);
        Assert.Equal(new Mood("good", null), response.Result);
        Assert.Equal("m", response.ModelId);
    }

    [Theory]
    [InlineData("Sure! Here is the JSON: {\"mood\":\"good\"}", "'$' is not JSON: the response begins with other text (line 1, byte 1).")]
    [InlineData("\n  Sure!\n{\"mood\":\"good\"}", "'$' is not valid JSON (line 2, byte 3).")]
    [InlineData("```json\nSure!\n```", "'$' is not JSON: the response begins with other text (line 1, byte 1).")]
    [InlineData("{\"mood\":\"cut off at the lim", "'$' is not complete JSON: it ends before the JSON does (line 1, byte 28).")]
    [InlineData("{\n  \"mood\": \"gööd\",", "'$' is not complete JSON: it ends before the JSON does (line 2, byte 20).")]
    [InlineData("```json\n{\"mood\":", "'$' is not JSON: the response begins with other text (line 1, byte 1).")]
    [InlineData("{", "'$' is not complete JSON: it ends before the JSON does (line 1, byte 2).")]
    [InlineData("{ mood: \"good\" }", "'$' is not valid JSON (line 1, byte 3).")]
    [InlineData("{\"mood\":\"good\",}", "'$' is not valid JSON (line 1, byte 16).")]
    [InlineData("{\"mood\":'good'}", "'$' is not valid JSON (line 1, byte 9).")]
    [InlineData("null", "'$' should be an object.")]
    [InlineData("5", "'$' should be an object.")]
    [InlineData("[]", "'$' should be an object.")]
    public async Task A_message_names_the_prompt_and_the_place_and_quotes_nothing(string answer, string problem)
    {
        foreach (var isMeasured in new[] { false, true })
        {
            using var telemetry = isMeasured ? new TelemetryRecorder() : null;
            var response = await PromptExecution.GetResponseAsync(new MoodPrompt(), Client(answer), Ct);
            for (var i = 0; i < 2; i++)
            {
                var error = Assert.Throws<JsonException>(() => response.Result);
                Assert.Equal("The response to the prompt 'mood' 1.2.0 does not match its output: " + problem, error.Message);
                Assert.Equal("$", error.Path);
                Assert.Null(error.InnerException);
            }

            Assert.False(response.TryGetResult(out _));
            Assert.Equal("r", response.ResponseId);
            if (isMeasured)
                Assert.Equal("invalid_output", telemetry!.Span.GetTagItem("llmhygiene.outcome"));
        }
    }

    [Fact]
    public void A_response_that_the_limit_cut_off_says_so()
    {
        var response = new ChatResponse(new ChatMessage(ChatRole.Assistant, "{\"mood\":")) { FinishReason = ChatFinishReason.Length };
        var read = new MoodPrompt().Output.Read(response);
        Assert.EndsWith(
            "'$' is not complete JSON: the output limit cut it off (line 1, byte 9).",
            Assert.Throws<JsonException>(() => read.Result).Message,
            StringComparison.Ordinal
        );
        Assert.Equal("{\"mood\":", read.Text);
        Assert.Equal(ChatFinishReason.Length, read.FinishReason);
    }

    [Fact]
    public void The_same_for_a_type_that_is_written_by_hand()
    {
        foreach (
            var (answer, problem) in new[]
            {
                ("Sure!", "'$' is not JSON: the response begins"),
                ("[1", "'$' is not complete"),
                ("null", "it is null."),
            }
        )
        {
            var response = new ChatResponse(new ChatMessage(ChatRole.Assistant, answer));
            var error = Assert.Throws<JsonException>(() => PromptOutput.OfType<Mood>(new MoodPrompt().Info, "mood").Read(response).Result);
            Assert.StartsWith(
                "The response to the prompt 'mood' 1.2.0 does not match its output: " + problem,
                error.Message,
                StringComparison.Ordinal
            );
            Assert.Throws<JsonException>(() => PromptOutput.OfType<List<int>>(new MoodPrompt().Info, "mood").Read(response).Result);
        }
    }

    [Fact]
    public void A_response_without_text_is_no_answer_at_all() =>
        Assert.Throws<InvalidOperationException>(() =>
            new MoodPrompt().Output.Read(new ChatResponse(new ChatMessage(ChatRole.Assistant, ""))).Result
        );

    [Fact]
    public void A_fence_is_removed_from_a_copy()
    {
        var message = new ChatMessage(
            ChatRole.Assistant,
            [new TextReasoningContent("thinking"), new TextContent("```json\n{\"mood\":\"good\"}\n```")]
        );
        var response = new ChatResponse(message) { FinishReason = ChatFinishReason.Stop };

        var read = new MoodPrompt().Output.Read(response);

        Assert.Equal("good", read.Result.Mood1);
        Assert.Equal("{\"mood\":\"good\"}", read.Text);
        Assert.IsType<TextReasoningContent>(read.Messages[0].Contents[0]);
        Assert.Equal(ChatFinishReason.Stop, read.FinishReason);
        Assert.StartsWith("```", response.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"score":1}""", "'$.mood' is missing", "$.mood")]
    [InlineData("""{"mood":1}""", "'$.mood' should be a text", "$.mood")]
    [InlineData("""{"mood":"x","score":1.5}""", "'$.score' should be a whole number", "$.score")]
    [InlineData("""{"mood":"x","score":99999999999}""", "'$.score' should be a whole number", "$.score")]
    [InlineData("[]", "'$' should be an object", "$")]
    public void A_wrong_response_names_prompt_and_location(string answer, string wrong, string path)
    {
        var response = new MoodPrompt().Output.Read(new ChatResponse(new ChatMessage(ChatRole.Assistant, answer)));
        var error = Assert.Throws<JsonException>(() => response.Result);
        Assert.Equal($"The response to the prompt 'mood' 1.2.0 does not match its output: {wrong}.", error.Message);
        Assert.Equal(path, error.Path);
        Assert.False(response.TryGetResult(out _));
    }

    [Fact]
    public void Every_kind_of_value_is_read_as_it_should_be()
    {
        Assert.Equal(new DateTime(2026, 1, 31), Read("\"2026-01-31\"", json => json.GetDate()));
        Assert.Equal(new DateTime(2026, 1, 31), Read("\"2026-01-31T10:00:00Z\"", json => json.GetDate()));
        Assert.Equal(3, Read("3.0", json => json.GetInt32()));
        Assert.Equal(3, Read("\"3\"", json => json.GetInt32()));
        Assert.Equal(1500d, Read("1.5e3", json => json.GetDouble()));
        Assert.True(Read("true", json => json.GetBoolean()));
        Assert.Equal(DayOfWeek.Friday, Read("\"FRI\"", json => json.GetOption(("mon", DayOfWeek.Monday), ("fri", DayOfWeek.Friday))));
        Assert.Equal([1, 2], Read("[1,2]", json => json.GetList(item => item.GetInt32())));
        Assert.Null(Read("""{"a":null}""", json => json.Find("a")?.GetString()));
        Assert.Null(Read("{}", json => json.Find("a")?.GetString()));
        Assert.Equal("x", Read("""{"A":"y","a":"x"}""", json => json.Get("a").GetString()));
    }

    [Theory]
    [InlineData("\"31.1.2026\"", "'$[0]' should be a date in the form 2026-01-31")]
    [InlineData("\"2026-01-311\"", "'$[0]' should be a date in the form 2026-01-31")]
    [InlineData("20260131", "'$[0]' should be a date in the form 2026-01-31")]
    public void A_wrong_item_is_named_by_its_path(string item, string wrong) =>
        Assert.Contains(
            wrong,
            Assert.Throws<JsonException>(() => Read($"[{item}]", json => json.GetList(one => one.GetDate()))).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Values_of_the_wrong_kind_throw()
    {
        Assert.Contains("should be true or false", Wrong("\"true\"", json => json.GetBoolean()), StringComparison.Ordinal);
        Assert.Contains("should be a number", Wrong("\"NaN\"", json => json.GetDouble()), StringComparison.Ordinal);
        Assert.Contains(
            "should be one of: mon",
            Wrong("\"tue\"", json => json.GetOption(("mon", DayOfWeek.Monday))),
            StringComparison.Ordinal
        );
        Assert.Contains("should be a list", Wrong("{}", json => json.GetList(item => item.GetString())), StringComparison.Ordinal);
        Assert.Contains("should be a text", Wrong("null", json => json.GetString()), StringComparison.Ordinal);

        static string Wrong<T>(string json, Func<PromptOutputValue, T> read) =>
            Assert.Throws<JsonException>(() => Read($"{{\"x\":{json}}}", root => root.Get("x").Read(read))).Message;
    }

    [Fact]
    public void A_type_without_metadata_throws_when_the_metadata_is_requested()
    {
        var empty = new JsonSerializerOptions { TypeInfoResolver = System.Text.Json.Serialization.Metadata.JsonTypeInfoResolver.Combine() };
        var output = PromptOutput.OfType<Mood>(new MoodPrompt().Info, "mood", empty);
        Assert.Contains(
            "'jsonContext:'",
            Assert.Throws<InvalidOperationException>(() => output.ResponseFormat).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "The prompt 'mood' 1.2.0",
            Assert.Throws<InvalidOperationException>(() => output.SerializerOptions).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_options_of_an_output_write_nothing() =>
        Assert.Throws<NotSupportedException>(() =>
            JsonSerializer.Serialize(new Mood("x", null), new MoodPrompt().Output.SerializerOptions)
        );

    private static T Read<T>(string json, Func<PromptOutputValue, T> read)
    {
        using var document = JsonDocument.Parse(json);
        return read(new PromptOutputValue(new PromptInfo("mood", "1.2.0", "sha256:0"), "$", document.RootElement));
    }

    private sealed record Mood(string Mood1, int? Score);

    private sealed class MoodPrompt(string schema = Schema) : IPrompt<Mood>
    {
        public PromptInfo Info { get; } = new("mood", "1.2.0", "sha256:0");

        public PromptOutput<Mood> Output =>
            PromptOutput.Create(Info, "mood", schema, json => new Mood(json.Get("mood").GetString(), json.Find("score")?.GetInt32()));

        public IReadOnlyList<ChatMessage> ToMessages() => [new(ChatRole.User, "How are you?")];

        public ChatOptions ToOptions() => new();
    }
}
