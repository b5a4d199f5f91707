using System.Text.Json;
using LlmHygiene.Analyzers.Generation;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.Extensions.AI;

namespace LlmHygiene.Analyzers.Tests.Generation;

/// <summary>What OpenAI's real client sends for a prompt with an output: the schema is strict where it can be.</summary>
public class StrictOutputRequestTests
{
    private const string Record = """
        output:
          title: { type: string, description: One line. }
          urgency: { enum: [low, high] }
          due: { type: date, optional: true }
          topics: { list: string }
          customer: { optional: true, fields: { name: string, note: { type: string, optional: true } } }
        """;

    private const string Json = """{"title":"t","urgency":"low","due":null,"topics":[],"customer":null}""";

    [Fact]
    public async Task The_schema_of_a_generated_record_is_strict_and_the_request_says_so()
    {
        var format = await FormatAsync(Record, Json);

        Assert.True(format.GetProperty("strict").GetBoolean());
        const string Expected = """
            {"type":"object","properties":{"title":{"type":"string","description":"One line."},
            "urgency":{"type":"string","enum":["low","high"]},"due":{"type":["string","null"],"description":"format: date"},
            "topics":{"type":"array","items":{"type":"string"}},
            "customer":{"type":["object","null"],"properties":{"name":{"type":"string"},"note":{"type":["string","null"]}},
            "required":["name","note"],"additionalProperties":false}},"required":["title","urgency","due","topics","customer"],
            "additionalProperties":false}
            """;
        Assert.Equal(Expected.ReplaceLineEndings(""), JsonSerializer.Serialize(format.GetProperty("schema")));
    }

    [Fact]
    public async Task A_file_of_GitHub_Models_can_ask_for_less()
    {
        const string Schema = """
            responseFormat: json_schema
            jsonSchema: '{ "name": "n", STRICT "schema": { "type": "object", "properties": { "title": { "type": "string" } } } }'
            """;
        Assert.True(await IsStrictAsync(Schema.Replace("STRICT", "", StringComparison.Ordinal), """{"title":"t"}"""));
        Assert.True(await IsStrictAsync(Schema.Replace("STRICT", "\"strict\": true,", StringComparison.Ordinal), """{"title":"t"}"""));
        Assert.Null(await IsStrictAsync(Schema.Replace("STRICT", "\"strict\": false,", StringComparison.Ordinal), """{"title":"t"}"""));
    }

    [Theory]
    [InlineData(
        "public record Triage(string Title, int? Days, Urgency Urgency, List<Part> Parts); public record Part(string Name, bool Ok = true);"
    )]
    [InlineData(
        "public record Triage { public string Title { get; set; } = \"\"; public Part? Part { get; set; } } public record Part(int X);"
    )]
    public async Task The_schema_of_a_handwritten_type_is_strict_where_it_can_be(string types)
    {
        var format = await FormatAsync("output: Shop.Triage", "{}", types);

        Assert.True(format.GetProperty("strict").GetBoolean());
        AssertRequired(format.GetProperty("schema"));
    }

    [Theory]
    [InlineData("public record Triage(string Title, Dictionary<string, int> Counts);")]
    [InlineData("public record Triage(string Title, object Anything);")]
    [InlineData("public record Triage(string Title, System.Text.Json.JsonElement Anything);")]
    [InlineData("public record Triage(string Title, List<Triage> Children);")]
    [InlineData("public record Triage;")]
    public async Task A_schema_that_cannot_be_strict_is_sent_without_the_request(string types) =>
        Assert.Null(await IsStrictAsync("output: Shop.Triage", "{}", types));

    [Theory]
    [InlineData("Task<Triage>", "record Triage(string Title, int? Days)", true)]
    [InlineData("Task<ChatResponse<Triage>>", "record Triage(string Title, int? Days)", true)]
    [InlineData("Task<Triage>", "record Triage(string Title, Dictionary<string, int> Counts)", null)]
    [InlineData("Task<IReadOnlyList<Triage>>", "record Triage(string Title)", true)]
    public async Task A_method_that_returns_data_requests_it_strictly_where_it_can(string result, string type, bool? expected)
    {
        var send = new PromptProject
        {
            Generator = new PromptMethodGenerator(),
            Source = $$"""
                using System;
                using System.Collections.Generic;
                using System.Threading.Tasks;
                using LlmHygiene;
                using Microsoft.Extensions.AI;
                public {{type}};
                public static partial class Prompts
                {
                    [Prompt("triage", "1.0.0", User = "Hello")]
                    public static partial {{result}} TriageAsync(IChatClient client);
                }
                public static class Test
                {
                    public static Func<IChatClient, Task> Run() => Prompts.TriageAsync;
                }
                """,
        }.Run<Func<IChatClient, Task>>();
        var (client, request) = RecordedRequest.OpenAI("""{"title":"t","days":1,"counts":{},"data":[]}""");

        await send(client);

        Assert.Equal(expected, Strict(Format(request)));
    }

    // OpenAI's client would make them strict as well, which is an error for parameters such as a dictionary.
    [Fact]
    public async Task Tools_of_the_caller_stay_as_they_are()
    {
        var tool = AIFunctionFactory.Create((Dictionary<string, string> counts) => counts.Count, "count");
        var (client, request) = RecordedRequest.OpenAI(Json);

        await Sender(Record, "")(client, new ChatOptions { Tools = [tool] });

        Assert.Null(Strict(Format(request)));
        var function = request.Body.GetProperty("tools")[0].GetProperty("function");
        Assert.False(function.TryGetProperty("strict", out var strict) && strict.GetBoolean());
    }

    [Fact]
    public async Task Tools_that_say_whether_they_are_strict_leave_the_output_strict()
    {
        var tool = AIFunctionFactory.Create(
            (string name) => name.Length,
            new AIFunctionFactoryOptions
            {
                Name = "count",
                AdditionalProperties = new Dictionary<string, object?> { ["strict"] = false },
            }
        );
        var (client, request) = RecordedRequest.OpenAI(Json);

        await Sender(Record, "")(client, new ChatOptions { Tools = [tool] });

        Assert.True(Strict(Format(request)));
    }

    private static async Task<bool?> IsStrictAsync(string output, string response, string types = "") =>
        Strict(await FormatAsync(output, response, types));

    private static bool? Strict(JsonElement format) =>
        format.TryGetProperty("strict", out var strict) && strict.ValueKind != JsonValueKind.Null ? strict.GetBoolean() : null;

    private static async Task<JsonElement> FormatAsync(string output, string response, string types = "")
    {
        var (client, request) = RecordedRequest.OpenAI(response);
        await Sender(output, types)(client, null);
        return Format(request);
    }

    private static JsonElement Format(RecordedRequest request) => request.Body.GetProperty("response_format").GetProperty("json_schema");

    private static Func<IChatClient, ChatOptions?, Task> Sender(string output, string types) =>
        (
            PromptProject.With($"name: triage\nversion: 1.0.0\n{output}\nmessages:\n  - role: user\n    content: Hello\n") with
            {
                Source = $$"""
                    using System;
                    using System.Collections.Generic;
                    using System.Threading.Tasks;
                    using LlmHygiene;
                    using Microsoft.Extensions.AI;
                    namespace Shop
                    {
                        public enum Urgency { Low, High }
                        {{types}}
                    }
                    public static class Test
                    {
                        public static Func<IChatClient, ChatOptions?, Task> Run() =>
                            (client, options) => new Shop.Prompts.TriagePrompt.V1().GetResponseAsync(client, options);
                    }
                    """,
            }
        ).Run<Func<IChatClient, ChatOptions?, Task>>();

    private static void AssertRequired(JsonElement schema)
    {
        if (schema.TryGetProperty("properties", out var properties))
        {
            Assert.Equal(
                properties.EnumerateObject().Select(property => property.Name),
                schema.GetProperty("required").EnumerateArray().Select(name => name.GetString())
            );
            Assert.False(schema.GetProperty("additionalProperties").GetBoolean());
            foreach (var property in properties.EnumerateObject())
                AssertRequired(property.Value);
        }

        if (schema.TryGetProperty("items", out var items))
            AssertRequired(items);
    }
}
