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
}
