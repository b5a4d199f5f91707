using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Problems;

namespace LlmHygiene.Analyzers.Prompts.Reading;

/// <summary>The content of a prompt file and its problems.</summary>
/// <param name="Model">Null when not even a name and a version could be read.</param>
internal sealed record PromptParseResult(PromptModel? Model, EquatableArray<PromptProblem> Problems)
{
    /// <summary>True when a template includes partials, so that the result is valid only as long as they do not change.</summary>
    public bool UsesPartials { get; init; }

    /// <summary>The positions of the parts of the prompt, for rules that compare files.</summary>
    public PromptSpans Spans { get; init; } = PromptSpans.None;
}
