using System.Text;
using Microsoft.Extensions.AI;
using OpenAI;

namespace LegacyAssistant.Chat;

/// <summary>Decides which tickets a human must see.</summary>
internal sealed class EscalationDesk
{
    private readonly IChatClient _chat;

    public EscalationDesk(AssistantSettings settings)
    {
        _chat = new RetryingChatClient(new OpenAIClient(settings.ApiKey).GetChatClient("gpt-5.4-mini").AsIChatClient());
    }

    public async Task<string> NeedsHumanAsync(Ticket ticket)
    {
        var prompt = File.ReadAllText("Prompts/escalation.txt");
        var response = await _chat.GetResponseAsync(
            [new(ChatRole.System, prompt), new(ChatRole.User, ticket.Body)], new ChatOptions { ModelId = "gpt-5.4-mini" });
        return response.Text;
    }

    public async Task<string> ExplainAsync(Ticket ticket)
    {
        var response = await _chat.GetResponseAsync(BuildExplanationPrompt(ticket), new ChatOptions { ModelId = "gpt-5.4" });
        return response.Text;
    }

    private static string BuildExplanationPrompt(Ticket ticket)
    {
        var prompt = new StringBuilder("Explain to the team lead why this ticket was escalated.");
        prompt.AppendLine().AppendLine(ticket.Subject);
        foreach (var comment in ticket.Comments)
            prompt.Append("- ").AppendLine(comment);
        return prompt.ToString();
    }
}
