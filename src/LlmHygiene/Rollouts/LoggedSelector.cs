using Microsoft.Extensions.Logging;

namespace LlmHygiene;

/// <summary>Logs why a selector failed, which the call itself hides.</summary>
internal sealed class LoggedSelector(IPromptVersionSelector inner, ILogger logger) : IPromptVersionSelector
{
    public async ValueTask<string?> SelectAsync(PromptVersionRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await inner.SelectAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            RolloutLog.SelectorFailed(logger, request.PromptName, error);
            throw;
        }
    }
}
