namespace LlmHygiene;

/// <summary>
/// A prompt with several live versions that have the same inputs, so that the version can be chosen when the prompt is
/// sent. Generated prompt classes implement it if their major version has several prompt files.
/// </summary>
/// <remarks>
/// <see cref="IPrompt.Info"/>, <see cref="IPrompt.ToMessages"/> and <see cref="IPrompt.ToOptions"/> are those of
/// <see cref="ChosenVersion"/>, or of <see cref="DefaultVersion"/> if no version has been chosen.
/// </remarks>
public interface IVersionedPrompt : IPrompt
{
    /// <summary>The live versions, in ascending order.</summary>
    IReadOnlyList<PromptInfo> Versions { get; }

    /// <summary>The version that is sent if none is chosen: the highest one without a pre-release label.</summary>
    PromptInfo DefaultVersion { get; }

    /// <summary>The version chosen by <see cref="WithVersion"/>; <see langword="null"/> if none has been chosen.</summary>
    PromptInfo? ChosenVersion { get; }

    /// <summary>Returns the same prompt with the same inputs, to be sent as this version regardless of rollouts.</summary>
    /// <param name="version">One of <see cref="Versions"/>, for example <c>1.2.0</c>.</param>
    /// <returns>A copy with the version chosen.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="version"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">No such version is live.</exception>
    IPrompt WithVersion(string version);
}
