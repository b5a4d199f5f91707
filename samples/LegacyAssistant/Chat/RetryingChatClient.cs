using Microsoft.Extensions.AI;

namespace LegacyAssistant.Chat;

/// <summary>Retries once when the connection breaks. It passes its arguments on, so its callers specify model and prompt.</summary>
internal sealed class RetryingChatClient(IChatClient innerClient) : DelegatingChatClient(innerClient)
{
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        try
        {
            return await base.GetResponseAsync(messages, options, cancellationToken);
        }
        catch (HttpRequestException)
        {
            return await InnerClient.GetResponseAsync(messages, options, cancellationToken);
        }
    }
}
