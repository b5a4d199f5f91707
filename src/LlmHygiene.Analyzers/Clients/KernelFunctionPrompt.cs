using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Clients;

/// <summary>What a kernel function was created from, or a call that makes one of its arguments.</summary>
/// <param name="Prompts">The prompt text.</param>
/// <param name="Settings">The settings of every call of the function.</param>
/// <param name="IsUnknown">True when one of its inputs can contain any setting.</param>
internal sealed record KernelFunctionPrompt(IReadOnlyList<IOperation> Prompts, IReadOnlyList<IOperation> Settings, bool IsUnknown)
{
    /// <summary>The configurations of templates: their text is sent, and not that of the settings.</summary>
    public IReadOnlyList<IOperation> Templates { get; init; } = [];

    /// <summary>True where the prompt text is only sent if the settings have none.</summary>
    public bool IsReplacedBySettings { get; init; }

    /// <summary>True for a prompt file of the project, which has its settings in a file too.</summary>
    public bool IsFile { get; init; }
}
