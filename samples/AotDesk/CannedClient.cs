using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace AotDesk;

/// <summary>Returns a fixed response for each prompt, without a network.</summary>
internal sealed class CannedClient : IChatClient
{
    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, TextFor(options))) { ModelId = options?.ModelId });

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var word in TextFor(options).Split(' '))
        {
            await Task.Yield();
            yield return new ChatResponseUpdate(ChatRole.Assistant, word + " ");
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }

    private static string TextFor(ChatOptions? options) => options?.AdditionalProperties?["gen_ai.prompt.name"] switch
    {
        "triage" => """{"team":"engineering","urgency":"high","reasons":["Export is broken","Enterprise plan"]}""",
        "mood" => """{"word":"annoyed","rating":3}""",
        _ => "Export stops at page 12",
    };
}
