namespace LlmHygiene.Analyzers.Prompts.Model;

/// <summary>How much the model reasons, and what it shows of that; null for what the file does not state.</summary>
internal sealed record PromptReasoning(PromptReasoningEffort? Effort, PromptReasoningOutput? Output)
{
    /// <summary>The effort in the words of providers, which are also those of files; null when none is stated.</summary>
    public string? EffortWord => Effort is { } effort ? Word(effort) : null;

    public static string Word(PromptReasoningEffort effort) =>
        effort == PromptReasoningEffort.ExtraHigh ? "xhigh" : effort.ToString().ToLowerInvariant();
}

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
