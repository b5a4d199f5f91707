using Microsoft.Extensions.AI;

namespace LlmHygiene;

/// <summary>Removes the Markdown code fence around a JSON response; models that do not know JSON schemas tend to add one.</summary>
internal static class CodeFence
{
    private const string Fence = "```";

    /// <summary>The response itself, or a copy with the text inside the fence. The client's response is never changed.</summary>
    public static ChatResponse Remove(ChatResponse response)
    {
        ChatMessage? fenced = null;
        foreach (var message in response.Messages)
        {
            if (message.Text.Length == 0)
                continue;
            if (fenced is not null)
                return response;
            fenced = message;
        }

        if (fenced is null || Inside(fenced.Text) is not { } text)
            return response;
        var copy = new ChatResponse([.. response.Messages.Select(message => message == fenced ? With(message, text) : message)])
        {
            ResponseId = response.ResponseId,
            ConversationId = response.ConversationId,
            ModelId = response.ModelId,
            CreatedAt = response.CreatedAt,
            FinishReason = response.FinishReason,
            Usage = response.Usage,
            RawRepresentation = response.RawRepresentation,
            AdditionalProperties = response.AdditionalProperties,
        };
        return copy;
    }

    private static string? Inside(string text)
    {
        var trimmed = text.Trim();
        var start = trimmed.IndexOf('\n') + 1;
        return
            start > 0
            && trimmed.Length >= start + Fence.Length
            && trimmed.StartsWith(Fence, StringComparison.Ordinal)
            && trimmed.EndsWith(Fence, StringComparison.Ordinal)
            ? trimmed.Substring(start, trimmed.Length - start - Fence.Length).Trim()
            : null;
    }

    private static ChatMessage With(ChatMessage message, string text)
    {
        var copy = message.Clone();
        copy.Contents = [.. message.Contents.Where(static content => content is not TextContent), new TextContent(text)];
        return copy;
    }
}
