using System.Collections.Immutable;

namespace LlmHygiene.Analyzers.Sdks.Rows;

/// <summary>A constructor (<c>.ctor</c>), factory, adapter or pipeline step that yields a client.</summary>
internal sealed class ClientSourceRow
{
    public required string Type { get; init; }

    public required ImmutableArray<string> Methods { get; init; }

    /// <summary>The parameter that states the model for every call of the client.</summary>
    public string? Model { get; init; }

    /// <summary>The parameter with the wrapped client; <see cref="Receiver"/> for the instance that the method is called on.</summary>
    public string? Inner { get; init; }

    /// <summary>
    /// The parameter with an options object that can state the model; its type is looked up in <see
    /// cref="SdkTable.Options"/>.
    /// </summary>
    public string? Options { get; init; }

    /// <summary>The parameter with a delegate that edits the options of each call.</summary>
    public string? ConfigureOptions { get; init; }

    /// <summary>The parameter that limits the output of every call of the client.</summary>
    public string? Limit { get; init; }

    /// <summary>What the client sends, in words, where <see cref="Limit"/> is left out.</summary>
    public string? DefaultLimit { get; init; }

    /// <summary>
    /// True when a client that is created without a model can be given one later, so that the model is never proven to be absent.
    /// </summary>
    public bool ModelMayFollow { get; init; }

    /// <summary>True when the client has a model of its own where none is stated.</summary>
    public bool AlwaysHasModel { get; init; }

    /// <summary>True when the model is a deployment name rather than a model ID.</summary>
    public bool IsDeployment { get; init; }

    /// <summary>Set where the clients send the output limit under its older name.</summary>
    public OlderLimitName? OlderLimit { get; init; }

    /// <summary>Parameters that carry prompt text that is sent with every call of the client.</summary>
    public ImmutableArray<string> Prompts { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>The service types that the method registers with a container, which provides the client later.</summary>
    public ImmutableArray<string> Services { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>True for a step that reports calls to telemetry.</summary>
    public bool IsTelemetry { get; init; }

    /// <summary>True for a step that writes the options of calls to a log.</summary>
    public bool LogsOptions { get; init; }

    public const string Receiver = "this";

    public const string Constructor = ".ctor";
}
