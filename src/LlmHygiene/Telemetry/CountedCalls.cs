using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace LlmHygiene;

/// <summary>Makes one model call of an execution that has a budget, if the budget allows it, and adds it to what has been used.</summary>
internal static class CountedCalls
{
    public static async Task<ChatResponse> GetResponseAsync(
        PromptSpending spending,
        IChatClient client,
        IEnumerable<ChatMessage> messages,
        ChatOptions? options,
        CancellationToken cancellationToken
    )
    {
        spending.StartCall();
        var response = await client.GetResponseAsync(messages, options, cancellationToken).ConfigureAwait(false);

        // A mocked client may return null.
        var tokens = new TokenCount();
        tokens.Add(response?.Usage);
        spending.EndCall(RequestModel(client, options), response?.ModelId, tokens);
        return response!;
    }

    public static async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        PromptSpending spending,
        IChatClient client,
        IEnumerable<ChatMessage> messages,
        ChatOptions? options,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        spending.StartCall();
        var tokens = new TokenCount();
        string? model = null;
        try
        {
            var updates = client.GetStreamingResponseAsync(messages, options, cancellationToken);
            await foreach (var update in updates.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                model ??= update.ModelId;
                tokens.Add(update);
                yield return update;
            }
        }
        finally
        {
            // Also for a stream that fails or is not read to its end: what it has reported so far has been paid.
            spending.EndCall(RequestModel(client, options), model, tokens);
        }
    }

    private static string? RequestModel(IChatClient client, ChatOptions? options) =>
        options?.ModelId ?? ClientServices.Metadata(client)?.DefaultModelId;
}
