using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Rules.Calls;

/// <summary>
/// A lambda that passes its own parameter on as the prompt: LLMH2001 is reported where the variable with the lambda is called.
/// </summary>
public class PassThroughLambdaTests
{
    private const string Sends = "text => client.CompleteChat(text).Value.Content[0].Text";

    [Theory]
    [InlineData("Func<string, string> ask = " + Sends + "; {|LLMH2001:ask|}(\"List the open tickets.\");")]
    [InlineData("Func<string, string> ask = " + Sends + "; ask.{|LLMH2001:Invoke|}(\"List the open tickets.\");")]
    [InlineData("Func<string, string>? ask = " + Sends + "; ask?.{|LLMH2001:Invoke|}(\"List the open tickets.\");")]
    [InlineData("var ask = (string text, int n = 0) => client.CompleteChat(text); {|LLMH2001:ask|}(\"List the open tickets.\");")]
    [InlineData(
        "Action<string> ask = delegate (string text) { client.CompleteChat(text); }; {|LLMH2001:ask|}(\"List the open tickets.\");"
    )]
    [InlineData(
        "Action<string> ask = text => client.CompleteChat(text); "
            + "{|LLMH2001:ask|}(\"List the tickets.\"); ask(q); {|LLMH2001:ask|}(\"Close them.\");"
    )]
    [InlineData(
        "Action<string> one = text => client.CompleteChat(text); Action<string> two = text => one(text + \"!\"); "
            + "{|LLMH2001:two|}(\"List the tickets.\");"
    )]
    [InlineData(
        "void Inner(string text) => client.CompleteChat(text); Action<string> two = text => Inner(text); "
            + "{|LLMH2001:two|}(\"List the tickets.\");"
    )]
    [InlineData(
        "Action<string> one = text => client.CompleteChat(text); void Outer(string text) => one(text); "
            + "{|LLMH2001:Outer|}(\"List the tickets.\");"
    )]
    [InlineData("while (Maybe) { Action<string> ask = text => client.CompleteChat(text); {|LLMH2001:ask|}(\"List the tickets.\"); }")]
    public Task Fires_where_the_variable_is_called_with_a_text(string statements) => VerifyAsync(statements);

    [Fact]
    public Task Fires_for_a_lambda_in_a_private_field() =>
        VerifyAsync(
            "{|LLMH2001:s_ask|}(client, \"List the open tickets.\");",
            "private static readonly Action<OpenAI.Chat.ChatClient, string> s_ask = (client, text) => client.CompleteChat(text);"
        );

    [Theory]
    // Other code may run the lambda, or the variable may hold another one.
    [InlineData("Action<string> ask = text => client.CompleteChat(text); ask(\"List the tickets.\"); Given(ask);")]
    [InlineData("Action<string> ask = text => client.CompleteChat(text); var other = ask; other(\"List the tickets.\");")]
    [InlineData("Action<string> ask = text => client.CompleteChat(text); if (Maybe) ask = text => { }; ask(\"List the tickets.\");")]
    [InlineData("Action<string> ask = text => client.CompleteChat(text); ask += text => { }; ask(\"List the tickets.\");")]
    [InlineData("Action<string> ask; ask = text => client.CompleteChat(text); ask(\"List the tickets.\");")]
    // No text is written, or the prompt has a version.
    [InlineData("Action<string> ask = text => client.CompleteChat(text); ask(q);")]
    [InlineData("Action<string, int> ask = (text, n) => { if (n > 0) client.CompleteChat(text); }; ask(q, \"some words\".Length);")]
    [InlineData("Action<string> ask = text => GC.KeepAlive(text); ask(\"List the tickets.\");")]
    [InlineData(
        "Action<string> ask = text => client.CompleteChat(text); "
            + "using (LlmHygiene.PromptScope.Begin(\"a\", \"1\")) ask(\"List the tickets.\");"
    )]
    [InlineData(
        "Action<string> ask = text => { using var scope = LlmHygiene.PromptScope.Begin(\"a\", \"1\"); client.CompleteChat(text); }; "
            + "ask(\"List the tickets.\");"
    )]
    [InlineData(
        "Action<string, OpenAI.Chat.ChatCompletionOptions> ask = (text, o) => client.CompleteChat([text], o); "
            + "ask(\"List the tickets.\", new() { Metadata = { [\"prompt_version\"] = \"1\" } });"
    )]
    public Task Stays_silent(string statements) => VerifyAsync(statements);

    [Fact]
    public Task Options_that_are_passed_with_the_text_count() =>
        VerifyAsync(
            "Action<string, OpenAI.Chat.ChatCompletionOptions> ask = (text, o) => client.CompleteChat([text], o); "
                + "{|LLMH2001:ask|}(\"List the tickets.\", new()); "
                + "ask(\"Close the tickets.\", new() { Metadata = { [\"prompt_version\"] = \"1\" } });"
        );

    [Fact]
    public async Task The_message_names_the_variable() =>
        Assert.StartsWith(
            "'ask' sends a prompt",
            await RuleTest.MessageAsync(
                "LLMH2001",
                Source("Func<string, string>? ask = " + Sends + "; ask?.Invoke(\"List the tickets.\");")
            ),
            StringComparison.Ordinal
        );

    [Fact]
    public async Task An_older_level_gets_no_finding() =>
        Assert.Empty(
            await RuleTest.DiagnosticsAsync(
                [Source("Action<string> ask = text => client.CompleteChat(text); ask(\"List the open tickets.\");")],
                config: new() { ["build_property.LlmHygieneLevel"] = "0.1" },
                only: "LLMH2001"
            )
        );

    private static Task VerifyAsync(string statements, string members = "") =>
        RuleTest.VerifyAsync(Source(statements, members), only: "LLMH2001");

    private static string Source(string statements, string members = "") =>
        $$"""
            class Desk(OpenAI.Chat.ChatClient client)
            {
                {{members}}
                public static bool Maybe { get; set; }
                public static void Given(Action<string> ask) { }
                public void A(string q) { {{statements}} }
            }
            """;
}
