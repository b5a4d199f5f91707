using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmHygiene.Tool.Projects;

/// <summary>A project, for one of its frameworks, as the compiler would be given it.</summary>
/// <param name="Path">The project file.</param>
/// <param name="LockPath">Where its <c>prompts.lock</c> is, or would be; null when the project does not have the LlmHygiene packages.</param>
internal sealed record LoadedProject(
    string Path,
    string? LockPath,
    CSharpCommandLineArguments Arguments,
    ImmutableArray<AdditionalText> AdditionalFiles,
    AnalyzerConfigOptionsProvider Options);
