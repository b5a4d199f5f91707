using Microsoft.Extensions.AI;

namespace LlmHygiene;

/// <summary>
/// A named, versioned prompt with its inputs filled in, ready to send. Generated prompt classes implement it. The
/// extension methods of <see cref="PromptExecution"/> send it: <c>prompt.GetResponseAsync(client)</c>.
/// </summary>
public interface IPrompt
{
    /// <summary>The name and version of the prompt.</summary>
    PromptInfo Info { get; }

    /// <summary>Gets the messages to send, with the inputs filled in.</summary>
    /// <returns>The messages.</returns>
    /// <exception cref="InvalidOperationException">The prompt was generated from a file that has errors.</exception>
    IReadOnlyList<ChatMessage> ToMessages();

    /// <summary>
    /// Gets the options to send the messages with: the model and the parameters that the prompt states.
    /// </summary>
    /// <returns>New options, which the caller may change.</returns>
    ChatOptions ToOptions();
}
