using System.Collections.Immutable;

namespace LlmHygiene.Analyzers.Sdks.Rows;

/// <summary>What is known about one SDK. Names only, no logic; a test compares every name with the real package.</summary>
internal sealed class SdkTable
{
    /// <summary>The name that the inventory prints.</summary>
    public required string Name { get; init; }

    /// <summary>The provider, as the model catalogue names it, where the SDK can call no other; null where any could answer.</summary>
    public string? Provider { get; init; }

    /// <summary>Simple names of the assemblies that declare the types below.</summary>
    public required ImmutableArray<string> Assemblies { get; init; }

    public ImmutableArray<CallRow> Calls { get; init; } = ImmutableArray<CallRow>.Empty;

    public ImmutableArray<OptionsRow> Options { get; init; } = ImmutableArray<OptionsRow>.Empty;

    public ImmutableArray<ClientRow> Clients { get; init; } = ImmutableArray<ClientRow>.Empty;

    public ImmutableArray<ClientSourceRow> ClientSources { get; init; } = ImmutableArray<ClientSourceRow>.Empty;

    public ImmutableArray<MessageRow> Messages { get; init; } = ImmutableArray<MessageRow>.Empty;

    public ImmutableArray<PromptFunctionRow> PromptFunctions { get; init; } = ImmutableArray<PromptFunctionRow>.Empty;

    public ImmutableArray<PipelineRow> Pipelines { get; init; } = ImmutableArray<PipelineRow>.Empty;

    public ImmutableArray<ContentSwitchRow> ContentSwitches { get; init; } = ImmutableArray<ContentSwitchRow>.Empty;

    /// <summary>What a call without a limit may produce, in words: what the SDK or its provider does by itself.</summary>
    public string? DefaultLimit { get; init; }

    /// <summary>True when the clients report to telemetry by themselves, without a step in a pipeline.</summary>
    public bool HasOwnTelemetry { get; init; }

    /// <summary>Names of <c>AppContext</c> switches and environment variables that make the clients report to telemetry.</summary>
    public ImmutableArray<string> TelemetrySwitches { get; init; } = ImmutableArray<string>.Empty;
}
