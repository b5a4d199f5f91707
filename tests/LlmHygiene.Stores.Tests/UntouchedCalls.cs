using Microsoft.Extensions.AI;

namespace LlmHygiene.Stores.Tests;

/// <summary>Calls as anyone writes them. Interceptors measure them.</summary>
internal sealed class UntouchedCalls(IChatClient chat)
{
    public async Task<string> AskAsync(CancellationToken cancellationToken) =>
        (
            await chat.GetResponseAsync(
                "Classify this ticket: my card was charged twice.",
                new ChatOptions { ModelId = "gpt-5.4-nano-2026-03-17" },
                cancellationToken
            )
        ).Text;

    public async Task<int> StreamAsync(CancellationToken cancellationToken)
    {
        var chunks = 0;
        await foreach (
            var _ in chat.GetStreamingResponseAsync(
                "Draft a reply.",
                new ChatOptions { ModelId = "gpt-5.4-mini-2026-03-17" },
                cancellationToken
            )
        )
            chunks++;
        return chunks;
    }

    public async Task<string> TaggedAsync(CancellationToken cancellationToken)
    {
        using var scope = PromptScope.Begin("by-hand", "2.0.0");
        return (
            await chat.GetResponseAsync(
                "Summarise this ticket.",
                new ChatOptions { ModelId = "gpt-5.4-mini-2026-03-17" },
                cancellationToken
            )
        ).Text;
    }

    public async Task<bool> FailAsync(CancellationToken cancellationToken)
    {
        try
        {
            await new ScriptedModel().GetResponseAsync(
                ScriptedModel.Fails,
                new ChatOptions { ModelId = "gpt-5.4-mini" },
                cancellationToken
            );
            return false;
        }
        catch (HttpRequestException)
        {
            return true;
        }
    }
}
