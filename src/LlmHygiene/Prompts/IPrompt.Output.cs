namespace LlmHygiene;

/// <summary>A prompt whose answer is data: it asks for JSON of a known shape, and the answer is read as a <typeparamref name="TOutput"/>.</summary>
/// <typeparam name="TOutput">What the answer is read as.</typeparam>
public interface IPrompt<TOutput> : IPrompt
{
    /// <summary>How the answer is asked for and read. <see cref="IPrompt.ToOptions"/> asks for it already.</summary>
    PromptOutput<TOutput> Output { get; }
}
