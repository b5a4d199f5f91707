using Microsoft.Extensions.AI;

namespace LlmHygiene;

/// <summary>Translates the cache marks of messages into those of a provider.</summary>
internal sealed class PromptCacheChatClient(IChatClient innerClient, Action<ChatMessage> mark) : DelegatingChatClient(innerClient)
{
    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    ) => base.GetResponseAsync(Marked(messages), options, cancellationToken);

    public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    ) => base.GetStreamingResponseAsync(Marked(messages), options, cancellationToken);

    // The messages themselves are changed: they were created for one execution, and its tool loop sends them again.
    private IEnumerable<ChatMessage> Marked(IEnumerable<ChatMessage> messages)
    {
        var all = messages as IReadOnlyCollection<ChatMessage> ?? [.. messages];
        foreach (var message in all)
        {
            if (message.Contents.Count > 0 && PromptCaching.IsMarked(message))
                mark(message);
        }

        return all;
    }
}
