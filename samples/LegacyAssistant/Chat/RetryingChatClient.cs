using Microsoft.Extensions.AI;

namespace LegacyAssistant.Chat;

/// <summary>Tries once more when the connection breaks. It passes on what it is given, so the duties stay with its callers.</summary>
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
