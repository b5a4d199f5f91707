using LlmHygiene.Analyzers.Prompts.Model;

namespace LlmHygiene.Analyzers.Prompts.Locking;

/// <summary>One version of one prompt. A class, because the JIT compiles a dictionary again for each struct that is a key.</summary>
internal sealed record PromptVersion(string Name, SemanticVersion Version);
