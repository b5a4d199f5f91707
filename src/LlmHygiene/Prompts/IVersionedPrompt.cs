namespace LlmHygiene;

/// <summary>
/// A prompt of which several versions with the same inputs are live, so that which of them is sent can be decided when
/// it is sent. Generated prompt classes implement it when their major version has several prompt files.
/// </summary>
/// <remarks>
/// <see cref="IPrompt.Info"/>, <see cref="IPrompt.ToMessages"/> and <see cref="IPrompt.ToOptions"/> are those of
/// <see cref="ChosenVersion"/>, or else of <see cref="DefaultVersion"/>.
/// </remarks>
public interface IVersionedPrompt : IPrompt
{
    /// <summary>The live versions, in ascending order.</summary>
    IReadOnlyList<PromptInfo> Versions { get; }

    /// <summary>The version that answers when nobody decides: the highest one without a pre-release label.</summary>
    PromptInfo DefaultVersion { get; }

    /// <summary>The version that <see cref="WithVersion"/> chose; <see langword="null"/> while that is open.</summary>
    PromptInfo? ChosenVersion { get; }

    /// <summary>The same prompt with the same inputs, sent as this version whatever a rollout says.</summary>
    /// <param name="version">One of <see cref="Versions"/>, for example <c>1.2.0</c>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="version"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">No such version is live.</exception>
    IPrompt WithVersion(string version);
}
