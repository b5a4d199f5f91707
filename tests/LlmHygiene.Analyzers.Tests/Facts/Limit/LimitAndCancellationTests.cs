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
