using System.Collections.Immutable;

namespace LlmHygiene.Analyzers.Sdks.Rows;

/// <summary>A type of prompt message, or of a part of one, or a list that messages are added to.</summary>
internal sealed class MessageRow
{
    public required string Type { get; init; }

    /// <summary>Constructor, factory and adding methods.</summary>
    public required ImmutableArray<string> Methods { get; init; }

    /// <summary>The parameters, and the members of the message, that carry its text.</summary>
    public required ImmutableArray<string> Texts { get; init; }
}
