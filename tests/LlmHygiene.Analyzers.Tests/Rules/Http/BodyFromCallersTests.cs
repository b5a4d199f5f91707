using LlmHygiene.Analyzers.Rules.Http;
using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Rules.Http;

/// <summary>Requests whose body is a parameter: what the callers pass is what is sent, if all of them are known.</summary>
public class BodyFromCallersTests
{
    private const string Hello = "new { model = \"gpt-4o\", max_tokens = 5, prompt = \"Say hello\" }";

    [Theory]
    [InlineData($"Task A() => Send({Hello});", "model=Constant(gpt-4o); prompt=Untagged; limit=Set(5)")]
    [InlineData($"Task A() => Send(body: {Hello}, token: default);", "model=Constant(gpt-4o); prompt=Untagged; limit=Set(5)")]
    [InlineData($"Task A() => Send({Hello}); Task B() => Send({Hello});", "model=Constant(gpt-4o); prompt=Untagged; limit=Set(5)")]
    [InlineData(
        $"Task A() => Send({Hello}); Task B(string text) => Send(new {{ model = \"gpt-5\", max_tokens = 7, prompt = text }});",
        "model=Configured; prompt=FlowsIn; limit=Set"
    )]
    [InlineData(
        $"Task A() => Send({Hello}); Task B(string text) => Send(new {{ model = \"gpt-4o\", prompt = text }});",
        "model=Constant(gpt-4o); prompt=FlowsIn; limit=FlowsIn"
    )]
    [InlineData(
        "Task A() => Send(new Dictionary<string, object> { [\"model\"] = \"gpt-4o\" });",
        "model=Constant(gpt-4o); prompt=FlowsIn; limit=Unset"
    )]
    // A retry with the same body.
    [InlineData(
        $"Task A() => Retry({Hello}); "
            + "async Task Retry(object body) { try { await Send(body); } catch (TimeoutException) { await Retry(body); } }",
        "model=Constant(gpt-4o); prompt=Untagged; limit=Set(5)"
    )]
    // Through a method in between.
    [InlineData(
        $"Task A() => Middle({Hello}); Task Middle(object request) => Send(request);",
        "model=Constant(gpt-4o); prompt=Untagged; limit=Set(5)"
    )]
    // One of the callers is not known.
    [InlineData($"Task A() => Send({Hello}); Task B(object other) => Send(other);", Unknown)]
    [InlineData($"Task A() => Send({Hello}); Func<object, CancellationToken, Task> B() => Send;", Unknown)]
    [InlineData($"Task A() => Send({Hello}); Task B() => Send(Load()); object Load() => JsonNode.Parse(Console.ReadLine()!)!;", Unknown)]
    [InlineData("Task Again(object body) => Send(body);", Unknown)]
    [InlineData("", Unknown)]
    public async Task The_callers_say_what_is_sent(string callers, string facts) =>
        Assert.Equal(Entry(facts), await EntryAsync(Sender("internal", callers)));

    [Fact]
    public async Task A_library_has_callers_elsewhere() =>
        Assert.Equal(Entry(Unknown), await EntryAsync(Sender("public", $"Task A() => Send({Hello});")));

    [Theory]
    [InlineData("body[\"max_tokens\"] = 9;")]
    [InlineData("body.Add(\"max_tokens\", 9);")]
    [InlineData("Complete(body);")]
    [InlineData("body = new() { [\"max_tokens\"] = 9 };")]
    public async Task A_method_that_changes_what_it_is_given(string change) =>
        Assert.DoesNotContain(
            "limit=Unset",
            await EntryAsync(
                $$"""
                internal class Sender(HttpClient http)
                {
                    public Task Send(Dictionary<string, object> body)
                    {
                        {{change}}
                        return http.PostAsJsonAsync("https://api.openai.com/v1/chat/completions", body);
                    }
                    public Task A() => Send(new() { ["model"] = "gpt-4o" });
                    private static void Complete(Dictionary<string, object> body) => body["max_tokens"] = 9;
                }
                """
            ),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("if (request.Model == \"\") return Task.CompletedTask;", "model=Constant(gpt-4o)")]
    [InlineData("request.Model = \"gpt-5\";", "model=FlowsIn")]
    [InlineData("request.Options.MaxTokens = 5;", "model=FlowsIn")]
    public async Task A_request_of_the_project(string before, string model) =>
        Assert.Contains(
            model,
            await EntryAsync(
                $$"""
                internal class Options { public int MaxTokens { get; set; } }
                internal class Request
                {
                    public string Model { get; set; } = "";
                    public Options Options { get; set; } = new();
                }
                internal class Sender(HttpClient http)
                {
                    public Task Send(Request request)
                    {
                        {{before}}
                        return http.PostAsJsonAsync("https://api.openai.com/v1/chat/completions", request);
                    }
                    public Task A() => Send(new Request { Model = "gpt-4o" });
                }
                """
            ),
            StringComparison.Ordinal
        );

    [Fact]
    public async Task Text_that_callers_make() =>
        Assert.Equal(
            Entry("model=Constant(gpt-4o); prompt=FlowsIn; limit=Set(7)"),
            await EntryAsync(
                """
                internal class Sender(HttpClient http)
                {
                    public Task Send(string json, CancellationToken token) =>
                        http.PostAsync("https://api.openai.com/v1/chat/completions", new StringContent(json), token);
                    public Task A(string text) =>
                        Send(JsonSerializer.Serialize(new { model = "gpt-4o", max_tokens = 7, prompt = text }), default);
                }
                """
            )
        );

    [Fact]
    public Task The_bodies_of_callers_show_what_a_common_path_is() =>
        RuleTest.VerifyAsync<RawHttpAnalyzer>(
            [
                """
                internal class Models(HttpClient http, string address)
                {
                    private Task<HttpResponseMessage> Respond(object body) => http.[|PostAsJsonAsync|](address + "/responses", body);
                    public Task A(string text) => Respond(new { model = "m", input = text });
                    private Task<HttpResponseMessage> Send(object body) => http.[|PostAsJsonAsync|](address, body);
                    public Task B(string text) => Send(new { model = "m", messages = new[] { new { role = "user", content = text } } });
                }
                internal class Surveys(HttpClient http, string address)
                {
                    private Task<HttpResponseMessage> Respond(object body) => http.PostAsJsonAsync(address + "/responses", body);
                    public Task A(string text) => Respond(new { model = "m", input = text });
                    public Task B(string text) => Respond(new { survey = "s", input = text });
                }
                """,
            ],
            only: "LLMH3001"
        );

    [Fact]
    public async Task The_older_level_does_not_follow_callers() =>
        Assert.Equal(Entry(Unknown), await EntryAsync(Sender("internal", $"Task A() => Send({Hello});"), level: "0.1"));

    private const string Unknown = "model=FlowsIn; prompt=FlowsIn; limit=FlowsIn";

    private static string Entry(string facts) => $"sdk=System.Net.Http; operation=chat; {facts}; cancellation=Passed; via=Http";

    private static string Sender(string access, string callers) =>
        $$"""
            {{access}} class Sender(HttpClient http)
            {
                public Task Send(object body, CancellationToken token = default) =>
                    http.PostAsJsonAsync("https://api.openai.com/v1/chat/completions", body, token);
                {{callers}}
            }
            """;

    private static async Task<string> EntryAsync(string source, string? level = null) =>
        Assert
            .Single(
                await RuleTest.DiagnosticsAsync<RawHttpAnalyzer>(
                    [source],
                    inventory: true,
                    config: level is null ? null : new() { ["build_property.LlmHygieneLevel"] = level }
                ),
                diagnostic => diagnostic.Id == "LLMH0001"
            )
            .GetMessage(null);
}
