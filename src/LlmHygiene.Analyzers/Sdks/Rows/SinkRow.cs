using System.Collections.Immutable;

namespace LlmHygiene.Analyzers.Sdks.Rows;

/// <summary>A place that text reaches: arguments of methods and constructors, or members that are set.</summary>
internal sealed class SinkRow
{
    /// <summary>The full name, without the number of type parameters. Types that derive from it or implement it count as well.</summary>
    public required string Type { get; init; }

    public required SinkKind Kind { get; init; }

    /// <summary>Methods, or <c>.ctor</c>.</summary>
    public ImmutableArray<string> Methods { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>True for a class whose methods are called by its name: other calls of that name need not be bound.</summary>
    public bool IsStatic { get; init; }

    /// <summary>The parameters that carry the text.</summary>
    public ImmutableArray<string> Parameters { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>
    /// Parameters that are a list of arguments in another overload. No shell parses such a list, unless it is the program that is started.
    /// </summary>
    public ImmutableArray<string> Lists { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>The members that carry the text when they are set.</summary>
    public ImmutableArray<string> Members { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>True where a conversion to the type is such a place, too.</summary>
    public bool IsConversion { get; init; }

    /// <summary>A parameter whose constant must contain <see cref="Word"/> for the row to apply.</summary>
    public string? Where { get; init; }

    /// <summary>The word that <see cref="Where"/> needs; without it, a word that the source of the project must have.</summary>
    public string? Word { get; init; }
}
