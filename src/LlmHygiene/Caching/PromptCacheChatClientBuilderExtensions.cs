using LlmHygiene;

namespace Microsoft.Extensions.AI;

/// <summary>Adds the cache marks of a provider to the pipeline of a chat client.</summary>
public static class PromptCacheChatClientBuilderExtensions
{
    /// <summary>
    /// Translates the cache marks of prompts to the marks that the provider of this client needs. Add it next to the client.
    /// For Anthropic:
    /// <c>.UsePromptCacheMarks(static message => message.Contents[^1].WithCacheControl(Ttl.Ttl5m))</c>. Providers that cache
    /// automatically do not need this step.
    /// </summary>
    /// <param name="builder">The builder of the pipeline.</param>
    /// <param name="mark">
    /// Marks a message: the prompt should be cached up to the end of that message. The delegate is called for each request, so in a
    /// loop of tool calls it is called more than once for the same message. A message without content is not passed to it.
    /// </param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException">The builder or the delegate is <see langword="null"/>.</exception>
    public static ChatClientBuilder UsePromptCacheMarks(this ChatClientBuilder builder, Action<ChatMessage> mark)
    {
        Guard.NotNull(mark, nameof(mark));
        return Guard.NotNull(builder, nameof(builder)).Use(inner => new PromptCacheChatClient(inner, mark));
    }
}
