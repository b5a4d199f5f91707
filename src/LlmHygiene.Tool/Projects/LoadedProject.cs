using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LlmHygiene.Tool.Projects;

/// <summary>A project in one of its target frameworks, as the compiler gets it.</summary>
/// <param name="Path">The project file.</param>
/// <param name="Framework">The target framework; empty if the project does not specify one.</param>
/// <param name="LockPath">The path of its <c>prompts.lock</c>, which need not exist; null without the LlmHygiene packages.</param>
/// <param name="BaselinePath">The same for <c>llmhygiene.baseline</c>.</param>
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
    /// <summary>The project has further target frameworks, which the user left out.</summary>
    public bool HasOtherFrameworks { get; init; }

    /// <summary>The project contains tests: what it registers is for them alone.</summary>
    public bool IsTest { get; init; }

    public bool IsExecutable =>
        Arguments.CompilationOptions.OutputKind is not (OutputKind.DynamicallyLinkedLibrary or OutputKind.NetModule);

    /// <summary>The projects whose assemblies it references.</summary>
    public ImmutableArray<string> ProjectReferences { get; init; } = [];

    /// <summary>The files that projects referencing it pass to the compiler, once they are built.</summary>
    public ImmutableArray<string> Outputs { get; init; } = [];
}
