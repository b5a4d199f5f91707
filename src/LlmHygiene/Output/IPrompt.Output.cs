namespace LlmHygiene;

/// <summary>
/// A prompt whose response is data: it requests JSON of a known shape, and the response is read as a
/// <typeparamref name="TOutput"/>.
/// </summary>
/// <typeparam name="TOutput">The type that the response is read as.</typeparam>
public interface IPrompt<TOutput> : IPrompt
{
    /// <summary>How the response is requested and read. <see cref="IPrompt.ToOptions"/> requests it already.</summary>
    PromptOutput<TOutput> Output { get; }
}
