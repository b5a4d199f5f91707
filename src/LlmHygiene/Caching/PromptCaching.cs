using Microsoft.Extensions.AI;

namespace LlmHygiene;

/// <summary>
/// Marks up to where a provider should cache a prompt: <c>cache: true</c> at a message of a prompt file. Providers that cache by
/// themselves, such as OpenAI, need no mark. For the others, <c>UsePromptCacheMarks</c> translates it.
/// </summary>
public static class PromptCaching
{
    /// <summary>The key of the mark in <see cref="ChatMessage.AdditionalProperties"/>. No client sends it.</summary>
    internal const string Key = "llmhygiene.cache";

    // Boxed once.
    private static readonly object s_marked = true;

    /// <summary>Marks a message: the prompt up to its end should be cached.</summary>
    /// <param name="message">The message.</param>
    /// <returns>The same message.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> is <see langword="null"/>.</exception>
    public static ChatMessage Mark(ChatMessage message)
    {
        Guard.NotNull(message, nameof(message));
        (message.AdditionalProperties ??= [])[Key] = s_marked;
        return message;
    }

    /// <summary>Whether a message is marked.</summary>
    /// <param name="message">The message.</param>
    /// <returns><see langword="true"/> if the prompt up to the end of this message should be cached.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> is <see langword="null"/>.</exception>
    public static bool IsMarked(ChatMessage message) =>
        Guard.NotNull(message, nameof(message)).AdditionalProperties is { } properties
        && properties.TryGetValue(Key, out var value)
        && value is true;
}
