using LlmHygiene.Analyzers.Clients;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Facts.Limit;

/// <summary>
/// What the client of a call does about the output limit: the options of an agent, the default of an adapter, a step of a pipeline.
/// </summary>
/// <param name="State">Set where some step sets a limit, unset where all steps are visible and none does.</param>
/// <param name="Default">What the client sends when no limit is set, in words.</param>
internal sealed record ClientLimit(LimitState State, string? Default = null)
{
    // One step that sets a limit is enough for the whole pipeline.
    public static ClientLimit Of(IOperation? client, ClientChain chain)
    {
        if (client is null)
            return new ClientLimit(LimitState.FlowsIn);
        var joined = LimitState.Unset;
        string? byDefault = null;
        foreach (var step in chain.Walk(client, endsAtSdkClients: true))
        {
            var state = StateOf(step, chain.Values);
            if (state == LimitState.Set)
                return new ClientLimit(LimitState.Set);
            if (state == LimitState.FlowsIn)
                joined = state;
            byDefault ??= step.Row?.DefaultLimit;
        }

        return new ClientLimit(joined, byDefault);
    }

    private static LimitState StateOf(ClientStep step, ValueTracker values)
    {
        if (step.Kind == ClientStepKind.SdkClient)
            return LimitState.Unset;
        // A chat client that is passed in takes its limit from each call; an agent has options of its own.
        if (step.Method is null)
            return step.Kind != ClientStepKind.Unseen && step.Operation.Type is { } type && ExtensionsAI.IsChatClientInterface(type)
                ? LimitState.Unset
                : LimitState.FlowsIn;
        if (IsSet(step.Argument(step.Row?.Limit), values))
            return LimitState.Set;
        var states = new List<LimitState> { StateOf(step.Options, values), StateOf(step.Configure?.Options, values) };
        foreach (var settings in step.MemberOptions)
            states.Add(StateOf(settings, values));
        if (step.Row is null && step.Created is not { Options.IsEmpty: false })
            states.Add(LimitState.FlowsIn);
        return states.Contains(LimitState.Set) ? LimitState.Set
            : states.Contains(LimitState.FlowsIn) ? LimitState.FlowsIn
            : LimitState.Unset;
    }

    private static LimitState StateOf(CallOptions? settings, ValueTracker values)
    {
        foreach (var limit in settings?.LimitValues ?? [])
            if (IsSet(limit, values))
                return LimitState.Set;
        return settings is { IsUnknown: true } ? LimitState.FlowsIn : LimitState.Unset;
    }

    private static bool IsSet(IOperation? limit, ValueTracker values) => limit is not null && !values.TraceConstant(limit).IsAlwaysNull;
}
