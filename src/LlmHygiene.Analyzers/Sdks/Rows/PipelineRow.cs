using System.Collections.Immutable;

namespace LlmHygiene.Analyzers.Sdks.Rows;

/// <summary>Methods that complete a pipeline, or begin one that is completed when its service is requested.</summary>
internal sealed class PipelineRow
{
    public required string Type { get; init; }

    public required ImmutableArray<string> Methods { get; init; }

    /// <summary>The type of client that pipelines of this kind wrap and yield.</summary>
    public required string Service { get; init; }

    /// <summary>
    /// The parameters with the wrapped client, or with a delegate that creates it; empty where the receiver is the builder.
    /// </summary>
    public ImmutableArray<string> Inner { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>True when the steps follow the method instead of preceding it.</summary>
    public bool IsRegistration => !Inner.IsEmpty;
}
