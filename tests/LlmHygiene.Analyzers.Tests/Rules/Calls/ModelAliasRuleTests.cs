using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Rules.Calls;

public class ModelAliasRuleTests
{
    [Fact]
    public Task Fires_at_the_literal_when_it_is_in_the_call() =>
        RuleTest.VerifyAsync(
            """
            class Assistant(IChatClient client)
            {
                public Task Ask(string prompt) =>
                    client.GetResponseAsync(prompt, new ChatOptions { ModelId = {|LLMH1003:"gpt-5.4-mini"|} });
            }
            """
        );

    [Fact]
    public Task Fires_once_where_the_client_states_the_model() =>
        RuleTest.VerifyAsync(
            """
            class Assistant
            {
                private readonly OpenAI.Chat.ChatClient _client = new({|LLMH1003:"gpt-5.4-mini"|}, "key");
                public Task Ask(string prompt) => _client.CompleteChatAsync(prompt);
                public object AskNow(string prompt) => _client.CompleteChat(prompt);
            }
            """
        );

    [Fact]
    public async Task The_message_names_a_snapshot_and_is_where_the_model_is_written()
    {
        var found = Assert.Single(
            await RuleTest.DiagnosticsAsync([
                """
                class Assistant
                {
                    private readonly OpenAI.Chat.ChatClient _client = new("gpt-5.4-mini", "key");
                    public Task Ask(string prompt) => _client.CompleteChatAsync(prompt);
                }
                """,
            ])
        );
        Assert.Equal(
            "'gpt-5.4-mini' is an alias that the provider moves from snapshot to snapshot: state a snapshot, "
                + "such as 'gpt-5.4-mini-2026-03-17'",
            found.GetMessage(null)
        );
        var written = found.Location;
        Assert.Equal("\"gpt-5.4-mini\"", written.SourceTree!.ToString().Substring(written.SourceSpan.Start, written.SourceSpan.Length));
    }

    [Theory]
    [InlineData("gpt-5.4-mini-2026-03-17")]
    [InlineData("claude-sonnet-4-6")]
    [InlineData("claude-haiku-4-5-20251001")]
    [InlineData("gpt-5.6-luna")]
    [InlineData("text-embedding-3-small")]
    [InlineData("no-such-model")]
    [InlineData("someone/gpt-5.4-mini")]
    public Task Stays_silent_on_models_that_are_pinned_unknown_or_without_a_snapshot(string id) =>
        RuleTest.VerifyAsync(
            $$"""
            class Assistant(IChatClient client)
            {
                public Task Ask(string prompt) => client.GetResponseAsync(prompt, new ChatOptions { ModelId = "{{id}}" });
            }
            """
        );

    [Fact]
    public Task Stays_silent_on_an_Azure_deployment() =>
        RuleTest.VerifyAsync(
            """
            class Assistant
            {
                private readonly OpenAI.Chat.ChatClient _client = new Azure.AI.OpenAI.AzureOpenAIClient(new Uri("https://example.org"),
                    new System.ClientModel.ApiKeyCredential("key")).GetChatClient("gpt-5.4-mini");
                public Task Ask(string prompt) => _client.CompleteChatAsync(prompt);
            }
            """
        );

    [Fact]
    public Task Stays_silent_when_the_model_is_configured() =>
        RuleTest.VerifyAsync(
            """
            class Assistant
            {
                private readonly OpenAI.Chat.ChatClient _client = new(Environment.GetEnvironmentVariable("MODEL"), "key");
                public Task Ask(string prompt) => _client.CompleteChatAsync(prompt);
            }
            """
        );

    [Fact]
    public Task A_line_of_the_projects_own_list_decides() =>
        RuleTest.VerifyAsync(
            """
            class Assistant(IChatClient client)
            {
                public Task Ask(string prompt) => client.GetResponseAsync(prompt, new ChatOptions { ModelId = {|LLMH1003:"our-model"|} });
                public Task AskMini(string prompt) => client.GetResponseAsync(prompt, new ChatOptions { ModelId = "gpt-5.4-mini" });
            }
            """,
            models: "gateway|our-model|alias|active||||our-model-7\nopenai|gpt-5.4-mini|pinned|active\n"
        );
}
