using Microsoft.Extensions.AI;

namespace LegacyAssistant.Chat;

/// <summary>Streams a reply, so that the agent can stop it early.</summary>
internal sealed class ReplyWriter(IChatClient chat)
{
    private readonly ChatOptions _options = new() { ModelId = "gpt-5.4", MaxOutputTokens = 600 };

    public async IAsyncEnumerable<string> WriteAsync(Ticket ticket)
    {
        await foreach (var update in chat.GetStreamingResponseAsync($"""
            Write a reply to this ticket. Be friendly, and never promise a refund.

            {ticket.Body}
            """, _options))
        {
            yield return update.Text;
        }
    }
}
