using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Problems;

namespace LlmHygiene.Analyzers.Prompts.Reading;

/// <summary>What a prompt file says and what is wrong with it.</summary>
/// <param name="Model">Null when not even a name and a version could be read.</param>
internal sealed record PromptParseResult(PromptModel? Model, EquatableArray<PromptProblem> Problems)
{
    /// <summary>A template includes partials, so the result holds only as long as they do not change.</summary>
    public bool UsesPartials { get; init; }

    /// <summary>Where the parts of the prompt are written, for rules that compare files.</summary>
    public PromptSpans Spans { get; init; } = PromptSpans.None;
}
