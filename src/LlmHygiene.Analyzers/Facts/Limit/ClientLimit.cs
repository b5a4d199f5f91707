using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Clients;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Limit;

/// <summary>What the client of a call does about the limit of its output: an agent's own options, an adapter's default, a step of a pipeline.</summary>
/// <param name="State">Set where some step sets a limit, unset where all of them are seen and none does.</param>
/// <param name="Default">What the client sends without a limit, in words.</param>
internal sealed record ClientLimit(LimitState State, string? Default = null);

internal sealed class ClientLimitResolver(ValueTracker values, ObjectTracker objects, OptionsReader options, SdkCatalog catalog)
{
    private const int MaxPipelineDepth = 40;
    private const int MaxSteps = 200;

    private readonly HashSet<SyntaxNode> _seen = [];
    private string? _default;
    private int _steps;

    public ClientLimit Resolve(LlmCall call)
    {
        var state = Walk(call.Client, MaxPipelineDepth);
        return new ClientLimit(state, state == LimitState.Set ? null : _default);
    }

    private LimitState Walk(IOperation? client, int depth)
    {
        if (client is null || depth == 0)
            return LimitState.FlowsIn;
        var states = values
            .Trace(client)
            .Origins.Where(static origin => origin.Kind != OriginKind.Null)
            .Select(origin => FromOrigin(origin.Operation, depth - 1))
            .ToList();
        return states.Count == 0 ? LimitState.FlowsIn : Join(states);
    }

    // One step that sets a limit is enough for the whole pipeline.
    private static LimitState Join(IEnumerable<LimitState> states)
    {
        var joined = LimitState.Unset;
        foreach (var state in states)
        {
            if (state == LimitState.Set)
                return state;
            if (state == LimitState.FlowsIn)
                joined = state;
        }

        return joined;
    }

    private LimitState FromOrigin(IOperation origin, int depth)
    {
        if (++_steps > MaxSteps)
            return LimitState.FlowsIn;
        if (!_seen.Add(origin.Syntax))
            return LimitState.Unset;
        // A chat client that is handed in takes its limit from each call; an agent has options of its own.
        if (PipelineStep.Of(origin, catalog) is not { } step)
            return origin.Type?.Name == "IChatClient" ? LimitState.Unset : LimitState.FlowsIn;
        return step.Operation is IObjectCreationOperation creation
            ? Join([FromMembers(creation), FromStep(step, depth)])
            : FromStep(step, depth);
    }

    // `new ChatCompletionAgent { Arguments = new(new OpenAIPromptExecutionSettings { MaxTokens = 300 }) }`
    private LimitState FromMembers(IObjectCreationOperation creation)
    {
        if (catalog.FindClient(creation.Type) is not { Options.IsEmpty: false } entry)
            return LimitState.Unset;
        var tracked = objects.Track(creation);
        return Join(entry.Options.SelectMany(tracked.WritesTo).Select(value => FromOptions(options.Read(value))));
    }

    private LimitState FromStep(PipelineStep step, int depth)
    {
        if (step.Source is not { } source)
            return step.Operation is IObjectCreationOperation { Type: var made } && catalog.FindClient(made) is { Options.IsEmpty: false }
                ? LimitState.Unset
                : LimitState.FlowsIn;

        var own = LimitState.Unset;
        if (source.Limit is not null)
        {
            if (step.Argument(source.Limit) is { } given && !values.TraceConstant(given).IsAlwaysNull)
                return LimitState.Set;
            _default ??= source.DefaultLimit;
        }

        if (step.Argument(source.Options) is { } written)
            own = FromOptions(options.Read(written));
        if (step.Argument(source.ConfigureOptions) is { } configure)
            own = Join([own, FromDelegate(configure)]);
        if (own == LimitState.Set)
            return own;
        // The client of an SDK is where a pipeline ends: it takes its limit from each call.
        return step.Inner is not { } inner || !source.Services.IsEmpty ? own : Join([own, WalkInner(inner, depth)]);
    }

    private LimitState WalkInner(IOperation inner, int depth) =>
        inner.WithoutConversion().Type is { TypeKind: not TypeKind.Error } type && !catalog.IsPipelineOrBuilder(type)
            ? LimitState.Unset
            : Walk(inner, depth);

    private LimitState FromOptions(CallOptions read) =>
        read.LimitValues.Any(value => !values.TraceConstant(value).IsAlwaysNull) ? LimitState.Set
        : read.IsUnknown ? LimitState.FlowsIn
        : LimitState.Unset;

    // A delegate that is no lambda, or that hands what it is given on, may set anything.
    private LimitState FromDelegate(IOperation configure)
    {
        var lambda = configure.DescendantsAndSelf().OfType<IAnonymousFunctionOperation>().FirstOrDefault();
        if (lambda is null)
            return LimitState.FlowsIn;
        foreach (var operation in lambda.Body.Descendants())
        {
            if (
                operation is IMemberReferenceOperation { Member: var member }
                && catalog.FindOptions(member.ContainingType) is { } entry
                && (member.Name == entry.Limit || member.Name == entry.OlderLimit)
            )
                return LimitState.Set;
            if (operation is IParameterReferenceOperation { Parent: IArgumentOperation })
                return LimitState.FlowsIn;
        }

        return LimitState.Unset;
    }
}
