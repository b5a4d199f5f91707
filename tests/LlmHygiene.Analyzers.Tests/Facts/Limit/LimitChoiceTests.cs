using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Facts.Limit;

/// <summary>Where the code chooses among output limits, the inventory names all of them.</summary>
public class LimitChoiceTests
{
    [Theory]
    [InlineData("other ? 300 : 800", "Set(300, 800)")]
    [InlineData("other ? 800 : 300", "Set(300, 800)")]
    [InlineData("number switch { 1 => 1000, 2 => 300, _ => 800 }", "Set(300, 800, 1000)")]
    [InlineData("number switch { 1 => 1000, _ => throw new Exception() }", "Set(1000)")]
    [InlineData("other ? Short : Long", "Set(200, 900)")]
    [InlineData("(other ? (int?)null : 300) ?? 800", "Set(300, 800)")]
    [InlineData("other ? 300 : 300", "Set(300)")]
    // What another path leaves out does not count.
    [InlineData("other ? 300 : null", "Set(300)")]
    [InlineData("other ? 300 : number > 3 ? 800 : (int?)null", "Set(300, 800)")]
    // One of them may be another.
    [InlineData("other ? 300 : number", "Set")]
    [InlineData("other ? 300 : 800 + number", "Set")]
    [InlineData("other ? 300 : -1", "Set")]
    [InlineData("(other ? (int?)null : 300) ?? number", "Set")]
    public async Task A_choice(string limit, string expected) =>
        Assert.Equal(expected, await LimitAsync($"await client.GetResponseAsync(text, new ChatOptions {{ MaxOutputTokens = {limit} }});"));

    [Theory]
    [InlineData("var o = new ChatOptions { MaxOutputTokens = 300 }; if (other) o.MaxOutputTokens = 800;", "Set(300, 800)")]
    [InlineData("var o = new ChatOptions { MaxOutputTokens = 300 }; o.MaxOutputTokens = 800;", "Set(800)")]
    [InlineData("var o = other ? new ChatOptions { MaxOutputTokens = 300 } : new ChatOptions { MaxOutputTokens = 800 };", "Set(300, 800)")]
    [InlineData("var limit = 300; if (other) limit = 800; var o = new ChatOptions { MaxOutputTokens = limit };", "Set(300, 800)")]
    [InlineData("var o = new ChatOptions(); if (other) o.MaxOutputTokens = 300; if (number > 1) o.MaxOutputTokens = 800;", "Set(300, 800)")]
    [InlineData("var o = new ChatOptions(); if (other) o.MaxOutputTokens = 300;", "Set(300)")]
    [InlineData("ChatOptions o = new(); if (other) o.MaxOutputTokens = 300; else o.MaxOutputTokens = 800;", "Set(300, 800)")]
    [InlineData("var o = other ? new ChatOptions { MaxOutputTokens = 300 } : new ChatOptions();", "Set")]
    [InlineData("var o = new ChatOptions { MaxOutputTokens = other ? 300 : 800 }; if (other) o.MaxOutputTokens = number;", "Set")]
    [InlineData("var o = new ChatOptions { MaxOutputTokens = other ? 300 : 800 }; if (other) o.MaxOutputTokens = null;", "Set")]
    [InlineData("var o = new ChatOptions { MaxOutputTokens = other ? 300 : 800 }; Given(o);", "Set")]
    public async Task Several_writes(string statements, string expected) =>
        Assert.Equal(expected, await LimitAsync($"{statements} await client.GetResponseAsync(text, o);"));

    [Fact]
    public async Task A_helper_that_is_called_with_two_limits() =>
        Assert.Equal(
            "Set(200, 900)",
            await FactTest.FactAsync(
                "limit",
                """
                internal class Desk(IChatClient client)
                {
                    public Task Short(string text) => Ask(text, 200);
                    public Task Long(string text) => Ask(text, 900);
                    private Task Ask(string text, int limit) => client.GetResponseAsync(text, new ChatOptions { MaxOutputTokens = limit });
                }
                """
            )
        );

    // Both are sent.
    [Fact]
    public async Task Limits_of_two_members_are_no_choice() =>
        Assert.Equal(
            "Set",
            await LimitAsync(
                "await betalgo.CreateCompletion(new Betalgo.Ranul.OpenAI.ObjectModels.RequestModels.ChatCompletionCreateRequest { "
                    + "MaxTokens = 300, MaxCompletionTokens = 800 });"
            )
        );

    [Theory]
    [InlineData("other ? 300 : 800", "300\n800")]
    [InlineData("300", null)]
    [InlineData("number", null)]
    public async Task The_entry_has_the_limits_one_a_line(string limit, string? expected)
    {
        var entry = Assert.Single(
            await RuleTest.DiagnosticsAsync(
                [Source($"await client.GetResponseAsync(text, new ChatOptions {{ MaxOutputTokens = {limit} }});")],
                inventory: true
            ),
            static diagnostic => diagnostic.Id == "LLMH0001"
        );
        Assert.Equal(expected, entry.Properties.GetValueOrDefault("limit.values"));
        Assert.Equal(limit == "300" ? "300" : null, entry.Properties.GetValueOrDefault("limit.tokens"));
    }

    // A limit that is one of several is stated.
    [Theory]
    [InlineData("other ? 300 : 800")]
    [InlineData("number switch { 1 => 1000, _ => 300 }")]
    [InlineData("other ? 300 : number")]
    public Task It_is_not_missing(string limit) =>
        RuleTest.VerifyAsync(
            $$"""
            class Desk
            {
                public Task Ask(string text, bool other, int number) =>
                    new OpenAI.Chat.ChatClient("gpt-4.1", "k").AsIChatClient()
                        .GetResponseAsync(text, new ChatOptions { MaxOutputTokens = {{limit}} });
            }
            """,
            only: "LLMH4001"
        );

    private static Task<string> LimitAsync(string statements) => FactTest.FactAsync("limit", Source(statements));

    private static string Source(string statements) =>
        $$"""
            internal class Desk(
                IChatClient client,
                Action<ChatOptions> given,
                Betalgo.Ranul.OpenAI.Interfaces.IChatCompletionService betalgo)
            {
                private const int Short = 200;
                private const int Long = 900;

                public async Task Ask(string text, bool other, int number)
                {
                    {{statements}}
                }

                private void Given(ChatOptions options) => given(options);
            }
            """;
}
