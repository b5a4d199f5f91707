using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Tests.Facts.Model;

/// <summary>What is written to the options of a call, and when.</summary>
public class OptionsOrderTests
{
    private static Task<string> FactAsync(string fact, string body) =>
        FactTest.FactAsync(
            fact,
            $$"""
            #pragma warning disable OPENAI001
            class C
            {
                private readonly IChatClient _client = new OpenAI.Responses.ResponsesClient("key").AsIChatClient();
                private ChatOptions _kept = new();
                public async Task Ask(string text, bool again)
                {
                    await Task.Yield();
                    {{body}}
                }
            }
            """
        );

    [Theory]
    [InlineData("var o = new ChatOptions(); await _client.GetResponseAsync(text, o); o.ModelId = \"m\";")]
    [InlineData("ChatOptions o = new(); await _client.GetResponseAsync(text, o).ConfigureAwait(false); o.ModelId = \"m\";")]
    [InlineData("var o = new ChatOptions(); _client.GetResponseAsync(text, o).GetAwaiter().GetResult(); o.ModelId = \"m\";")]
    [InlineData("var o = new ChatOptions(); if (again) { await _client.GetResponseAsync(text, o); } o.ModelId = \"m\";")]
    [InlineData("var o = new ChatOptions(); var r = (await _client.GetResponseAsync(text, o)).Text; if (again) o.ModelId ??= r;")]
    [InlineData("while (again) { var o = new ChatOptions(); await _client.GetResponseAsync(text, o); o.ModelId = \"m\"; }")]
    [InlineData("var o = new ChatOptions(); await foreach (var u in _client.GetStreamingResponseAsync(text, o)) { } o.ModelId = \"m\";")]
    public async Task A_write_after_the_call_does_not_count(string body) => Assert.Equal("Absent", await FactAsync("model", body));

    // A local function or lambda may stand before its calls, but runs only after they have passed the options.
    [Theory]
    [InlineData("Task Ask(ChatOptions p) => _client.GetResponseAsync(text, p); var o = new ChatOptions { ModelId = \"m\" }; await Ask(o);")]
    [InlineData("var o = new ChatOptions { ModelId = \"m\" }; await Ask(o); Task Ask(ChatOptions p) => _client.GetResponseAsync(text, p);")]
    [InlineData(
        "Task Inner(ChatOptions q) => _client.GetResponseAsync(text, q); Task Ask(ChatOptions p) => Inner(p); "
            + "await Ask(new ChatOptions { ModelId = \"m\" });"
    )]
    [InlineData("Func<ChatOptions, Task> ask = p => _client.GetResponseAsync(text, p); await ask(new() { ModelId = \"m\" });")]
    [InlineData("Func<ChatOptions, Task> ask = p => _client.GetResponseAsync(text, p); await ask.Invoke(new() { ModelId = \"m\" });")]
    [InlineData("Func<ChatOptions, Task> ask = p => _client.GetResponseAsync(text, p); await ask?.Invoke(new() { ModelId = \"m\" });")]
    [InlineData(
        "Func<ChatOptions, Task> ask = async delegate (ChatOptions p) { await _client.GetResponseAsync(text, p); }; "
            + "var o = new ChatOptions { ModelId = \"m\" }; await ask(o); await ask(o);"
    )]
    [InlineData(
        "Func<ChatOptions, Task> ask = p => { p.ModelId = \"m\"; return _client.GetResponseAsync(text, p); }; await ask(new ChatOptions());"
    )]
    [InlineData(
        "Func<ChatOptions> make = () => new() { ModelId = \"m\" }; "
            + "Func<ChatOptions, Task> ask = p => _client.GetResponseAsync(text, p); await ask(make());"
    )]
    public async Task A_local_function_or_lambda_gets_what_its_calls_pass(string body) =>
        Assert.Equal("Constant(m)", await FactAsync("model", body));

    [Theory]
    [InlineData(
        "Func<ChatOptions, Task> ask = p => _client.GetResponseAsync(text, p); await ask(new() { ModelId = \"a\" }); await ask(_kept);"
    )]
    [InlineData(
        "Func<ChatOptions, Task> ask = p => _client.GetResponseAsync(text, p); var other = ask; await ask(new() { ModelId = \"a\" }); "
            + "await other(_kept);"
    )]
    [InlineData(
        "Func<ChatOptions, Task> ask = p => _client.GetResponseAsync(text, p); await ask(new() { ModelId = \"a\" }); "
            + "await Task.WhenAll(new[] { _kept }.Select(ask));"
    )]
    [InlineData(
        "Func<ChatOptions, Task> ask = p => _client.GetResponseAsync(text, p); await ask(new() { ModelId = \"a\" }); "
            + "await (Task)ask.DynamicInvoke(_kept);"
    )]
    [InlineData(
        "Func<ChatOptions, Task> ask = async p => { await _client.GetResponseAsync(text, p); p.ModelId = \"b\"; }; "
            + "var o = new ChatOptions(); await ask(o); await ask(o);"
    )]
    [InlineData(
        "Func<ChatOptions, Task> ask = async p => await _client.GetResponseAsync(text, p); var o = new ChatOptions { ModelId = \"a\" }; "
            + "Action<ChatOptions> change = p => p.ModelId = \"b\"; change(o); await ask(o);"
    )]
    [InlineData(
        "Func<ChatOptions, Task> change = p => Task.CompletedTask; change = async p => p.ModelId = \"b\"; "
            + "var o = new ChatOptions { ModelId = \"a\" }; await change(o); await _client.GetResponseAsync(text, o);"
    )]
    public async Task A_delegate_that_may_get_or_do_something_else_proves_nothing(string body) =>
        Assert.DoesNotMatch("^(Constant|Absent)", await FactAsync("model", body));

    [Theory]
    [InlineData("var o = new ChatOptions(); o.ModelId = \"m\"; await _client.GetResponseAsync(text, o);")]
    [InlineData("var o = new ChatOptions(); while (again) { await _client.GetResponseAsync(text, o); o.ModelId = \"m\"; }")]
    [InlineData("var o = new ChatOptions(); var t = _client.GetResponseAsync(text, o); o.ModelId = \"m\"; await t;")]
    [InlineData(
        "var o = new ChatOptions(); var s = _client.GetStreamingResponseAsync(text, o); o.ModelId = \"m\"; await foreach (var u in s) { }"
    )]
    [InlineData("var o = _kept; await _client.GetResponseAsync(text, o); o.ModelId = \"m\";")]
    [InlineData("await _client.GetResponseAsync(text, _kept); _kept.ModelId = \"m\";")]
    [InlineData("var o = new ChatOptions(); start: await _client.GetResponseAsync(text, o); o.ModelId = \"m\"; if (again) goto start;")]
    [InlineData("var o = new ChatOptions(); void Set() { o.ModelId = \"m\"; } Set(); await _client.GetResponseAsync(text, o);")]
    [InlineData(
        "var o = new ChatOptions(); Func<Task> f = () => _client.GetResponseAsync(text, o); await f(); o.ModelId = \"m\"; await f();"
    )]
    [InlineData("await foreach (var u in _client.GetStreamingResponseAsync(text, _kept)) { _kept.ModelId = \"m\"; }")]
    public async Task Any_other_write_counts(string body) =>
        // Where it stands after the call, what the first call sends is not certain.
        Assert.True(await FactAsync("model", body) is "Constant(m)" or "Configured");

    private static string Configured(string body) =>
        $$"""
            #pragma warning disable OPENAI001
            using Microsoft.Extensions.Configuration;
            class C
            {
                private readonly IChatClient _client = new OpenAI.Responses.ResponsesClient("key").AsIChatClient();
                public async Task Ask(IConfiguration configuration) { {{body}} }
            }
            """;

    [Theory]
    [InlineData("var o = new ChatOptions(); configuration.GetSection(\"AI\").Bind(o); await _client.GetResponseAsync(\"Say hello.\", o);")]
    [InlineData(
        "var o = new ChatOptions { ModelId = \"m\" }; configuration.Bind(\"AI\", o); await _client.GetResponseAsync(\"Say hello.\", o);"
    )]
    [InlineData("var o = configuration.GetSection(\"AI\").Get<ChatOptions>(); await _client.GetResponseAsync(\"Say hello.\", o);")]
    [InlineData("var o = configuration.Get<ChatOptions>() ?? new(); await _client.GetResponseAsync(\"Say hello.\", o);")]
    public void Options_that_are_bound_to_the_configuration_state_the_model_and_tag_nothing(string body)
    {
        var compilation = TestCode.Compile(
            [Configured(body)],
            TestReferences.All.Append(TestReferences.FromOutput("Microsoft.Extensions.Configuration.Binder"))
        );
        TestCode.MustCompile(compilation);
        var entry = Assert.Single(FactTest.Inventory(compilation)).Split("; ");
        Assert.Equal(["model=Configured", "prompt=Untagged", "limit=FlowsIn"], entry[2..5]);
    }
}
