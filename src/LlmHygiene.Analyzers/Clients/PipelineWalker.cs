using LlmHygiene.Analyzers.Facts.Telemetry;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Clients;

/// <summary>One step of a client pipeline: a method of its builder, an adapter, or the creation of a wrapping client.</summary>
internal sealed record PipelineStep(
    IMethodSymbol Method,
    IReadOnlyList<IArgumentOperation> Arguments,
    IOperation Operation,
    ClientSourceRow? Source
)
{
    /// <summary>What the step is put around; null for the first of a pipeline.</summary>
    public IOperation? Inner =>
        Source?.Inner == ClientSourceRow.Receiver ? (Operation as IInvocationOperation)?.Instance : Argument(Source?.Inner);

    /// <summary>Null for what is no step.</summary>
    public static PipelineStep? Of(IOperation operation, SdkCatalog catalog) =>
        operation.WithoutConversion() switch
        {
            IInvocationOperation invocation => new(
                invocation.TargetMethod,
                invocation.Arguments,
                invocation,
                catalog.FindClientSource(invocation.TargetMethod)
            ),
            IObjectCreationOperation { Constructor: { } constructor } creation => new(
                constructor,
                creation.Arguments,
                creation,
                catalog.FindClientSource(constructor)
            ),
            _ => null,
        };

    public IOperation? Argument(string? name) =>
        name is null
            ? null
            : Arguments
                .FirstOrDefault(argument => argument.Parameter?.Name == name && argument.ArgumentKind != ArgumentKind.DefaultValue)
                ?.Value;
}

/// <summary>Follows a client or builder inwards through the steps of its pipeline, down to the client of an SDK.</summary>
/// <param name="judge">What a step does for that which is asked for; null for nothing.</param>
internal sealed class PipelineWalker(ValueTracker values, SdkCatalog catalog, Func<PipelineStep, TelemetryState?> judge)
{
    private const int MaxPipelineDepth = 40;
    private const int MaxSteps = 400;

    private readonly HashSet<SyntaxNode> _open = [];

    private int _steps;

    public TelemetryState Walk(IOperation? client) => Walk(client, MaxPipelineDepth) ?? TelemetryState.Unknown;

    /// <summary>What a step of the pipeline does, and all that follow it in the same expression: <c>builder.UseA().UseB();</c>.</summary>
    /// <param name="last">The operation whose value the last step yields.</param>
    public TelemetryState WalkForward(IOperation first, out IOperation last)
    {
        last = first;
        for (var next = Next(first); next is not null; last = next, next = Next(next))
        {
            if (catalog.FindPipeline(next.TargetMethod) is not null)
                return TelemetryState.Absent;
            if (!catalog.IsBuilder(next.Type))
                return TelemetryState.Unknown;
            if (Judge(PipelineStep.Of(next, catalog)!) is { } state)
                return state;
        }

        return TelemetryState.Absent;
    }

    // Null for a builder that is made from itself alone, as in `builder = builder.UseLogging();`.
    private TelemetryState? Walk(IOperation? client, int depth)
    {
        if (client is null || depth == 0 || ++_steps > MaxSteps)
            return TelemetryState.Unknown;

        var type = client.WithoutConversion().Type;
        // The client of an SDK, before any pipeline: wherever it comes from, nobody can have wrapped it.
        if (type is not null and not { TypeKind: TypeKind.Error } && !catalog.IsPipelineOrBuilder(type))
            return catalog.HasOwnTelemetry(type.ContainingAssembly) ? TelemetryState.Unknown : TelemetryState.Absent;

        var trace = values.Trace(client);
        var origins = trace.Origins.Where(origin => origin.Kind != OriginKind.Null).ToList();
        if (origins.Count == 0)
            return TelemetryState.Unknown;
        var states = origins.Select(origin => FromOrigin(origin, depth - 1)).OfType<TelemetryState>().ToList();
        if (states.Count == 0)
            return null;
        var state = Join(states);
        return state == TelemetryState.Absent && catalog.IsBuilder(type) ? AddedLater(trace.Holders) : state;
    }

    private static TelemetryState Join(List<TelemetryState> states) =>
        states.Contains(TelemetryState.Present) ? TelemetryState.Present
        : states.Contains(TelemetryState.Unknown) ? TelemetryState.Unknown
        : TelemetryState.Absent;

    private TelemetryState? FromOrigin(Origin origin, int depth)
    {
        if (PipelineStep.Of(origin.Operation, catalog) is not { } step)
            return TelemetryState.Unknown;
        if (!_open.Add(step.Operation.Syntax))
            return null;
        try
        {
            if (Judge(step) is { } state)
                return state;
            return step.Source!.Inner is null ? TelemetryState.Absent : Walk(step.Inner, depth);
        }
        finally
        {
            _open.Remove(step.Operation.Syntax);
        }
    }

    // A step that no table knows may do anything.
    private TelemetryState? Judge(PipelineStep step) =>
        judge(step) ?? (step.Source is null || catalog.HasOwnTelemetry(step.Method.ContainingAssembly) ? TelemetryState.Unknown : null);

    // A builder in a variable is completed by statements of its own: `builder.UseOpenTelemetry();`.
    private TelemetryState AddedLater(IEnumerable<ISymbol> holders)
    {
        foreach (var holder in holders)
        {
            if (values.Scope.IsTooCommon(holder))
                return TelemetryState.Unknown;
            foreach (var reference in values.Scope.References(holder))
            {
                if (OfUse(reference) is { } state and not TelemetryState.Absent)
                    return state;
            }
        }

        return TelemetryState.Absent;
    }

    /// <summary>What a use of a variable with a builder adds to it; unknown where the builder is handed on.</summary>
    public TelemetryState OfUse(IOperation reference)
    {
        var operation = reference;
        while (operation.Parent is IConversionOperation or IParenthesizedOperation)
            operation = operation.Parent;
        if (operation.Parent is IAssignmentOperation assignment && assignment.Target == operation)
            return TelemetryState.Absent;
        if (Next(operation) is null)
            return TelemetryState.Unknown;
        return WalkForward(operation, out _);
    }

    /// <summary>The step that is called on the value of another: as a method or as an extension.</summary>
    private static IInvocationOperation? Next(IOperation step)
    {
        var value = step;
        while (value.Parent is IConversionOperation or IParenthesizedOperation)
            value = value.Parent;
        return value.Parent switch
        {
            IInvocationOperation chained when chained.Instance == value => chained,
            IArgumentOperation { Parent: IInvocationOperation { TargetMethod.IsExtensionMethod: true } chained } argument
                when chained.Arguments[0] == argument => chained,
            _ => null,
        };
    }
}
