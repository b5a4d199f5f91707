using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Rules.Calls;

public class PromptInlineRuleTests
{
    private const string Long = "You summarise support tickets for the agent who picks them up. Three sentences at most, no greeting.";

    // The other rules that report these calls have their own tests.
    private const string Alone = "dotnet_diagnostic.LLMH2001.severity = none\n";

    [Theory]
    [InlineData("client.CompleteChat({|LLMH2003:\"LONG\"|})")]
    [InlineData("client.CompleteChat({|LLMH2003:$\"LONG Ticket: {text}\"|})")]
    [InlineData("client.CompleteChat({|LLMH2003:\"LONG Ticket: \" + text|})")]
    [InlineData("client.CompleteChat({|LLMH2003:\"\"\"LONG\"\"\"|})")]
    [InlineData("client.CompleteChat([new SystemChatMessage({|LLMH2003:\"LONG\"|}), new UserChatMessage(text)])")]
    [InlineData(
        "client.CompleteChat(new OpenAI.Chat.ChatMessage[] { OpenAI.Chat.ChatMessage.CreateSystemMessage({|LLMH2003:\"LONG\"|}), text })"
    )]
    public Task Fires_for_text_at_the_call(string call) => VerifyAsync(call + ";");

    [Theory]
    [InlineData("var prompt = $\"LONG {text}\"; client.{|LLMH2003:CompleteChat|}(prompt);")]
    [InlineData("const string Prompt = \"LONG\"; client.{|LLMH2003:CompleteChat|}(Prompt + text);")]
    [InlineData(
        """
            var messages = new List<OpenAI.Chat.ChatMessage>();
            messages.Add(new SystemChatMessage("LONG"));
            client.{|LLMH2003:CompleteChat|}(messages);
            """
    )]
    public Task Fires_for_text_in_a_variable_of_the_same_method(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("client.CompleteChat(\"Say hello.\");")]
    [InlineData("client.CompleteChat($\"Summarise this ticket: {text}\");")]
    [InlineData("client.CompleteChat(text);")]
    [InlineData("client.CompleteChat(Named + text);")]
    [InlineData("client.CompleteChat(s_named + text);")]
    [InlineData("client.CompleteChat(Build(text));")]
    [InlineData("client.CompleteChat(System.IO.File.ReadAllText(\"Prompts/summary.txt\"));")]
    public Task Stays_silent_for_short_text_and_text_with_its_own_place(string body) => VerifyAsync(body);

    [Fact]
    public Task White_space_does_not_make_text_long() => VerifyAsync("client.CompleteChat(\"Hello" + new string(' ', 200) + "there\");");

    [Fact]
    public Task Parts_count_together() =>
        VerifyAsync(
            """
            client.CompleteChat([new SystemChatMessage({|LLMH2003:"You summarise support tickets for the agent who picks them up."|}),
                new UserChatMessage($"Ticket that was opened: {text}")]);
            """
        );

    [Fact]
    public Task Fires_for_a_tagged_prompt_too() =>
        VerifyAsync(
            """
            using var scope = LlmHygiene.PromptScope.Begin("summary", "1.0.0"); client.CompleteChat({|LLMH2003:"LONG"|});
            """
        );

    [Fact]
    public Task Fires_where_a_pass_through_method_is_called() => VerifyAsync("Ask({|LLMH2003:\"LONG\"|});");

    [Fact]
    public Task Stays_silent_for_a_generated_prompt() =>
        RuleTest.VerifyAsync(
            """
            using LlmHygiene;

            [GeneratedPrompt("summary", "1.0.0", ModelId = "m")]
            class SummaryPrompt : IPrompt
            {
                public PromptInfo Info { get; } = new("summary", "1.0.0", "sha256:0");
                public IReadOnlyList<ChatMessage> ToMessages() =>
                    [new(ChatRole.User, "You summarise support tickets for the agent who picks them up. Three sentences, no greeting.")];
                public ChatOptions ToOptions() => new();
            }

            class Assistant(IChatClient client)
            {
                public Task Ask() => new SummaryPrompt().GetResponseAsync(client);
            }
            """
        );

    [Fact]
    public Task Stays_silent_for_data() =>
        RuleTest.VerifyAsync(
            $$"""
            class Index(OpenAI.Embeddings.EmbeddingClient client)
            {
                public void Add() => client.GenerateEmbedding("{{Long}}");
            }
            """
        );

    [Fact]
    public Task Option_sets_the_length() =>
        VerifyAsync("client.CompleteChat({|LLMH2003:\"Say hello.\"|});", "llmhygiene.inline_prompt_min_length = 10");

    [Fact]
    public Task Option_that_is_not_a_number_is_ignored() =>
        VerifyAsync("client.CompleteChat(\"Say hello.\");", "llmhygiene.inline_prompt_min_length = short");

    private static Task VerifyAsync(string body, string options = "") =>
        RuleTest.VerifyAsync(
            $$"""
            using OpenAI.Chat;

            class Assistant(ChatClient client)
            {
                const string Named = "{{Long}}";
                static readonly string s_named = "{{Long}}";
                static string Build(string text) => "{{Long}}" + text;

                public void Call(string text)
                {
                    {{body.Replace("LONG", Long)}}
                }

                void Ask(string prompt) => client.CompleteChat(prompt);
            }
            """,
            editorConfig: Alone + options
        );
}
