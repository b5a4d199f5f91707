using LlmHygiene.Analyzers.Clients;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Limit;

/// <summary>
/// What the client of a call does about the output limit: the options of an agent, the default of an adapter, a step of a pipeline.
/// </summary>
/// <param name="State">Set where some step sets a limit, unset where all steps are visible and none does.</param>
/// <param name="Default">What the client sends when no limit is set, in words.</param>
internal sealed record ClientLimit(LimitState State, string? Default = null)
{
    // Services that are made from services.
    private const int MaxDepth = 8;

    public static ClientLimit Of(IOperation? client, ClientChain chain) => Of(client, chain, MaxDepth);

    private static ClientLimit Of(IOperation? client, ClientChain chain, int depth) =>
        client is null || depth == 0 ? new ClientLimit(LimitState.FlowsIn) : Of(chain.Walk(client, endsAtSdkClients: true), chain, depth);

    private static ClientLimit Of(ClientOrigins client, ClientChain chain, int depth) => Of(client.Value, chain, depth);

    // One step that sets a limit is enough for the whole pipeline.
    private static ClientLimit Of(IEnumerable<ClientStep> steps, ClientChain chain, int depth)
    {
        var joined = LimitState.Unset;
        string? byDefault = null;
        foreach (var step in steps)
        {
            var (state, ofStep) = StateOf(step, chain, depth);
            if (state == LimitState.Set)
                return new ClientLimit(LimitState.Set);
            if (state == LimitState.FlowsIn)
                joined = state;
            byDefault ??= ofStep;
        }

        return new ClientLimit(joined, byDefault);
    }

    private static ClientLimit StateOf(ClientStep step, ClientChain chain, int depth)
    {
        // The services of a kernel may set a limit, like any client.
        if (step.Kind != ClientStepKind.Unseen && chain.Of(step.Operation) is { Row.Services.IsEmpty: false } container)
            return OfServices(chain.ServicesOf(container), chain, depth - 1);
        if (step.Kind == ClientStepKind.SdkClient || IsPlainClient(step, chain))
            return new ClientLimit(LimitState.Unset, step.Row?.DefaultLimit);
        // What comes from outside may set a limit for the calls that set none.
        if (step.Kind == ClientStepKind.Requested)
            return OfServices(chain.ServicesOf(step), chain, depth);
        if (step.Method is null)
            return new ClientLimit(LimitState.FlowsIn);
        if (OwnClient.Of(step.Operation, chain) is { } own)
            return OfOwn(own, chain, depth);
        var values = chain.Values;
        if (IsSet(step.Argument(step.Row?.Limit), values))
            return new ClientLimit(LimitState.Set);
        var states = new List<LimitState> { StateOfOptions(step, chain), StateOf(step.Configure?.Options, values) };
        foreach (var settings in step.MemberOptions)
            states.Add(StateOf(settings, values));
        if (step.Row is null && step.Created is not { Options.IsEmpty: false })
            states.Add(LimitState.FlowsIn);
        // The kernel of an agent.
        foreach (var inner in step.InnerMembers)
            states.Add(Of(inner, chain, depth - 1).State);
        var state =
            states.Contains(LimitState.Set) ? LimitState.Set
            : states.Contains(LimitState.FlowsIn) ? LimitState.FlowsIn
            : LimitState.Unset;
        return new ClientLimit(state, step.Row?.DefaultLimit);
    }

    // Options that have no limit set none, whatever else they hold.
    private static LimitState StateOfOptions(ClientStep step, ClientChain chain) =>
        step.Argument(step.Row?.Options)?.WithoutConversion().Type is { } type
        && chain.Catalog.FindOptions(type) is { Inner.IsEmpty: true }
        && chain.Catalog.LimitsOf(type).Count == 0
            ? LimitState.Unset
            : StateOf(step.Options, chain.Values);

    // The client of an SDK itself: nothing is around it, and it has no options of its own, as an agent has.
    private static bool IsPlainClient(ClientStep step, ClientChain chain) =>
        step.Kind is not (ClientStepKind.Unseen or ClientStepKind.SdkClient)
        && step.Row is null
        && chain.Catalog.FindClient(step.Operation.WithoutConversion().Type) is not { Options.IsEmpty: false }
        && step.Operation.WithoutConversion().Type is { TypeKind: TypeKind.Class, IsAbstract: false, SpecialType: SpecialType.None } type
        && !chain.Values.Scope.Contains(type.OriginalDefinition)
        && (
            !chain.Catalog.IsPipelineOrBuilder(type)
            || chain.Catalog.FindClient(type)?.Type == Containers.FullName(type)
            || IsMadeOfNoClient(step, chain)
        );

    private static bool IsMadeOfNoClient(ClientStep step, ClientChain chain) =>
        step.Operation is IObjectCreationOperation { Arguments: var arguments }
        && !arguments.Any(argument => chain.Catalog.IsClient(argument.Value.WithoutConversion().Type ?? argument.Parameter?.Type));

    // A client class of the project passes the limit of its inner client on, unless it writes one.
    private static ClientLimit OfOwn(OwnClient own, ClientChain chain, int depth) =>
        own.MayLimit || own.Inner.ToList() is not { Count: > 0 } inner
            ? new ClientLimit(LimitState.FlowsIn)
            : JoinAll(inner.Select(client => Of(client, chain, depth - 1)).ToList());

    private static ClientLimit OfServices(ClientServices services, ClientChain chain, int depth)
    {
        if (services.Registrations.Count == 0 || services.Unbound.Count > 0)
            return new ClientLimit(LimitState.FlowsIn);
        var all = new List<ClientLimit>();
        foreach (var registration in services.Registrations)
        {
            all.Add(Of(registration.LaterSteps, chain, depth));
            if (registration.Own is { } own)
            {
                all.Add(StateOf(own, chain, depth));
                continue;
            }

            var before = all.Count;
            foreach (var client in registration.Clients)
                all.Add(Of(client, chain, depth - 1));
            if (all.Count == before)
                return new ClientLimit(LimitState.FlowsIn);
        }

        var joined = JoinAll(all);
        return joined.State != LimitState.Unset || services.IsShown ? joined : new ClientLimit(LimitState.FlowsIn);
    }

    private static ClientLimit JoinAll(List<ClientLimit> all) =>
        new(
            all.Exists(static limit => limit.State == LimitState.Set) ? LimitState.Set
                : all.Exists(static limit => limit.State == LimitState.FlowsIn) ? LimitState.FlowsIn
                : LimitState.Unset,
            all.Select(static limit => limit.Default).FirstOrDefault(static text => text is not null)
        );

    private static LimitState StateOf(CallOptions? settings, ValueTracker values)
    {
        foreach (var limit in settings?.LimitValues ?? [])
            if (IsSet(limit, values))
                return LimitState.Set;
        return settings is { IsUnknown: true } or { IsBound: true } ? LimitState.FlowsIn : LimitState.Unset;
    }

    private static bool IsSet(IOperation? limit, ValueTracker values) => limit is not null && !values.TraceConstant(limit).IsAlwaysNull;
}
