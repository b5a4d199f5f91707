using System.Text.Json;
using Microsoft.Extensions.AI;

namespace LegacyAssistant;

internal sealed record AssistantSettings(string ApiKey, string ChatModel, string? ProviderAssembly, string? ChatOptionsFile)
{
    public static AssistantSettings FromEnvironment() => new(
        Environment.GetEnvironmentVariable("OPENAI_API_KEY") ?? throw new InvalidOperationException("OPENAI_API_KEY is not set."),
        Environment.GetEnvironmentVariable("ASSISTANT_MODEL") ?? "gpt-5.4-mini",
        Environment.GetEnvironmentVariable("ASSISTANT_PROVIDER"),
        Environment.GetEnvironmentVariable("ASSISTANT_CHAT_OPTIONS"));

    public ChatOptions LoadChatOptions() =>
        ChatOptionsFile is null
            ? new ChatOptions()
            : JsonSerializer.Deserialize<ChatOptions>(File.ReadAllText(ChatOptionsFile), AIJsonUtilities.DefaultOptions)!;
}
