using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts;
using LlmHygiene.Analyzers.Prompts.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LlmHygiene.Analyzers.Generation.Pipeline;

/// <summary>What the emitted code can use in this project.</summary>
/// <param name="HasRuntime">True when the project references LlmHygiene, which the emitted code calls.</param>
/// <param name="HasInit">True when properties can be <c>init</c>.</param>
/// <param name="HasRequired">True when properties can be <c>required</c>.</param>
/// <param name="HasFileScopedNamespaces">True when namespaces can be file-scoped.</param>
internal sealed record TargetFacts(bool HasRuntime, bool HasRecords, bool HasInit, bool HasRequired, bool HasFileScopedNamespaces)
{
    private const string Services = "System.Runtime.CompilerServices.";

    /// <summary>The types named in prompt files that a response can be deserialized to.</summary>
    public EquatableArray<string> OutputTypes { get; init; }

    public bool CanGenerate => HasRuntime && HasRecords;

    /// <param name="language">The language version of the project; a compilation without files does not know it.</param>
    public static TargetFacts From(Compilation compilation, LanguageVersion language)
    {
        var hasInit = GeneratorRequirements.HasType(compilation, Services + "IsExternalInit");
        return new TargetFacts(
            HasRuntime: GeneratorRequirements.HasRuntime(compilation),
            HasRecords: language >= GeneratorRequirements.MinLanguageVersion,
            HasInit: hasInit,
            HasRequired: hasInit
                && language >= LanguageVersion.CSharp11
                && GeneratorRequirements.HasType(compilation, Services + "RequiredMemberAttribute")
                && GeneratorRequirements.HasType(compilation, Services + "CompilerFeatureRequiredAttribute"),
            HasFileScopedNamespaces: language >= LanguageVersion.CSharp10
        );
    }
}
