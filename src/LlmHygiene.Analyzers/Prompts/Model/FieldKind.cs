using LlmHygiene.Analyzers.Common;

namespace LlmHygiene.Analyzers.Prompts.Model;

/// <summary>
/// The purpose of a list of named, typed fields: it determines which rules report mistakes in it, and what messages call a field.
/// </summary>
/// <param name="Noun">The noun in messages, as in "'x' is not an input type".</param>
/// <param name="TypeRule">The rule that reports a wrong type.</param>
internal sealed record FieldKind(string Noun, string TypeRule)
{
    public static readonly FieldKind Input = new("input", RuleIds.PromptInputType)
    {
        IsInTemplates = true,
        CanHaveDefault = true,
        HasImages = true,
        CanBeTrusted = true,
    };

    public static readonly FieldKind Output = new("output field", RuleIds.PromptOutput);

    /// <summary>A mapping with one field, in messages.</summary>
    public string Where { get; } = $"an {Noun}";

    /// <summary>What to write where the description is not text.</summary>
    public string DescriptionFix { get; } = $"Describe what the {Noun} is for.";

    /// <summary>True when templates use the fields, so that their names must be valid in the template language.</summary>
    public bool IsInTemplates { get; private init; }

    /// <summary>True when a field can be left out, and then has a default.</summary>
    public bool CanHaveDefault { get; private init; }

    /// <summary>True when a field can be an image.</summary>
    public bool HasImages { get; private init; }

    /// <summary>True when a field can say that its text is trusted.</summary>
    public bool CanBeTrusted { get; private init; }
}
