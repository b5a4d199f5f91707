using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace LlmHygiene.Tests;

/// <summary>
/// A model that calls the tool <c>next</c> in its first rounds, and then responds. Each round reads 1,000 tokens and writes 100; with
/// <see cref="Price"/> it costs 0.002 USD.
/// </summary>
internal sealed class ToolLoopClient(int toolRounds, string model = ToolLoopClient.Model) : IChatClient
{
    public const string Model = "budget-test-model";

    public static readonly ModelPrice Price = new(Input: 1, Output: 10);

    private int _calls;

    public int Calls => _calls;

    public static ChatOptions Options(Func<string> tool, string? modelId = Model) =>
        new() { ModelId = modelId, Tools = [AIFunctionFactory.Create(tool, "next")] };

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        Interlocked.Increment(ref _calls);
        await Task.Yield();
        var rounds = messages.Sum(message => message.Contents.OfType<FunctionResultContent>().Count());
        AIContent content = rounds < toolRounds ? new FunctionCallContent($"call{rounds}", "next") : new TextContent("Done");
        return new ChatResponse(new ChatMessage(ChatRole.Assistant, [content]))
        {
            ModelId = model,
            Usage = new UsageDetails { InputTokenCount = 1000, OutputTokenCount = 100 },
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
