using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Rules.Calls;

/// <summary>A helper that puts text together sends nothing: LLMH2001 is reported where its result is sent.</summary>
public class TextHelperTests
{
    private const string Helpers = """
        static class Text
        {
            public const string JsonOnly = "Return ONLY valid JSON. No commentary.";
            public static string AppendJsonOnly(string prompt) { return Join(prompt, JsonOnly); }
            public static string Section(string title, string content)
            {
                if (string.IsNullOrWhiteSpace(title))
                    return content.TrimEnd();
                return $"{title.TrimEnd()}\n{content.TrimEnd()}";
            }
            public static string Join(params string[] sections)
            {
                var cleaned = sections.Where(one => !string.IsNullOrWhiteSpace(one)).Select(one => one.TrimEnd());
                return string.Join("\n\n", cleaned);
            }
            public static string Trimmed(this string text) => text.Trim();
            public static OpenAI.Chat.ChatMessage System(string text) => new OpenAI.Chat.SystemChatMessage(Section("", text));
        }
        class Gateway(OpenAI.Chat.ChatClient chat)
        {
            public void Ask(string system, string user)
            {
                var messages = new List<OpenAI.Chat.ChatMessage>
                {
                    new OpenAI.Chat.SystemChatMessage(Text.Join(system, "")),
                    new OpenAI.Chat.UserChatMessage(user.Trimmed()),
                };
                chat.CompleteChat(messages);
            }
        }

        """;

    [Theory]
    [InlineData("gateway.{|LLMH2001:Ask|}(Text.Section(\"ROLE\", \"You are a designer.\"), topic);")]
    [InlineData("gateway.{|LLMH2001:Ask|}(Text.AppendJsonOnly(topic), topic);")]
    [InlineData("var user = Text.Join($\"Topic: {topic}\", Text.Section(\"OUTPUT\", topic)); gateway.{|LLMH2001:Ask|}(topic, user);")]
    [InlineData("var log = Text.Join(\"Asked for a theme.\", topic); Console.WriteLine(log); gateway.Ask(topic, topic);")]
    [InlineData("gateway.Ask(Text.Join(topic), Text.Section(topic, topic));")]
    [InlineData("gateway.Ask(topic.Trimmed(), topic);")]
    public Task Fires_where_the_text_is_sent(string body) =>
        RuleTest.VerifyAsync(
            Helpers
                + $$"""
                class Themes(Gateway gateway)
                {
                    public void Find(string topic)
                    {
                        {{body}}
                    }
                }
                """
        );

    [Theory]
    [InlineData("chat.{|LLMH2001:CompleteChat|}([Text.System(\"You are a designer.\")]);")]
    [InlineData("chat.CompleteChat([Text.System(topic)]);")]
    [InlineData("chat.{|LLMH2001:CompleteChat|}(Build(\"Find themes.\"));")]
    [InlineData("chat.CompleteChat(Build(topic));")]
    public Task Fires_at_the_call_whose_messages_a_helper_makes(string body) =>
        RuleTest.VerifyAsync(
            Helpers
                + $$"""
                class Themes(OpenAI.Chat.ChatClient chat)
                {
                    public void Find(string topic)
                    {
                        {{body}}
                    }

                    private static List<OpenAI.Chat.ChatMessage> Build(string text)
                    {
                        var messages = new List<OpenAI.Chat.ChatMessage>();
                        messages.Add(new OpenAI.Chat.UserChatMessage(text));
                        return messages;
                    }
                }
                """
        );

    [Fact]
    public Task A_helper_that_passes_text_on_to_itself_comes_to_an_end() =>
        RuleTest.VerifyAsync(
            """
            class Themes(OpenAI.Chat.ChatClient chat)
            {
                public void Find(string topic) => chat.{|LLMH2001:CompleteChat|}(Repeat(topic, 3));

                private static string Repeat(string text, int times) => times == 0 ? "No theme." : Repeat(text + text, times - 1);
            }
            """
        );
}
