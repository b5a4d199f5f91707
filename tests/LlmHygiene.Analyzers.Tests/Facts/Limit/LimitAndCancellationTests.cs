using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Facts.Limit;

public class LimitAndCancellationTests
{
    private static string Source(string call) =>
        $$"""
            class C(IChatClient client, OpenAI.Chat.ChatClient openAI)
            {
                public async Task Ask(string text, ChatOptions handedIn, int limit, CancellationToken token)
                {
                    await Task.Yield();
                    {{call}};
                }
            }
            """;

    [Theory]
    [InlineData("await client.GetResponseAsync(text)", "Unset")]
    [InlineData("await client.GetResponseAsync(text, new ChatOptions { MaxOutputTokens = 300 })", "Set(300)")]
    [InlineData("await client.GetResponseAsync(text, new ChatOptions { MaxOutputTokens = limit })", "Set")]
    [InlineData("await client.GetResponseAsync(text, new ChatOptions { MaxOutputTokens = null })", "Unset")]
    [InlineData("await client.GetResponseAsync(text, handedIn)", "FlowsIn")]
    [InlineData("openAI.CompleteChat([text], new OpenAI.Chat.ChatCompletionOptions { MaxOutputTokenCount = 12 })", "Set(12)")]
    public async Task Output_limit(string call, string expected) => Assert.Equal(expected, await FactTest.FactAsync("limit", Source(call)));

    [Theory]
    [InlineData("AsBuilder().ConfigureOptions(o => o.MaxOutputTokens ??= 400).Build()", "", "Set(400)")]
    [InlineData("AsBuilder().ConfigureOptions(o => o.MaxOutputTokens ??= 400).Build()", ", new() { Temperature = 0 }", "Set(400)")]
    [InlineData("AsBuilder().ConfigureOptions(o => o.MaxOutputTokens ??= 400).Build()", ", new() { MaxOutputTokens = 7 }", "Set(7)")]
    [InlineData("AsBuilder().ConfigureOptions(o => o.MaxOutputTokens ??= Limit).Build()", "", "Set")]
    [InlineData("AsBuilder().ConfigureOptions(o => o.ModelId ??= \"m\").Build()", "", "Unset")]
    [InlineData("AsBuilder().UseLogging().Build()", "", "Unset")]
    public async Task Limit_of_the_client(string step, string options, string expected) =>
        Assert.Equal(
            expected,
            await FactTest.FactAsync(
                "limit",
                $$"""
                class C
                {
                    public static int Limit { get; set; }
                    private readonly IChatClient _client = new OpenAI.Chat.ChatClient("m", "k").AsIChatClient().{{step}};
                    public Task Ask(string text) => _client.GetResponseAsync(text{{options}});
                }
                """
            )
        );

    [Fact]
    public void Limit_of_the_agent() =>
        Assert.Contains(
            "; limit=Set(300); ",
            Assert.Single(
                FactTest.Inventory(
                    TestCode.Compile(
                        [
                            """
                            using Microsoft.Agents.AI;
                            class C
                            {
                                private readonly AIAgent _critic = new ChatClientAgent(
                                    new OpenAI.Chat.ChatClient("m", "k").AsIChatClient(),
                                    new ChatClientAgentOptions { ChatOptions = new() { MaxOutputTokens = 300 } });
                                public Task Ask(string text) => _critic.RunAsync(text);
                            }
                            """,
                        ],
                        [.. TestReferences.All, TestReferences.Agents]
                    )
                )
            ),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("await client.GetResponseAsync(text)", "NotPassed")]
    [InlineData("await client.GetResponseAsync(text, null, default)", "NotPassed")]
    [InlineData("await client.GetResponseAsync(text, null, CancellationToken.None)", "NotPassed")]
    [InlineData("await client.GetResponseAsync(text, null, token)", "Passed")]
    [InlineData("await client.GetResponseAsync(text, cancellationToken: token)", "Passed")]
    [InlineData("await foreach (var _ in client.GetStreamingResponseAsync(text).WithCancellation(token)) { }", "Passed")]
    [InlineData("await foreach (var _ in client.GetStreamingResponseAsync(text)) { }", "NotPassed")]
    [InlineData("openAI.CompleteChat(text)", "NotPassed")]
    public async Task Cancellation(string call, string expected) =>
        Assert.Equal(expected, await FactTest.FactAsync("cancellation", Source(call)));
}
