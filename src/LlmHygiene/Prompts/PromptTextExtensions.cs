using Microsoft.Extensions.AI;

namespace LlmHygiene;

/// <summary>Converts prompts to text, for code that takes a prompt as a string.</summary>
public static class PromptTextExtensions
{
    /// <summary>
    /// Gets the text of a prompt that consists of one text message, with the inputs filled in. A string has no name and no
    /// version: open a <see cref="PromptScope"/> with the prompt around the call that sends it.
    /// </summary>
    /// <param name="prompt">The prompt, with its inputs filled in.</param>
    /// <returns>The text of the message.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="prompt"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">
    /// The prompt has several messages, or a message with other content than text, or its file has errors.
    /// </exception>
    public static string ToText(this IPrompt prompt)
    {
        Guard.NotNull(prompt, nameof(prompt));
        var messages = prompt.ToMessages();
        return messages.Count == 1 && messages[0].Contents.Count == 1 && messages[0].Contents[0] is TextContent content
            ? content.Text
            : throw new InvalidOperationException(
                $"The prompt '{prompt.Info.Name}' {prompt.Info.Version} does not consist of one text message; "
                    + "send it with GetResponseAsync, or get its messages from ToMessages()."
            );
    }
}
