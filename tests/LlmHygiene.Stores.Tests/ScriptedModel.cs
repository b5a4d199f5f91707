using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace LlmHygiene.Stores.Tests;

/// <summary>A model that ends its responses as the request says, which a server that always succeeds cannot show.</summary>
internal sealed class ScriptedModel : IChatClient
{
    public const string Fails = "fail";
    public const string CallsTools = "tool";
    public const int InputTokens = 2000;
    public const int CachedTokens = 1024;
    public const int OutputTokens = 300;
    public const int ReasoningTokens = 100;

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        await Task.Delay(2, cancellationToken);
        var request = messages.First().Text;
        if (request.StartsWith(Fails, StringComparison.Ordinal))
            throw new HttpRequestException("The model is overloaded.");
        AIContent content = request == CallsTools ? new FunctionCallContent("1", "next") : new TextContent("Yes.");
        return new ChatResponse(new ChatMessage(ChatRole.Assistant, [content]))
        {
            ModelId = options?.ModelId,
            FinishReason = request.Split(' ') is [_, var reason] ? new ChatFinishReason(reason) : ChatFinishReason.Stop,
            Usage = new UsageDetails
            {
                InputTokenCount = InputTokens,
                CachedInputTokenCount = CachedTokens,
                OutputTokenCount = OutputTokens,
                ReasoningTokenCount = ReasoningTokens,
            },
        };
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        foreach (var update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates())
            yield return update;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceType.IsInstanceOfType(this) && serviceKey is null ? this : null;

    public void Dispose() { }
}
