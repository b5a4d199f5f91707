using Microsoft.Extensions.AI;

namespace LlmHygiene.Tests;

internal sealed class TestPrompt(string name, string version = "1.2.0", string? model = "gpt-5.4-mini") : IPrompt
{
    public PromptInfo Info { get; } = new(name, version, "sha256:0") { ModelId = model };

    public IReadOnlyList<ChatMessage> ToMessages() => [new(ChatRole.User, "What does the secret ticket say?")];

    public ChatOptions ToOptions() => new() { ModelId = model, MaxOutputTokens = 300 };
}
