using Microsoft.Extensions.AI;

namespace LlmHygiene;

/// <summary>
/// A named, versioned prompt with its inputs filled in, ready to send. Generated prompt classes implement it;
/// run one with <see cref="PromptExecution"/>.
/// </summary>
public interface IPrompt
{
    /// <summary>Which prompt this is, and which version of it.</summary>
    PromptInfo Info { get; }

    /// <summary>The messages to send, with the inputs filled in.</summary>
    IReadOnlyList<ChatMessage> ToMessages();

    /// <summary>
    /// The options to send them with: the model and the parameters that the prompt states.
    /// Each call returns options of its own, which the caller may change.
    /// </summary>
    ChatOptions ToOptions();
}
