using Microsoft.Extensions.AI;

namespace LegacyAssistant.Chat;

/// <summary>Summaries and answers from whichever client it is given.</summary>
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

    // The duty to name the prompt is with whoever writes it; the model is stated here.
    public Task<ChatResponse> AskAsync(string prompt, CancellationToken cancellationToken = default) =>
        chat.GetResponseAsync(prompt, new ChatOptions { ModelId = "gpt-5.4-mini" }, cancellationToken);
}
