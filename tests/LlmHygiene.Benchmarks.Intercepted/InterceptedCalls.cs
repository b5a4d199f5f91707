using Microsoft.Extensions.AI;

namespace LlmHygiene.Benchmarks.Intercepted;

/// <summary>Calls that are intercepted, because this project says so.</summary>
public static class InterceptedCalls
{
    public static Task<ChatResponse> Ask(IChatClient client, IList<ChatMessage> messages) => client.GetResponseAsync(messages);

    public static async Task<int> ReadAsync(IChatClient client, IList<ChatMessage> messages)
    {
        var chunks = 0;
        await foreach (var _ in client.GetStreamingResponseAsync(messages))
            chunks++;
        return chunks;
    }
}
