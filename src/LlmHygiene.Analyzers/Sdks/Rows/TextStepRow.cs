using System.Collections.Immutable;

namespace LlmHygiene.Analyzers.Sdks.Rows;

/// <summary>Methods whose result has the text that they are given.</summary>
internal sealed class TextStepRow
{
    /// <summary>The full name, without the number of type parameters.</summary>
    public required string Type { get; init; }

    /// <summary>Methods, or <c>.ctor</c>; empty for all of the type.</summary>
    public ImmutableArray<string> Methods { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>True where the text of the receiver is in the result.</summary>
    public bool FromReceiver { get; init; }

    /// <summary>True where the text of the arguments is in the result.</summary>
    public bool FromArguments { get; init; }

    /// <summary>True where the arguments become part of the receiver.</summary>
    public bool IntoReceiver { get; init; }

    /// <summary>Parameters whose text is not in the result: what is looked for, and where it is cut.</summary>
    public ImmutableArray<string> Without { get; init; } = ImmutableArray<string>.Empty;
}

/// <summary>Methods whose result is safe, or that decide whether a value is.</summary>
internal sealed class TextCheckRow
{
    /// <summary>The full name, without the number of type parameters; null for any type.</summary>
    public string? Type { get; init; }

    public required ImmutableArray<string> Methods { get; init; }

    /// <summary>What the result is safe for; empty for everything.</summary>
    public ImmutableArray<SinkKind> For { get; init; } = ImmutableArray<SinkKind>.Empty;
}
