using Microsoft.Extensions.AI;

namespace LlmHygiene;

/// <summary>
/// Cache marks, which state up to which message a provider should cache a prompt: <c>cache: true</c> in a message of a prompt
/// file, <c>[cache=true]</c> at a role of a <c>.prompty</c> file, <c>CacheSystem</c> of <see cref="PromptAttribute"/>.
/// Providers that cache automatically, such as OpenAI, need no mark. For the others, <c>UsePromptCacheMarks</c> translates the marks.
/// </summary>
public static class PromptCaching
{
    /// <summary>The key of the mark in <see cref="ChatMessage.AdditionalProperties"/>. No client sends it.</summary>
    internal const string Key = "llmhygiene.cache";

    // Boxed once.
    private static readonly object s_marked = true;

    /// <summary>Marks a message: the prompt should be cached up to the end of this message.</summary>
    /// <param name="message">The message.</param>
    /// <returns>The same message.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> is <see langword="null"/>.</exception>
    public static ChatMessage Mark(ChatMessage message)
    {
        Guard.NotNull(message, nameof(message));
        (message.AdditionalProperties ??= [])[Key] = s_marked;
        return message;
    }

    /// <summary>Returns whether a message is marked.</summary>
    /// <param name="message">The message.</param>
    /// <returns><see langword="true"/> if the prompt should be cached up to the end of this message.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> is <see langword="null"/>.</exception>
    public static bool IsMarked(ChatMessage message) =>
        Guard.NotNull(message, nameof(message)).AdditionalProperties is { } properties
        && properties.TryGetValue(Key, out var value)
        && value is true;
}
