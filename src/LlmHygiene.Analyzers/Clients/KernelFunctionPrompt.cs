using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Clients;

/// <summary>What a function object was made from.</summary>
/// <param name="Prompts">The prompt text.</param>
/// <param name="Settings">The settings of every call of the function.</param>
/// <param name="IsUnknown">True when it is made from something in which anything can be set.</param>
internal sealed record KernelFunctionPrompt(IReadOnlyList<IOperation> Prompts, IReadOnlyList<IOperation> Settings, bool IsUnknown);
