using LlmHygiene.Analyzers.Common;

namespace LlmHygiene.Analyzers.Prompts.Model;

/// <summary>What a list of named, typed fields is for: which rules its mistakes break, and how messages call a field.</summary>
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

    /// <summary>The field can be left out, and has a default then.</summary>
    public bool CanHaveDefault { get; private init; }

    /// <summary>A field can be an image.</summary>
    public bool HasImages { get; private init; }
}
