using LlmHygiene.Analyzers.Common;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Facts.Parameters;

/// <summary>A parameter that is proven to be in the request.</summary>
/// <param name="Constant">Its value, where that is a constant; of an effort, as it is sent.</param>
/// <param name="Place">Where it is written.</param>
internal sealed record SentParameter(RequestParameter Parameter, string? Constant, SyntaxNode Place)
{
    /// <summary>The reasoning efforts that can be written at the place; null for any.</summary>
    public IReadOnlyCollection<string>? Efforts { get; init; }
}

/// <summary>What is known about the parameters of a request beyond model and limit.</summary>
/// <param name="Sent">Those that are proven to be sent, each once.</param>
/// <param name="Effort">The reasoning effort; null where none is stated, or where it is not known.</param>
/// <param name="IsEffortKnown">False where code that is not visible, or a value that is not constant, may state an effort.</param>
internal sealed record ParameterFact(IReadOnlyList<SentParameter> Sent, string? Effort, bool IsEffortKnown)
{
    /// <summary>
    /// The output limit that an agent or a step of the pipeline states where the call states none; null where none is proven.
    /// </summary>
    public SentParameter? Limit { get; init; }

    /// <summary>The output limit that the options of the call itself state; null where none is proven.</summary>
    public SentParameter? OwnLimit { get; init; }

    public static readonly ParameterFact Unknown = new([], null, IsEffortKnown: false);
}
