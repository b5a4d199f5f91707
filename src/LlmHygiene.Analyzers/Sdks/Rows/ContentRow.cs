using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;

namespace LlmHygiene.Analyzers.Sdks.Rows;

/// <summary>Constructors (<c>.ctor</c>) or methods that make a part of a message other than text.</summary>
internal sealed class ContentRow
{
    public required string Type { get; init; }

    public required ImmutableArray<string> Methods { get; init; }

    /// <summary>
    /// Members and constructor parameters that hold the parts, if the type is a message that can have other content too; empty if the
    /// object itself is the part.
    /// </summary>
    public ImmutableArray<string> Members { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>What the part is; null where <see cref="MediaType"/> says it.</summary>
    public RequestParameter? Kind { get; init; }

    /// <summary>The parameter or the member with the media type, such as <c>image/png</c>.</summary>
    public string? MediaType { get; init; }
}
