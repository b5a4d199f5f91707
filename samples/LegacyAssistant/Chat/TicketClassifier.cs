using System.Diagnostics;
using OpenAI;
using OpenAI.Chat;

namespace LegacyAssistant.Chat;

/// <summary>Classifies with the OpenAI client, whose chat client cannot be created without a model.</summary>
internal sealed class TicketClassifier(OpenAIClient client, AssistantSettings settings)
{
    private const string Model = "gpt-5.4-mini-2026-03-17";
    private const string UrgencyPrompt = "Rate the urgency of this support ticket from 1 to 5. Answer with the number only.";

    private static readonly ActivitySource s_activities = new("LegacyAssistant");

    private readonly ChatClient _chat = client.GetChatClient(Model);

    public async Task<string> ClassifyAsync(Ticket ticket)
    {
        var options = new ChatCompletionOptions { MaxOutputTokenCount = 5 };
        options.Metadata["prompt_name"] = "classify-ticket";
        options.Metadata["prompt_version"] = "2.1.0";

        var completion = await _chat.CompleteChatAsync(
            [new SystemChatMessage("Answer with one word: billing, bug or other."), new UserChatMessage(ticket.Body)], options);
        return completion.Value.Content[0].Text;
    }

    public async Task<string> RateUrgencyAsync(Ticket ticket)
    {
        var completion = await _chat.CompleteChatAsync(new SystemChatMessage(UrgencyPrompt), new UserChatMessage(ticket.Subject));
        return completion.Value.Content[0].Text;
    }

    public async Task<string> DetectLanguageAsync(Ticket ticket)
    {
        using var activity = s_activities.StartActivity("detect-language");
        activity?.SetTag("prompt.name", "detect-language");
        activity?.SetTag("prompt.version", "1.0.0");

        var configured = client.GetChatClient(settings.ChatModel);
        var completion = await configured.CompleteChatAsync($"In which language is this? {ticket.Body}");
        return completion.Value.Content[0].Text;
    }
}
