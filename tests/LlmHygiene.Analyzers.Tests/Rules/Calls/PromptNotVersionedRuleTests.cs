using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Rules.Calls;

public class PromptNotVersionedRuleTests
{
    [Fact]
    public Task Fires_for_a_prompt_written_at_the_call() =>
        RuleTest.VerifyAsync(
            """
            class Assistant(OpenAI.Chat.ChatClient client)
            {
                public void Ask(string text) => client.{|LLMH2001:CompleteChat|}($"Summarise this ticket: {text}");
            }
            """
        );

    [Fact]
    public Task Stays_silent_where_the_text_is_a_parameter() =>
        RuleTest.VerifyAsync(
            """
            class Assistant(OpenAI.Chat.ChatClient client)
            {
                public void Ask(string text) => client.CompleteChat(text);
            }
            """
        );

    [Fact]
    public Task Stays_silent_inside_a_prompt_scope() =>
        RuleTest.VerifyAsync(
            """
            class Assistant(OpenAI.Chat.ChatClient client)
            {
                public void Ask(string text)
                {
                    using var scope = LlmHygiene.PromptScope.Begin("summarise-ticket", "1.0.0");
                    client.CompleteChat($"Summarise this ticket: {text}");
                }
            }
            """
        );

    [Fact]
    public Task Option_names_the_key_that_a_project_uses() =>
        RuleTest.VerifyAsync(
            """
            class Assistant(OpenAI.Chat.ChatClient client)
            {
                public void Known(string text) => client.CompleteChat(
                    [$"Summarise this ticket: {text}"], new OpenAI.Chat.ChatCompletionOptions { Metadata = { ["tpl"] = "7" } });

                public void Unknown(string text) => client.{|LLMH2001:CompleteChat|}(
                    [$"Summarise this ticket: {text}"], new OpenAI.Chat.ChatCompletionOptions { Metadata = { ["other"] = "7" } });
            }
            """,
            editorConfig: "llmhygiene.prompt_tag_keys = template_id, tpl"
        );

    [Fact]
    public Task Severity_can_be_set_for_each_file() =>
        RuleTest.VerifyAsync(
            """
            class Assistant(OpenAI.Chat.ChatClient client)
            {
                public void Ask(string text) => client.CompleteChat($"Summarise this ticket: {text}");
            }
            """,
            editorConfig: "dotnet_diagnostic.LLMH2001.severity = none"
        );

    [Fact]
    public Task A_pragma_silences_one_call() =>
        RuleTest.VerifyAsync(
            """
            class Assistant(OpenAI.Chat.ChatClient client)
            {
                public void Ask(string text)
                {
            client.{|LLMH2001:CompleteChat|}($"Summarise this ticket: {text}");
            #pragma warning disable LLMH2001
                    client.CompleteChat($"Summarise this ticket: {text}");
                }
            }
            """
        );

    [Theory]
    // The two forms of one call.
    [InlineData("if (stream) client.{|LLMH2001:GetStreamingResponseAsync|}(text); else await client.GetResponseAsync(text);")]
    [InlineData("_ = stream ? (object)client.{|LLMH2001:GetStreamingResponseAsync|}(text) : client.GetResponseAsync(text);")]
    [InlineData("if (stream) await client.{|LLMH2001:GetResponseAsync|}(text); else await client.GetResponseAsync(text, new());")]
    // What is sent differs.
    [InlineData("await client.{|LLMH2001:GetResponseAsync|}(text); text += \"More.\"; await client.{|LLMH2001:GetResponseAsync|}(text);")]
    [InlineData("await client.{|LLMH2001:GetResponseAsync|}(text); await client.{|LLMH2001:GetResponseAsync|}(\"Say \" + text);")]
    [InlineData(
        "using (PromptScope.Begin(\"a\", \"1\")) await client.GetResponseAsync(text); await client.{|LLMH2001:GetResponseAsync|}(text);"
    )]
    public Task One_variable_that_several_calls_send_is_reported_once(string statements) =>
        RuleTest.VerifyAsync(
            $$"""
            using LlmHygiene;
            class Desk(IChatClient client)
            {
                public async Task Ask(bool stream)
                {
                    await Task.Yield();
                    var text = "Summarise the news of today.";
                    {{statements}}
                }
            }
            """,
            only: "LLMH2001"
        );

    [Fact]
    public Task Messages_that_are_streamed_or_not_are_reported_once_and_again_after_a_message_was_added() =>
        RuleTest.VerifyAsync(
            """
            class Desk(IChatClient client)
            {
                public async Task Ask(bool stream, string question)
                {
                    List<ChatMessage> messages = [new(ChatRole.System, "You are terse."), new(ChatRole.User, question)];
                    if (stream)
                        await foreach (var part in client.{|LLMH2001:GetStreamingResponseAsync|}(messages)) { }
                    else
                        await client.GetResponseAsync(messages);
                    messages.Add(new(ChatRole.User, "Say it again."));
                    await client.{|LLMH2001:GetResponseAsync|}(messages);
                }
            }
            """,
            only: "LLMH2001"
        );

    [Fact]
    public async Task The_other_call_is_an_additional_location_and_stays_in_the_inventory()
    {
        const string Source = """
            class Desk(IChatClient client)
            {
                public object Ask(bool stream)
                {
                    var text = "Summarise the news of today.";
                    return stream ? client.GetStreamingResponseAsync(text) : client.GetResponseAsync(text);
                }
            }
            """;
        var diagnostic = Assert.Single(await RuleTest.DiagnosticsAsync([Source], only: "LLMH2001"));
        Assert.Single(diagnostic.AdditionalLocations);
        Assert.Equal(2, (await FactTest.InventoryAsync(Source)).Count);
    }
}
