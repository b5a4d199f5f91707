namespace LlmHygiene;

/// <summary>
/// Decides which version of a prompt a call sends, where several are live. <see cref="PromptRollout"/> does so by
/// configuration; write one of your own for another source. It takes effect on a client whose pipeline has
/// <c>UsePromptRollout</c>.
/// </summary>
public interface IPromptVersionSelector
{
    /// <summary>Chooses a version. May be called by many threads at once.</summary>
    /// <param name="request">The prompt, its live versions, and for whom it is sent.</param>
    /// <param name="cancellationToken">The token of the call.</param>
    /// <returns>The version to send; <see langword="null"/> for the default one.</returns>
    /// <remarks>
    /// An exception, or a version that is not live, does not fail the call: the default version is sent, and telemetry
    /// says <see cref="LlmHygieneTelemetry.RolloutError"/>.
    /// </remarks>
    ValueTask<string?> SelectAsync(PromptVersionRequest request, CancellationToken cancellationToken);
}
