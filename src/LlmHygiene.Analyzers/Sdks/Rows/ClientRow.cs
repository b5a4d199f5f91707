using System.Collections.Immutable;

namespace LlmHygiene.Analyzers.Sdks.Rows;

/// <summary>A client type.</summary>
internal sealed class ClientRow
{
    public required string Type { get; init; }

    /// <summary>True when an instance cannot be created without a model, so that the model is always stated.</summary>
    public bool AlwaysHasModel { get; init; }

    /// <summary>The member that states the model for calls that state none.</summary>
    public string? Model { get; init; }

    /// <summary>True when user code implements or derives from the type to pass calls on.</summary>
    public bool IsAbstraction { get; init; }

    /// <summary>Members that hold an inner client, such as the kernel of an agent.</summary>
    public ImmutableArray<string> Inner { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>Members with an options object that can state the model.</summary>
    public ImmutableArray<string> Options { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>The parameter of the constructor with an object that has prompt text and an options object of its own.</summary>
    public string? Configuration { get; init; }

    /// <summary>Members that carry prompt text that is sent with every call.</summary>
    public ImmutableArray<string> Prompts { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>
    /// True for what is put together from other clients, such as a workflow or a chain. It runs on their models; running one that has none
    /// is no call.
    /// </summary>
    public bool IsComposite { get; init; }

    /// <summary>For a container that provides services: the services that its own calls use.</summary>
    public ImmutableArray<string> Services { get; init; } = ImmutableArray<string>.Empty;
}
