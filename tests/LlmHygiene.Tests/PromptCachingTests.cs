using Microsoft.Extensions.AI;

namespace LlmHygiene.Tests;

/// <summary>The step that translates cache marks.</summary>
public sealed class PromptCachingTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Only_marked_messages_with_content_are_passed_to_the_delegate(bool streamed)
    {
        var marked = new List<string>();
        var client = new ScriptedChatClient().AsBuilder().UsePromptCacheMarks(message => marked.Add(message.Text)).Build();

        // A sequence that can be read once.
        var messages = new Queue<ChatMessage>([
            PromptCaching.Mark(new ChatMessage(ChatRole.System, "first")),
            new ChatMessage(ChatRole.User, "second"),
            PromptCaching.Mark(new ChatMessage(ChatRole.User, [])),
        ]);
        if (streamed)
            await foreach (var _ in client.GetStreamingResponseAsync(Once(messages), cancellationToken: Ct)) { }
        else
            await client.GetResponseAsync(Once(messages), cancellationToken: Ct);

        Assert.Equal(["first"], marked);

        static IEnumerable<ChatMessage> Once(Queue<ChatMessage> messages)
        {
            while (messages.TryDequeue(out var message))
                yield return message;
        }
    }

    [Fact]
    public void A_mark_can_be_read_and_is_only_true()
    {
        var message = new ChatMessage(ChatRole.User, "Hi");
        Assert.False(PromptCaching.IsMarked(message));
        Assert.Same(message, PromptCaching.Mark(message));
        Assert.True(PromptCaching.IsMarked(message));
        message.AdditionalProperties!["llmhygiene.cache"] = false;
        Assert.False(PromptCaching.IsMarked(message));
        Assert.Throws<ArgumentNullException>(() => PromptCaching.Mark(null!));
        Assert.Throws<ArgumentNullException>(() => new ScriptedChatClient().AsBuilder().UsePromptCacheMarks(null!));
    }
}
