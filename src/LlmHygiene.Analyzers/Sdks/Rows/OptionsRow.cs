using System.Collections.Immutable;

namespace LlmHygiene.Analyzers.Sdks.Rows;

/// <summary>An options or request type and what its members mean.</summary>
internal sealed class OptionsRow
{
    public required string Type { get; init; }

    /// <summary>Set for a row that counts for calls of one operation only; another row has what the members mean for the others.</summary>
    public LlmOperation? Operation { get; init; }

    public string? Model { get; init; }

    /// <summary>The constructor parameter that states the model.</summary>
    public string? ModelParameter { get; init; }

    public string? Limit { get; init; }

    /// <summary>An older member for the same limit.</summary>
    public string? OlderLimit { get; init; }

    /// <summary>The type that has the limit, where the object has none itself but holds an object of this type.</summary>
    public string? LimitIn { get; init; }

    /// <summary>True when the object cannot be created without a limit, so that a limit that is not visible is set elsewhere.</summary>
    public bool LimitIsRequired { get; init; }

    /// <summary>
    /// Members and constructor parameters that hold another options object, and methods that add one; what is set in it counts too.
    /// </summary>
    public ImmutableArray<string> Inner { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>The dictionary that can carry a prompt name and version.</summary>
    public string? Tags { get; init; }

    /// <summary>True when the content of <see cref="Tags"/> reaches neither the provider nor telemetry by itself.</summary>
    public bool TagsStayLocal { get; init; }

    /// <summary>Members and constructor parameters that carry prompt text or messages, in the order in which they are sent.</summary>
    public ImmutableArray<string> Prompts { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>Members and constructor parameters through which anything can be set, so that nothing is proven to be absent.</summary>
    public ImmutableArray<string> Opaque { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>The members that put further parameters into the request.</summary>
    public ImmutableArray<ParameterMember> Parameters { get; init; } = ImmutableArray<ParameterMember>.Empty;

    /// <summary>Methods that return a copy of the object.</summary>
    public ImmutableArray<string> Copies { get; init; } = ImmutableArray<string>.Empty;
}
