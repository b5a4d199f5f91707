using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace LlmHygiene.Tests;

/// <summary>A chat client with the responses that a test specifies; it records the requests.</summary>
internal sealed class ScriptedChatClient(string? provider = "openai", string? defaultModel = "gpt-default") : IChatClient
{
    private readonly ChatClientMetadata _metadata = new(provider, null, defaultModel);

    public Func<CancellationToken, Task<ChatResponse>> Answer { get; init; } = _ => Task.FromResult(Hello());

    public Func<CancellationToken, IAsyncEnumerable<ChatResponseUpdate>> Stream { get; init; } = ct => Chunks(ct);

    public ChatOptions? SeenOptions { get; private set; }

    public static ChatResponse Hello() =>
        new(new ChatMessage(ChatRole.Assistant, "Hello"))
        {
            ModelId = "gpt-5.4-mini-2026-03-05",
            Usage = new UsageDetails { InputTokenCount = 40, OutputTokenCount = 2 },
        };

    public static ChatResponseUpdate Text(string text) => new(ChatRole.Assistant, text) { ModelId = "gpt-5.4-mini-2026-03-05" };

    public static ChatResponseUpdate Tokens(long input, long output) =>
        new(ChatRole.Assistant, [new UsageContent(new UsageDetails { InputTokenCount = input, OutputTokenCount = output })]);

    public static async IAsyncEnumerable<ChatResponseUpdate> Chunks([EnumeratorCancellation] CancellationToken ct = default)
    {
        foreach (var update in new[] { Text("Hel"), Text("lo"), Tokens(40, 2) })
        {
            await Task.Yield();
            ct.ThrowIfCancellationRequested();
            yield return update;
        }
    }

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        SeenOptions = options;
        return Answer(cancellationToken);
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        SeenOptions = options;
        return Stream(cancellationToken);
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceType == typeof(ChatClientMetadata) ? _metadata : null;

    public void Dispose() { }
}
