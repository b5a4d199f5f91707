using System.Collections.Immutable;

namespace LlmHygiene.Analyzers.Sdks.Rows;

/// <summary>A client type.</summary>
internal sealed class ClientRow
{
    public required string Type { get; init; }

    /// <summary>True when an instance cannot be made without a model, so that the model is stated wherever it comes from.</summary>
    public bool AlwaysHasModel { get; init; }

    /// <summary>The member that states the model for calls which state none.</summary>
    public string? Model { get; init; }

    /// <summary>True when user code implements or derives from the type to pass calls on.</summary>
    public bool IsAbstraction { get; init; }

    /// <summary>Members that hold the client inside, such as the kernel of an agent.</summary>
    public ImmutableArray<string> Inner { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>Members with an options object that can state the model.</summary>
    public ImmutableArray<string> Options { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>Members that carry prompt text which goes with every call.</summary>
    public ImmutableArray<string> Prompts { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>Of a container that gives out services: those that its own calls run on.</summary>
    public ImmutableArray<string> Services { get; init; } = ImmutableArray<string>.Empty;
}
