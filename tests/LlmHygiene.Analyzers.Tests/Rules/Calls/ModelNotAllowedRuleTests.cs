using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Rules.Calls;

public class ModelNotAllowedRuleTests
{
    private const string Allowed = "llmhygiene.allowed_models = gpt-5.4-mini-*, claude-?-6 , text-embedding-3-*\n";

    [Fact]
    public Task Fires_on_a_model_outside_the_list() =>
        RuleTest.VerifyAsync(
            """
            class Assistant(IChatClient client)
            {
                private readonly OpenAI.Chat.ChatClient _client = new({|LLMH1005:"gpt-oss-20b"|}, "key");
                public Task Ask(string prompt) => client.GetResponseAsync(prompt, new ChatOptions { ModelId = {|LLMH1005:"our-model"|} });
                public Task AskClient(string prompt) => _client.CompleteChatAsync(prompt);
            }
            """,
            Allowed
        );

    [Theory]
    [InlineData("gpt-5.4-mini-2026-03-17")]
    [InlineData("GPT-5.4-MINI-2026-03-17")]
    [InlineData("openai/gpt-5.4-mini-2026-03-17")]
    [InlineData("claude-4-6")]
    public Task Stays_silent_on_a_model_of_the_list(string id) =>
        RuleTest.VerifyAsync(
            $$"""
            class Assistant(IChatClient client)
            {
                public Task Ask(string prompt) => client.GetResponseAsync(prompt, new ChatOptions { ModelId = "{{id}}" });
            }
            """,
            Allowed
        );

    [Theory]
    [InlineData(null)]
    [InlineData("llmhygiene.allowed_models =\n")]
    [InlineData("llmhygiene.allowed_models = ,\n")]
    public Task Stays_silent_until_a_list_is_given(string? config) =>
        RuleTest.VerifyAsync(
            """
            class Assistant(IChatClient client)
            {
                public Task Ask(string prompt) => client.GetResponseAsync(prompt, new ChatOptions { ModelId = "our-model" });
            }
            """,
            config
        );

    [Fact]
    public Task Stays_silent_on_deployments_and_on_models_that_are_not_constant() =>
        RuleTest.VerifyAsync(
            """
            class Assistant(IChatClient client)
            {
                private readonly Azure.AI.OpenAI.AzureOpenAIClient _azure = new(new Uri("https://example.org"),
                    new System.ClientModel.ApiKeyCredential("key"));
                public Task Ask(string prompt) => _azure.GetChatClient("support-desk").CompleteChatAsync(prompt);
                public Task AskConfigured(string prompt) =>
                    client.GetResponseAsync(prompt, new ChatOptions { ModelId = Environment.GetEnvironmentVariable("MODEL") });
            }
            """,
            Allowed
        );

    [Fact]
    public async Task The_message_names_the_list()
    {
        var found = await RuleTest.DiagnosticsAsync(
            [
                """
                class C(IChatClient client)
                {
                    public Task Ask(string prompt) => client.GetResponseAsync(prompt, new ChatOptions { ModelId = "our-model" });
                }
                """,
            ],
            config: new() { ["llmhygiene.allowed_models"] = "a-*,b" }
        );
        Assert.Equal(
            "'our-model' is not among the allowed models: use one that matches 'a-*, b', or add it to 'llmhygiene.allowed_models'",
            Assert.Single(found).GetMessage(null)
        );
    }

    [Theory]
    [InlineData("", "", true)]
    [InlineData("", "a", false)]
    [InlineData("*", "", true)]
    [InlineData("*", "anything", true)]
    [InlineData("?", "", false)]
    [InlineData("a?c", "abc", true)]
    [InlineData("a?c", "ac", false)]
    [InlineData("a*b*c", "a-b-b-c", true)]
    [InlineData("a*b*c", "a-c", false)]
    [InlineData("*-mini", "gpt-5.4-mini", true)]
    [InlineData("*-mini", "gpt-5.4-mini-2026", false)]
    [InlineData("GPT-*", "gpt-5", true)]
    [InlineData("gpt.5", "gpt-5", false)]
    public void Globs_match_whole_names(string pattern, string text, bool matches) => Assert.Equal(matches, Glob.IsMatch(pattern, text));

    [Fact]
    public void A_glob_with_many_stars_takes_no_time() =>
        Assert.False(Glob.IsMatch(string.Concat(Enumerable.Repeat("*a", 200)) + "b", new string('a', 5000)));
}
