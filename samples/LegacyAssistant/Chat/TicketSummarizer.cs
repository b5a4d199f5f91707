using Microsoft.Extensions.AI;

namespace LegacyAssistant.Chat;

/// <summary>Summaries and replies from the given client.</summary>
internal sealed class TicketSummarizer(IChatClient chat)
{
    public async Task<string> SummarizeAsync(Ticket ticket)
    {
        List<ChatMessage> messages =
        [
            new(ChatRole.System, "You summarise support tickets in one sentence."),
            new(ChatRole.User, ticket.Body),
        ];
        foreach (var comment in ticket.Comments)
            messages.Add(new ChatMessage(ChatRole.User, comment));

        var response = await chat.GetResponseAsync(messages, new ChatOptions { MaxOutputTokens = 120, Temperature = 0.2f });
        return response.Text;
    }

    public async Task<string> AnswerAsync(Ticket ticket, ChatOptions options)
    {
        var response = await chat.GetResponseAsync($"Answer this customer politely: {ticket.Body}", options);
        return response.Text;
    }

    // The caller writes and names the prompt; the model is specified here.
    public Task<ChatResponse> AskAsync(string prompt, CancellationToken cancellationToken = default) =>
        chat.GetResponseAsync(prompt, new ChatOptions { ModelId = "gpt-5.4-mini" }, cancellationToken);
}
