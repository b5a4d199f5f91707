using Microsoft.Extensions.AI;

namespace LlmHygiene;

/// <summary>Gives a prompt's text to code that takes a prompt as a string.</summary>
public static class PromptTextExtensions
{
    /// <summary>
    /// The text of a prompt that is one message of text, with the inputs filled in. A string carries no name and no version:
    /// open a <see cref="PromptScope"/> with the prompt around the call that sends it.
    /// </summary>
    /// <param name="prompt">The prompt, with its inputs filled in.</param>
    /// <exception cref="ArgumentNullException">The prompt is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The prompt has several messages, or a message with more than text.</exception>
    public static string ToText(this IPrompt prompt)
    {
        Guard.NotNull(prompt, nameof(prompt));
        var messages = prompt.ToMessages();
        return messages.Count == 1 && messages[0].Contents.Count == 1 && messages[0].Contents[0] is TextContent content
            ? content.Text
            : throw new InvalidOperationException(
                $"The prompt '{prompt.Info.Name}' {prompt.Info.Version} is not one message of text; send it with GetResponseAsync, or take its messages from ToMessages()."
            );
    }
}
