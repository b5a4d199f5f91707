using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Responses;

namespace LegacyAssistant.Responses;

/// <summary>Drafts with the Responses API, whose client is created without a model.</summary>
internal sealed class ResponsesAssistant
{
    private readonly ResponsesClient _responses;
    private readonly IChatClient _chat;

    public ResponsesAssistant(AssistantSettings settings)
    {
        _responses = new OpenAIClient(settings.ApiKey).GetResponsesClient();
        _chat = _responses.AsIChatClient();
    }

    public async Task<string> DraftAsync(Ticket ticket)
    {
        var options = new CreateResponseOptions
        {
            Instructions = "You draft replies for a support desk. Three sentences at most.",
            MaxOutputTokenCount = 300,
            InputItems = { ResponseItem.CreateUserMessageItem(ticket.Body) },
        };
        var response = await _responses.CreateResponseAsync(options);
        return response.Value.Id;
    }

    public async Task<string> TranslateAsync(Ticket ticket, string language)
    {
        var options = new ChatOptions();
        options.Temperature = 0;
        options.MaxOutputTokens = 400;
        options.AdditionalProperties = new() { ["gen_ai.prompt.name"] = "translate-ticket", ["gen_ai.prompt.version"] = "1.0.2" };

        var response = await _chat.GetResponseAsync($"Translate to {language}: {ticket.Body}", options);
        return response.Text;
    }

    public async Task<string> PolishAsync(string draft)
    {
        var response = await _chat.GetResponseAsync("Make this reply friendlier: " + draft);
        return response.Text;
    }

    // Fetches an existing response: no model runs.
    public async Task<string> TextOfAsync(string responseId)
    {
        var response = await _responses.GetResponseAsync(responseId);
        return response.Value.GetOutputText();
    }
}
