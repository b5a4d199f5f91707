using System.Text.Json.Serialization;
using LlmHygiene;
using Microsoft.Extensions.AI;

namespace AotDesk;

/// <summary>Prompts that are too short for a file.</summary>
internal static partial class TicketPrompts
{
    [Prompt("title", "1.0.0", Model = "gpt-5.4-mini-2026-03-17", MaxOutputTokens = 20,
            System = "Write a title of at most six words.", User = "{{ticket}}")]
    public static partial Task<string> TitleAsync(IChatClient client, string ticket, CancellationToken cancellationToken = default);

    /// <summary>The response is deserialized with source-generated metadata, because Native AOT has no reflection.</summary>
    [Prompt("mood", "1.0.0", Model = "gpt-5.4-mini-2026-03-17", MaxOutputTokens = 50, JsonContext = typeof(TicketJson),
            System = "How does the writer feel? Rate it from 0 to 10.", User = "{{ticket}}")]
    public static partial Task<Mood> MoodAsync(IChatClient client, string ticket, CancellationToken cancellationToken = default);
}

internal sealed record Mood(string Word, int Rating);

[JsonSerializable(typeof(Mood))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class TicketJson : JsonSerializerContext;
