using LlmHygiene.Analyzers.Common;

namespace LlmHygiene.Analyzers.Prompts.Model;

/// <summary>What a list of named, typed fields stands for: where its mistakes belong and what they call it.</summary>
/// <param name="Noun">As in "'x' is not an input type".</param>
/// <param name="TypeRule">The rule that a wrong type breaks.</param>
internal sealed record FieldKind(string Noun, string TypeRule)
{
    public static readonly FieldKind Input = new("input", RuleIds.PromptInputType)
    {
        IsInTemplates = true,
        CanHaveDefault = true,
        HasImages = true,
    };

    public static readonly FieldKind Output = new("output field", RuleIds.PromptOutput);

    /// <summary>Templates use the fields, so their names must be words of the template language.</summary>
    public bool IsInTemplates { get; private init; }

    /// <summary>Somebody may leave the field out, and a value then stands in for it.</summary>
    public bool CanHaveDefault { get; private init; }

    /// <summary>A field can be an image.</summary>
    public bool HasImages { get; private init; }
}
