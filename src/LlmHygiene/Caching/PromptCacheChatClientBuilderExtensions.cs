using LlmHygiene;

namespace Microsoft.Extensions.AI;

/// <summary>Adds the cache marks of a provider to the pipeline of a chat client.</summary>
public static class PromptCacheChatClientBuilderExtensions
{
    /// <summary>
    /// Translates <c>cache: true</c> of prompt files into what the provider of this client needs. Anthropic:
    /// <c>.UsePromptCacheMarks(static message => message.Contents[^1].WithCacheControl(Ttl.Ttl5m))</c>. Providers that cache by
    /// themselves need no such step.
    /// </summary>
    /// <param name="builder">The builder of the pipeline.</param>
    /// <param name="mark">
    /// Marks a message, up to whose end the prompt should be cached. It is called for each request, so more than once for the same
    /// message in a loop of tool calls. A message without content is not passed to it.
    /// </param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException">The builder or the delegate is <see langword="null"/>.</exception>
    public static ChatClientBuilder UsePromptCacheMarks(this ChatClientBuilder builder, Action<ChatMessage> mark)
    {
        Guard.NotNull(mark, nameof(mark));
        return Guard.NotNull(builder, nameof(builder)).Use(inner => new PromptCacheChatClient(inner, mark));
    }
}
