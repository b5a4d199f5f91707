using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;

namespace LlmHygiene.Analyzers.Sdks.Rows;

/// <summary>What is known about one SDK: names only, no logic. A test compares every name with the real package.</summary>
internal sealed class SdkTable
{
    /// <summary>The name in the inventory.</summary>
    public required string Name { get; init; }

    /// <summary>The provider, as the model catalog names it, where the SDK can call no other; null where it can call any.</summary>
    public string? Provider { get; init; }

    /// <summary>
    /// True when the ID of a model has a prefix such as <c>openai/</c>. With another SDK such an ID goes to a router, which may leave out
    /// what the model does not accept.
    /// </summary>
    public bool PrefixesModels { get; init; }

    /// <summary>
    /// True when the SDK sends the values of its options to the provider unchanged. In an SDK for all providers, an adapter decides.
    /// </summary>
    public bool SendsAsWritten { get; init; }

    /// <summary>The version of LlmHygiene that knew the SDK first. A project at an older level gets no findings for it.</summary>
    public HygieneLevel Since { get; init; }

    /// <summary>Simple names of the assemblies that declare the types below.</summary>
    public required ImmutableArray<string> Assemblies { get; init; }

    public ImmutableArray<CallRow> Calls { get; init; } = ImmutableArray<CallRow>.Empty;

    public ImmutableArray<OptionsRow> Options { get; init; } = ImmutableArray<OptionsRow>.Empty;

    public ImmutableArray<ClientRow> Clients { get; init; } = ImmutableArray<ClientRow>.Empty;

    public ImmutableArray<ClientSourceRow> ClientSources { get; init; } = ImmutableArray<ClientSourceRow>.Empty;

    public ImmutableArray<EndpointRow> Endpoints { get; init; } = ImmutableArray<EndpointRow>.Empty;

    public ImmutableArray<HttpRow> Http { get; init; } = ImmutableArray<HttpRow>.Empty;

    public ImmutableArray<ToolLoopRow> ToolLoops { get; init; } = ImmutableArray<ToolLoopRow>.Empty;

    public ImmutableArray<MessageRow> Messages { get; init; } = ImmutableArray<MessageRow>.Empty;

    public ImmutableArray<ContentRow> Contents { get; init; } = ImmutableArray<ContentRow>.Empty;

    public ImmutableArray<PromptFunctionRow> PromptFunctions { get; init; } = ImmutableArray<PromptFunctionRow>.Empty;

    public ImmutableArray<PipelineRow> Pipelines { get; init; } = ImmutableArray<PipelineRow>.Empty;

    public ImmutableArray<ContentSwitchRow> ContentSwitches { get; init; } = ImmutableArray<ContentSwitchRow>.Empty;

    /// <summary>What limits the output of a call without a limit, in words: the behavior of the SDK or its provider.</summary>
    public string? DefaultLimit { get; init; }

    /// <summary>True when the clients report to telemetry themselves, without a step in a pipeline.</summary>
    public bool HasOwnTelemetry { get; init; }

    /// <summary>Names of <c>AppContext</c> switches and environment variables that make the clients report to telemetry.</summary>
    public ImmutableArray<string> TelemetrySwitches { get; init; } = ImmutableArray<string>.Empty;
}
