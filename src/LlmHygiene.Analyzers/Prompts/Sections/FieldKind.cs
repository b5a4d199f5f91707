using LlmHygiene.Analyzers.Common;

namespace LlmHygiene.Analyzers.Prompts;

/// <summary>What a list of named, typed fields stands for: where its mistakes belong and what they call it.</summary>
/// <param name="Noun">As in "'x' is not an input type".</param>
/// <param name="TypeRule">The rule that a wrong type breaks.</param>
internal sealed record FieldKind(string Noun, string TypeRule)
{
    public static readonly FieldKind Input = new("input", RuleIds.PromptInputType) { HasImages = true };

    /// <summary>A field can be an image.</summary>
    public bool HasImages { get; init; }
}
