using LlmHygiene.Analyzers.Clients;
using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Resilience;

/// <summary>A loop in which a client calls tools, and whose number of rounds nothing states.</summary>
/// <param name="Rounds">How many there are by default; null where that is not known.</param>
internal sealed record ToolLoop(ToolLoopRow Row, int? Rounds)
{
    private const int MaxPlaces = 100;

    /// <summary>Null where the limit is stated, or may be stated where it is not seen.</summary>
    public static ToolLoop? WithoutLimit(IOperation made, ClientChain chain)
    {
        var step = chain.StepOf(made, 0);
        if (step.Method is not { } method || chain.Catalog.FindToolLoop(method) is not { } row)
            return null;
        var isStated =
            row.Tools is not null ? step.Argument(row.Tools) is not { } tools || IsNull(tools, chain) || MayLoopAlready(step, row, chain)
            : row.Configure is not null ? step.DelegateOf(row.Configure)?.MayTouch(row.Member!) == true
            : IsWritten(made, row, chain);
        return isStated || IsWrittenToFound(made, chain)
            ? null
            : new ToolLoop(row, method.ContainingAssembly.Identity.Version.Major >= row.DefaultSince ? row.Default : null);
    }

    private static bool IsNull(IOperation value, ClientChain chain) => chain.Values.Trace(value).IsAlwaysNull;

    // Only a client of which every step is known is proven to have no loop of its own.
    private static bool MayLoopAlready(ClientStep agent, ToolLoopRow row, ClientChain chain)
    {
        if (agent.Argument(row.Inner) is not { } client)
            return true;
        foreach (var step in chain.Walk(client, endsAtSdkClients: true))
        {
            if (step.Kind == ClientStepKind.SdkClient)
                continue;
            if (step.Row is null || (step.Method is { } method && chain.Catalog.FindToolLoop(method) is not null))
                return true;
        }

        return false;
    }

    // `new FunctionInvokingChatClient(client) { … }`, and what is written to its variable later.
    private static bool IsWritten(IOperation made, ToolLoopRow row, ClientChain chain)
    {
        if (chain.Objects.Track(made).WritesTo(row.Member).Count > 0)
            return true;
        var value = made.WithConversions();
        ISymbol? holder = value.Parent switch
        {
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } => local,
            IFieldInitializerOperation { InitializedFields: [var field, ..] } => field,
            ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member: var member } } => member,
            ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } } => local,
            _ => null,
        };
        return holder is not null
            && chain
                .Values.Scope.References(holder)
                .Any(use => use.Parent is IMemberReferenceOperation { Member.Name: var name } && name == row.Member);
    }

    // `pipeline.GetService<FunctionInvokingChatClient>().MaximumIterationsPerRequest = 5`: the loop of a client that is built already.
    private static bool IsWrittenToFound(IOperation made, ClientChain chain)
    {
        var scope = chain.Values.Scope;
        foreach (var place in scope.Places(MicrosoftExtensionsAISdk.MaxRounds).Take(MaxPlaces))
        {
            if (
                scope.OperationOf(TreeNames.Reference(place))
                    is not IMemberReferenceOperation { Instance: { } loop, Parent: IAssignmentOperation { Target: var target } } member
                || target != member
            )
                continue;
            foreach (var origin in chain.Values.Trace(loop).Origins)
                if (
                    origin.Operation.WithoutConversion() is IInvocationOperation found
                    && CallReceiver.Of(found) is { } client
                    && MayHave(client, made, chain)
                )
                    return true;
        }

        return false;
    }

    // Of a client whose steps are not all known, nobody knows which loop it has.
    private static bool MayHave(IOperation client, IOperation made, ClientChain chain)
    {
        foreach (var step in chain.Walk(client, endsAtSdkClients: true))
            if (step.Operation.Syntax == made.Syntax || (step.Row is null && step.Created is null && step.Kind != ClientStepKind.SdkClient))
                return true;
        return false;
    }
}
