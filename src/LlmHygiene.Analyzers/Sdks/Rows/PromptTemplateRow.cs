using System.Collections.Immutable;

namespace LlmHygiene.Analyzers.Sdks.Rows;

/// <summary>How the text of a prompt names the values that a call passes for it: <c>{{$name}}</c>.</summary>
internal sealed class PromptTemplateRow
{
    public required string Start { get; init; }

    public required string End { get; init; }

    /// <summary>What begins the name of a value. A tag without it is code, of which nothing is known.</summary>
    public required string Variable { get; init; }

    /// <summary>Parameters, and members of a configuration, that choose another template language.</summary>
    public ImmutableArray<string> OtherLanguages { get; init; } = ImmutableArray<string>.Empty;
}
