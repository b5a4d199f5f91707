using LlmHygiene.Analyzers.Common;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Prompts.Reading;

/// <summary>The positions of the parts of a prompt in its file. The span of a missing part is empty.</summary>
internal sealed record PromptSpans
{
    public static readonly PromptSpans None = new();

    public TextSpan Name { get; init; }

    public TextSpan Version { get; init; }

    public TextSpan Model { get; init; }

    /// <summary>The number of the input budget.</summary>
    public TextSpan Budget { get; init; }

    /// <summary>The key of the output.</summary>
    public TextSpan Output { get; init; }

    /// <summary>The name of the C# type of the output.</summary>
    public TextSpan OutputType { get; init; }

    /// <summary>The name of the JSON context of that type.</summary>
    public TextSpan JsonContext { get; init; }

    /// <summary>The parameters of the call, each from its name to the end of its value.</summary>
    public EquatableArray<ParameterSpan> Parameters { get; init; }

    public EquatableArray<InputSpans> Inputs { get; init; }
}
