using System.Collections.Immutable;

namespace LlmHygiene.Analyzers.Sdks.Rows;

/// <summary>A container that provides services, how it is filled, and how services are requested from it.</summary>
internal sealed class ContainerRow
{
    /// <summary>The types on which services are registered before the container is built.</summary>
    public required ImmutableArray<string> Builders { get; init; }

    /// <summary>The type that declares <see cref="Factory"/>.</summary>
    public string? FactoryType { get; init; }

    /// <summary>The method, or <see cref="ClientSourceRow.Constructor"/>, that creates a builder of a separate container.</summary>
    public string? Factory { get; init; }

    /// <summary>The method of the builder that builds the container.</summary>
    public required string Build { get; init; }

    /// <summary>The method that copies the container.</summary>
    public string? Copy { get; init; }

    /// <summary>The member of the container and of its builder that holds the services.</summary>
    public string? Services { get; init; }

    /// <summary>The constructor parameter with the services.</summary>
    public string? ServicesParameter { get; init; }

    /// <summary>Methods that return the service of their type argument.</summary>
    public ImmutableArray<string> Requests { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>Methods that register the service of their type argument.</summary>
    public ImmutableArray<string> Registrations { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>The method that registers the container itself as a service of the application.</summary>
    public string? OwnRegistration { get; init; }

    /// <summary>The parameter with the key of a service; null where services have none.</summary>
    public string? Key { get; init; }

    /// <summary>The prefix of the assemblies whose methods on a builder register no model, unless a table says so.</summary>
    public required string AssemblyPrefix { get; init; }
}
