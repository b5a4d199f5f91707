namespace LlmHygiene;

/// <summary>
/// Chooses the version of a prompt that a call sends, if several are live. <see cref="PromptRollout"/> chooses by
/// configuration; implement your own for another source. It takes effect on a client whose pipeline has
/// <c>UsePromptRollout</c>.
/// </summary>
public interface IPromptVersionSelector
{
    /// <summary>Chooses a version. It may be called by several threads at once.</summary>
    /// <param name="request">The prompt, its live versions, and for whom it is sent.</param>
    /// <param name="cancellationToken">The token of the call.</param>
    /// <returns>The version to send; <see langword="null"/> for the default version.</returns>
    /// <remarks>
    /// If the method throws, or returns a version that is not live, the call does not fail: the default version is sent, and
    /// telemetry reports <see cref="LlmHygieneTelemetry.RolloutError"/>.
    /// </remarks>
    ValueTask<string?> SelectAsync(PromptVersionRequest request, CancellationToken cancellationToken);
}
