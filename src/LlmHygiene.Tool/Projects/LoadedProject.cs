using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LlmHygiene.Tool.Projects;

/// <summary>A project, for one of its frameworks, as the compiler would be given it.</summary>
/// <param name="Path">The project file.</param>
/// <param name="Framework">The framework; empty when the project does not say.</param>
/// <param name="LockPath">Where its <c>prompts.lock</c> is, or would be; null when the project does not have the LlmHygiene packages.</param>
/// <param name="BaselinePath">The same of its <c>llmhygiene.baseline</c>.</param>
internal sealed record LoadedProject(
    string Path,
    string Framework,
    string? LockPath,
    string? BaselinePath,
    CSharpCommandLineArguments Arguments,
    ImmutableArray<AdditionalText> AdditionalFiles,
    ProjectOptions Options
)
{
    /// <summary>The projects that it is compiled against.</summary>
    public ImmutableArray<string> ProjectReferences { get; init; } = [];

    /// <summary>The files by which another project refers to it, once they are built.</summary>
    public ImmutableArray<string> Outputs { get; init; } = [];
}
