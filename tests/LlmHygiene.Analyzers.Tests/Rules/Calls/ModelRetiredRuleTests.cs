using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Rules.Calls;

public class ModelRetiredRuleTests
{
    [Theory]
    [InlineData("gpt-3.5-turbo", "'gpt-3.5-turbo' was shut down by openai on 2026-10-23: use 'gpt-5.6-terra'")]
    [InlineData("gpt-4o", "'gpt-4o' will be shut down by openai on 2027-01-14: use 'gpt-6-luna'")]
    [InlineData("openai/gpt-4o", "'openai/gpt-4o' will be shut down by openai on 2027-01-14: use 'gpt-6-luna'")]
    [InlineData("GPT-4o", "'GPT-4o' will be shut down by openai on 2027-01-14: use 'gpt-6-luna'")]
    public async Task The_message_has_the_date_and_the_replacement(string id, string message) =>
        Assert.Equal(message, await MessageAsync(id));

    [Theory]
    [InlineData("lab|old|pinned|retired", "'old' is retired by lab: use a model that its provider supports")]
    [InlineData("lab|old|pinned|retired|||new", "'old' is retired by lab: use 'new'")]
    [InlineData(
        "lab|old|pinned|deprecated||2026-12-24",
        "'old' will be shut down by lab on 2026-12-24: use a model that its provider supports"
    )]
    [InlineData(
        "@as-of|2026-12-24\nlab|old|pinned|deprecated||2026-12-24",
        "'old' was shut down by lab on 2026-12-24: use a model that its provider supports"
    )]
    public async Task The_message_states_only_what_is_known(string models, string message) =>
        Assert.Equal(message, await MessageAsync("old", models));

    [Fact]
    public Task Fires_at_the_literal_and_does_not_mention_the_alias() =>
        RuleTest.VerifyAsync(
            """
            class Assistant
            {
                private readonly OpenAI.Chat.ChatClient _client = new({|LLMH1004:"gpt-4o"|}, "key");
                private readonly IChatClient _adapter = new OpenAI.Chat.ChatClient({|LLMH1004:"gpt-4o"|}, "key").AsIChatClient();
                public Task Ask(string prompt) => _client.CompleteChatAsync(prompt);
                public Task AskAdapter(string prompt) => _adapter.GetResponseAsync(prompt);
                public Task AskInline(string prompt) => new OpenAI.Chat.ChatClient({|LLMH1004:"gpt-4o"|}, "key").CompleteChatAsync(prompt);
                public Task AskOther(string prompt) =>
                    _adapter.GetResponseAsync(prompt, new ChatOptions { ModelId = {|LLMH1004:"claude-3-7-sonnet-20250219"|} });
            }
            """
        );

    // Azure retires some models that their owners keep available; an IChatClient can call either.
    [Fact]
    public Task Where_providers_disagree_only_a_known_provider_counts() =>
        RuleTest.VerifyAsync(
            """
            class Assistant(IChatClient client)
            {
                private readonly OpenAI.Chat.ChatClient _openAI = new({|LLMH1004:"mixed"|}, "key");
                public Task Ask(string prompt) =>
                    client.GetResponseAsync(prompt, new ChatOptions { ModelId = "claude-haiku-4-5-20251001" });
                public Task AskAny(string prompt) => client.GetResponseAsync(prompt, new ChatOptions { ModelId = "mixed" });
                public Task AskOpenAI(string prompt) => _openAI.CompleteChatAsync(prompt);
            }
            """,
            models: "openai|mixed|pinned|retired\nazure|mixed|deployment|active\n"
        );

    [Theory]
    [InlineData("gpt-5.4-mini-2026-03-17")]
    [InlineData("claude-sonnet-4-6")]
    [InlineData("text-embedding-3-small")]
    [InlineData("no-such-model")]
    [InlineData("azure/gpt-4o")]
    public Task Stays_silent_on_available_and_on_unknown_models(string id) =>
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
                private readonly Azure.AI.OpenAI.AzureOpenAIClient _azure = new(new Uri("https://example.org"),
                    new System.ClientModel.ApiKeyCredential("key"));
                public Task Ask(string prompt) => _azure.GetChatClient("gpt-4o").CompleteChatAsync(prompt);
                public Task AskAdapter(string prompt) => _azure.GetChatClient("gpt-4o").AsIChatClient().GetResponseAsync(prompt);
                public Task AskAtCall(string prompt) =>
                    _azure.GetChatClient("a").AsIChatClient().GetResponseAsync(prompt, new ChatOptions { ModelId = "gpt-4o" });
                public Task AskAsBase(string prompt)
                {
                    OpenAI.OpenAIClient client = _azure;
                    return client.GetChatClient("gpt-4o").CompleteChatAsync(prompt);
                }
            }
            """
        );

    [Fact]
    public Task A_line_of_the_projects_own_list_decides_and_a_bad_line_leaves_the_good_ones() =>
        RuleTest.VerifyAsync(
            """
            class Assistant(IChatClient client)
            {
                private readonly OpenAI.Chat.ChatClient _openAI = new("gpt-4o", "key");
                public Task Ask(string prompt) => _openAI.CompleteChatAsync(prompt);
                public Task AskOwn(string prompt) =>
                    client.GetResponseAsync(prompt, new ChatOptions { ModelId = {|LLMH1004:"our-model"|} });
            }
            """,
            models: "openai|gpt-4o|pinned|active\nthis is not a line\ngateway|our-model|pinned|retired\n"
        );

    [Fact]
    public Task Fires_once_for_all_calls_where_the_model_is_written() =>
        RuleTest.VerifyAsync<Analyzers.Rules.Calls.LlmCallAnalyzer>(
            [
                """
                using OpenAI.Chat;
                public class Page
                {
                    private string model = {|LLMH1004:"gpt-4o"|};
                    private ChatClient client = default!;
                    public void Init(string key) => client = new ChatClient(model, key);
                    public async Task AAsync(string user) => await client.CompleteChatAsync(user);
                    public async Task BAsync(string user) => await client.CompleteChatAsync(user);
                }
                """,
                """
                class Desk(IChatClient chat)
                {
                    public Task One(string text) => chat.GetResponseAsync(text, new ChatOptions { ModelId = Models.Large });
                    public Task Two(string text) => chat.GetResponseAsync(text, new ChatOptions { ModelId = Models.Large });
                    public Task Three(string text) => chat.GetResponseAsync(text, new ChatOptions { ModelId = {|LLMH1004:Models.Put|} });
                    public Task Four(string text) => new ChatClientBuilder(Models.Client("k")).Build().GetResponseAsync(text);
                }
                """,
                """
                static class Models
                {
                    public const string Large = Old;
                    private const string Old = {|LLMH1004:"gpt-3.5-turbo"|};
                    public const string Put = "gpt-3.5" + "-turbo-0613";
                    public static IChatClient Client(string key, string model = {|LLMH1004:"gpt-4o"|}) =>
                        new OpenAI.Chat.ChatClient(model, key).AsIChatClient();
                }
                """,
                """
                class Other
                {
                    const string NotUsed = "gpt-3.5-turbo";
                    private readonly OpenAI.Chat.ChatClient _one = new("gpt-3.5" + "-turbo", "k");
                    public Task One(string text) => _one.{|LLMH1004:CompleteChatAsync|}(text);
                    public Task Two(string text) => _one.CompleteChatAsync(text);
                }
                """,
            ],
            only: "LLMH1004"
        );

    private static async Task<string> MessageAsync(string id, string? models = null)
    {
        var diagnostics = await RuleTest.DiagnosticsAsync(
            [
                $$"""
                class Assistant(IChatClient client)
                {
                    public Task Ask(string prompt) => client.GetResponseAsync(prompt, new ChatOptions { ModelId = "{{id}}" });
                }
                """,
            ],
            models: models
        );
        return Assert.Single(diagnostics, diagnostic => diagnostic.Id == "LLMH1004").GetMessage(null);
    }
}
