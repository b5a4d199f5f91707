namespace LlmHygiene.Analyzers.Generation.Pipeline;

/// <summary>One generated file.</summary>
/// <param name="Target">Null while the project has no prompt.</param>
internal sealed record GeneratedPrompt(PromptFamily Family, TargetFacts? Target);
