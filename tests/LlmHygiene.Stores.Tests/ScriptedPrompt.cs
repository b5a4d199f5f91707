using Microsoft.Extensions.AI;

namespace LlmHygiene.Stores.Tests;

/// <summary>A prompt with the first word of its text as a request to <see cref="ScriptedModel"/>.</summary>
internal sealed class ScriptedPrompt(string text, string? model = "gpt-5.4-mini") : IPrompt
{
    public PromptBudget? Budget { get; init; }

    public string Hash { get; init; } = "sha256:0";

    public PromptInfo Info => new("scripted", "1.0.0", Hash) { ModelId = model, Budget = Budget };

    public IReadOnlyList<ChatMessage> ToMessages() => [new(ChatRole.User, text)];

    public ChatOptions ToOptions() => new() { ModelId = model, Tools = [AIFunctionFactory.Create(static () => "more", "next")] };
}
