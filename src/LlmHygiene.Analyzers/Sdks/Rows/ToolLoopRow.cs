using System.Collections.Immutable;

namespace LlmHygiene.Analyzers.Sdks.Rows;

/// <summary>Constructors (<c>.ctor</c>) or methods after which a client calls tools, and the model again with their results.</summary>
internal sealed class ToolLoopRow
{
    public required string Type { get; init; }

    public required ImmutableArray<string> Methods { get; init; }

    /// <summary>The parameter with a delegate that configures the loop; null where the created object has <see cref="Member"/>.</summary>
    public string? Configure { get; init; }

    /// <summary>The member with the limit of rounds; null where the loop is made by another step, which has the member.</summary>
    public string? Member { get; init; }

    /// <summary>The parameter with the tools, without which there is no loop; null where they come later.</summary>
    public string? Tools { get; init; }

    /// <summary>The parameter with the client that may have a loop already.</summary>
    public string? Inner { get; init; }

    /// <summary>How many rounds there are where nothing is stated.</summary>
    public int Default { get; init; }

    /// <summary>The first version of the assembly with this default.</summary>
    public int DefaultSince { get; init; }
}
