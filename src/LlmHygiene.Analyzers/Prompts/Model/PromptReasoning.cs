namespace LlmHygiene.Analyzers.Prompts.Model;

/// <summary>How much the model reasons, and what it shows of that; null for what the file does not state.</summary>
internal sealed record PromptReasoning(PromptReasoningEffort? Effort, PromptReasoningOutput? Output);

/// <summary>The members of Microsoft.Extensions.AI's <c>ReasoningEffort</c>; the emitted code has the same names.</summary>
internal enum PromptReasoningEffort
{
    None,
    Low,
    Medium,
    High,
    ExtraHigh,
}

/// <summary>The members of Microsoft.Extensions.AI's <c>ReasoningOutput</c>; the emitted code has the same names.</summary>
internal enum PromptReasoningOutput
{
    None,
    Summary,
    Full,
}
