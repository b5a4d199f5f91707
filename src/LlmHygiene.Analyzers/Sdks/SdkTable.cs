using System.Collections.Immutable;

namespace LlmHygiene.Analyzers.Sdks;

/// <summary>What is known about one SDK. Names only, no logic; a test compares every name with the real package.</summary>
internal sealed class SdkTable
{
    /// <summary>The name that the inventory prints.</summary>
    public required string Name { get; init; }

    /// <summary>Simple names of the assemblies that declare the types below.</summary>
    public required ImmutableArray<string> Assemblies { get; init; }

    public ImmutableArray<CallEntry> Calls { get; init; } = ImmutableArray<CallEntry>.Empty;

    public ImmutableArray<OptionsEntry> Options { get; init; } = ImmutableArray<OptionsEntry>.Empty;

    public ImmutableArray<ClientEntry> Clients { get; init; } = ImmutableArray<ClientEntry>.Empty;

    public ImmutableArray<ClientSourceEntry> ClientSources { get; init; } = ImmutableArray<ClientSourceEntry>.Empty;

    public ImmutableArray<MessageEntry> Messages { get; init; } = ImmutableArray<MessageEntry>.Empty;

    public ImmutableArray<PromptFunctionEntry> PromptFunctions { get; init; } = ImmutableArray<PromptFunctionEntry>.Empty;

    public ImmutableArray<PipelineEntry> Pipelines { get; init; } = ImmutableArray<PipelineEntry>.Empty;

    public ImmutableArray<ContentSwitchEntry> ContentSwitches { get; init; } = ImmutableArray<ContentSwitchEntry>.Empty;

    /// <summary>What a call without a limit may produce, in words: what the SDK or its provider does by itself.</summary>
    public string? DefaultLimit { get; init; }

    /// <summary>True when the clients report to telemetry by themselves, without a step in a pipeline.</summary>
    public bool HasOwnTelemetry { get; init; }

    /// <summary>Names of <c>AppContext</c> switches and environment variables that make the clients report to telemetry.</summary>
    public ImmutableArray<string> TelemetrySwitches { get; init; } = ImmutableArray<string>.Empty;
}
