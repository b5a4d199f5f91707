using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Clients;

/// <summary>What a kernel function was created from.</summary>
/// <param name="Prompts">The prompt text.</param>
/// <param name="Settings">The settings of every call of the function.</param>
/// <param name="IsUnknown">True when one of its inputs can contain any setting.</param>
internal sealed record KernelFunctionPrompt(IReadOnlyList<IOperation> Prompts, IReadOnlyList<IOperation> Settings, bool IsUnknown)
{
    /// <summary>True for a prompt file of the project, which has its settings in a file too.</summary>
    public bool IsFile { get; init; }
}
