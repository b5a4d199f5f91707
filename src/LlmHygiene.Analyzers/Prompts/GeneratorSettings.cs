using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Model;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmHygiene.Analyzers.Prompts;

/// <summary>The settings of the project for its prompts.</summary>
/// <param name="RootNamespace">Null when the project does not set it.</param>
internal sealed record GeneratorSettings(bool IsEnabled, string? RootNamespace)
{
    /// <summary>The version whose findings the project gets. A prompt without a finding is sent.</summary>
    public HygieneLevel Level { get; init; } = HygieneLevel.Latest;

    public static GeneratorSettings From(AnalyzerConfigOptions globalOptions) =>
        new(BuildProperties.IsGeneratorEnabled(globalOptions), BuildProperties.RootNamespace(globalOptions))
        {
            Level = BuildProperties.Level(globalOptions),
        };

    /// <summary>The namespace of a prompt's class: the one that its file specifies, or that of its folder.</summary>
    /// <param name="path">The path of the prompt file, relative to the project.</param>
    public string NamespaceOf(PromptModel prompt, string path, string assemblyName) =>
        prompt.Namespace ?? PromptNamespaces.FromFolders(RootNamespace ?? assemblyName, path);
}
