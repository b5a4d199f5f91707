using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LlmHygiene.Analyzers.Generation.Pipeline;

/// <summary>What the prompts have to know about the project.</summary>
/// <param name="HasPrompts">False where nothing has to be known.</param>
/// <param name="OutputTypes">The types named in prompt files.</param>
/// <param name="Language">The language version of the project; a compilation without files does not know it.</param>
internal sealed record TargetRequest(
    bool HasPrompts,
    EquatableArray<string> OutputTypes,
    LanguageVersion Language = LanguageVersion.Default
)
{
    public static TargetRequest Of(ImmutableArray<LocatedPrompt> prompts) =>
        new(
            !prompts.IsEmpty,
            prompts
                .Select(static prompt => prompt.Model.Output?.TypeName)
                .OfType<string>()
                .Distinct()
                .OrderBy(static name => name, StringComparer.Ordinal)
                .ToEquatableArray()
        );

    public TargetRequest In(ParseOptions options) =>
        options is CSharpParseOptions { LanguageVersion: var version } ? this with { Language = version } : this;

    /// <returns>Null where the project has no prompt.</returns>
    public TargetFacts? FactsOf(Compilation compilation) =>
        HasPrompts
            ? TargetFacts.From(compilation, Language) with
            {
                OutputTypes = Prompts.Model.OutputTypes.Readable(compilation, OutputTypes),
            }
            : null;
}
