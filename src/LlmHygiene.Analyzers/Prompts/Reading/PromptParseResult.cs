using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Problems;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Prompts.Reading;

/// <summary>What a prompt file says and what is wrong with it.</summary>
/// <param name="Model">Null when not even a name and a version could be read.</param>
internal sealed record PromptParseResult(PromptModel? Model, EquatableArray<PromptProblem> Problems)
{
    /// <summary>Where the version is written, for what is wrong between files. Empty when there is none.</summary>
    public TextSpan VersionSpan { get; init; }

    /// <summary>A template brings in partials, so the result holds only as long as they do not change.</summary>
    public bool UsesPartials { get; init; }

    /// <summary>Where the name is written.</summary>
    public TextSpan NameSpan { get; init; }

    /// <summary>Where the model is written. Empty when there is none.</summary>
    public TextSpan ModelSpan { get; init; }

    /// <summary>Where the number of the input budget is written. Empty when there is none.</summary>
    public TextSpan BudgetSpan { get; init; }

    /// <summary>Where the output begins: its key. Empty when there is none.</summary>
    public TextSpan OutputSpan { get; init; }

    /// <summary>Where the C# type of the output is written. Empty when there is none.</summary>
    public TextSpan OutputTypeSpan { get; init; }

    /// <summary>Where the JSON context of that type is written. Empty when there is none.</summary>
    public TextSpan JsonContextSpan { get; init; }

    /// <summary>Where the inputs are written.</summary>
    public EquatableArray<InputSpans> InputPlaces { get; init; }
}
