using LlmHygiene.Analyzers.Sdks.Rows;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Clients;

/// <summary>What a step puts into the options of every call.</summary>
/// <param name="Delegate">The delegate that configures the options of each call; null for options that the step itself has.</param>
internal sealed record StepOptions(ClientStep Step, CallOptions Options, ConfigureDelegate? Delegate)
{
    public bool IsPipeline => Delegate is not null;

    /// <summary>False for a step that is added under a condition: what it sets is not set for every call.</summary>
    public bool IsAlways { get; init; } = true;
}

/// <summary>What the steps of a chain put into the options of every call, from the client that is called to that of the SDK.</summary>
internal sealed class ChainOptions
{
    private const int MaxDepth = 8;

    private readonly ClientChain _chain;
    private readonly SyntaxNode? _use;
    private readonly List<StepOptions> _steps = [];

    private ChainOptions(ClientChain chain, SyntaxNode? use) => (_chain, _use) = (chain, use);

    public IReadOnlyList<StepOptions> Steps => _steps;

    /// <summary>False where the chain is not visible to its end, or where the code chooses among clients.</summary>
    public bool IsSeen { get; private set; }

    /// <summary>True where a step runs a delegate that may write anything.</summary>
    public bool HasMiddleware { get; private set; }

    /// <param name="client">Null where a call has no client.</param>
    public static ChainOptions Of(IOperation? client, ClientChain chain)
    {
        var options = new ChainOptions(chain, client?.Syntax);
        options.IsSeen = client is not null && options.Collect(chain.Of(client), MaxDepth);
        return options;
    }

    private bool Collect(ClientOrigins origins, int depth)
    {
        if (depth == 0 || origins.Steps is not [var step])
            return false;
        var isSeen = origins.IsBuilder ? Add(origins.LaterSteps, step.Operation) : true;
        if (origins.IsSdkClient && step.Kind != ClientStepKind.Made)
            return isSeen;
        switch (step.Kind)
        {
            case ClientStepKind.SdkClient:
                return isSeen;
            case ClientStepKind.Requested:
                var services = _chain.ServicesOf(step);
                if (services is not { Registrations: [var registration], Unbound.Count: 0, IsShown: true })
                    return false;
                isSeen &= Add(registration.LaterSteps, registration.Call);
                if (registration.Own is { } own)
                    return Add([own]) && isSeen;
                return registration.Clients.ToList() is [var given] && Collect(given, depth - 1) && isSeen;
            case ClientStepKind.Made:
                isSeen &= Add([step]);
                return step.Inner is { } inner ? Collect(inner, depth - 1) && isSeen : isSeen && IsStart(step);
            default:
                return false;
        }
    }

    /// <param name="start">Where the builder is created that statements add the steps to; null for steps of one expression.</param>
    private bool Add(IEnumerable<ClientStep> steps, IOperation? start = null)
    {
        var isSeen = true;
        foreach (var step in steps)
        {
            var isAlways = start is null || StepOrder.IsAlways(step.Operation.Syntax, start.Syntax, _use);
            if (step.Kind != ClientStepKind.Made)
            {
                isSeen = false;
                continue;
            }

            if (step.Configure is { } configure)
                _steps.Add(new StepOptions(step, configure.Options, configure) { IsAlways = isAlways });
            else
                HasMiddleware |= step.Arguments.Any(static argument =>
                    argument.ArgumentKind != ArgumentKind.DefaultValue && argument.Parameter?.Type.TypeKind == TypeKind.Delegate
                );
            if (step.Options is { } options)
                _steps.Add(new StepOptions(step, options, null) { IsAlways = isAlways });
            foreach (var member in step.MemberOptions)
                _steps.Add(new StepOptions(step, member, null) { IsAlways = isAlways });
            isSeen &= step.Row is not null || step.Created is not null;
        }

        return isSeen;
    }

    // The client of an SDK that wraps no other.
    private static bool IsStart(ClientStep step) => step.Row is { Inner: null } || step.Created is not null;
}
