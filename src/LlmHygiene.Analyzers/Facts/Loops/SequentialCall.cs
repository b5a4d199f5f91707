using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Loops;

/// <summary>
/// A call that is awaited in a loop over items, where no iteration needs the result of another. Loops that run until something
/// happens (a conversation, retries, a queue, tool calls) do not count: each of their calls depends on the previous one.
/// </summary>
internal static class SequentialCall
{
    // Names of loop variables that count retries or turns.
    private static readonly string[] s_turns = ["attempt", "retry", "retries", "turn", "round", "step", "iteration", "try", "hop"];

    // Methods of loops that wait on purpose, read user input, or process items as they arrive.
    private static readonly HashSet<string> s_paced = new(StringComparer.Ordinal)
    {
        "Delay",
        "Sleep",
        "ReadLine",
        "ReadKey",
        "WaitAsync",
        "GetConsumingEnumerable",
        "ReadAllAsync",
        "ReadAsync",
        "Dequeue",
        "TryDequeue",
        "TryTake",
        "Take",
    };

    private static readonly HashSet<string> s_batches = new(StringComparer.Ordinal)
    {
        "Chunk",
        "Batch",
        "Buffer",
        "GetConsumingEnumerable",
    };

    public static bool Is(SdkCall call, SdkCatalog catalog, SourceScope scope)
    {
        if (call.Entry.KeepsState || call.Entry.Operation is LlmOperation.Agent or LlmOperation.Realtime)
            return false;
        if (AwaitOf(call.Invocation) is not { } awaited || LoopOf(awaited) is not { } loop || ItemOf(loop) is not { } item)
            return false;
        if (IsTurn(item.Name) || IsConcurrent(loop) || (call.Entry.Operation == LlmOperation.Embeddings && TakesBatches(loop, item)))
            return false;

        var body = loop.Body.DescendantsAndSelf().ToList();
        if (body.Count > MaxOperations || body.Any(operation => EndsEarly(operation, loop) || IsPaced(operation)))
            return false;
        if (body.OfType<IInvocationOperation>().Any(other => IsCallBefore(other, call, catalog)))
            return false;

        var uses = new LoopUses(loop, body, catalog);
        if (!uses.DependOn(item, call) || uses.CarriesState || uses.PassesStateTo(call))
            return false;
        // What is left may keep state elsewhere: in methods that the loop calls, in files, in other items.
        uses.AddCallees(LoopCallee.Of(body, scope), body, item);
        return !uses.CarriesState;
    }

    // A longer body is unlikely to be hand-written, and is not analyzed.
    private const int MaxOperations = 3000;

    private static IAwaitOperation? AwaitOf(IInvocationOperation call)
    {
        IOperation value = call;
        while (
            value.Parent is IConversionOperation or IParenthesizedOperation or IInvocationOperation { TargetMethod.Name: "ConfigureAwait" }
        )
            value = value.Parent;
        return value.Parent as IAwaitOperation;
    }

    // The innermost loop of the same function that counts or iterates over items.
    private static ILoopOperation? LoopOf(IOperation awaited)
    {
        var inner = awaited;
        for (var outer = awaited.Parent; outer is not null; inner = outer, outer = outer.Parent)
        {
            if (outer is IAnonymousFunctionOperation or ILocalFunctionOperation)
                return null;
            // The collection of a loop is evaluated once.
            if (outer is ILoopOperation loop)
                return loop.Body == inner && loop is IForEachLoopOperation { IsAsynchronous: false } or IForLoopOperation ? loop : null;
        }

        return null;
    }

    private static ILocalSymbol? ItemOf(ILoopOperation loop) =>
        loop switch
        {
            IForEachLoopOperation { LoopControlVariable: IVariableDeclaratorOperation { Symbol: var item } } => item,
            IForLoopOperation { Condition: not null } counting
                when counting.Locals.Length == 1
                    && counting.AtLoopBottom is [IExpressionStatementOperation { Operation: IIncrementOrDecrementOperation }] =>
                counting.Locals[0],
            _ => null,
        };

    private static bool IsTurn(string name) => s_turns.Any(turn => name.IndexOf(turn, StringComparison.OrdinalIgnoreCase) >= 0);

    // Inside a function that already runs concurrently.
    private static bool IsConcurrent(IOperation loop)
    {
        for (var outer = loop.Parent; outer is not null; outer = outer.Parent)
        {
            if (
                outer is IInvocationOperation { TargetMethod: { Name: var name, ContainingType.Name: var type } }
                && (type is "Parallel" or "ParallelEnumerable" || (type == "Task" && name is "WhenAll" or "Run") || name == "Select")
            )
                return true;
        }

        return false;
    }

    private static bool TakesBatches(ILoopOperation loop, ILocalSymbol item) =>
        (
            item.Type.SpecialType != SpecialType.System_String
            && item.Type.AllInterfaces.Any(static type => type.SpecialType == SpecialType.System_Collections_IEnumerable)
        )
        || (
            loop is IForEachLoopOperation each
            && each.Collection.DescendantsAndSelf()
                .OfType<IInvocationOperation>()
                .Any(static made => s_batches.Contains(made.TargetMethod.Name))
        );

    // The first good response ends the loop, or the responses are returned one by one.
    private static bool EndsEarly(IOperation operation, ILoopOperation loop) =>
        operation switch
        {
            IBranchOperation { BranchKind: BranchKind.Break } branch => SymbolEqualityComparer.Default.Equals(
                branch.Target,
                loop.ExitLabel
            ),
            IBranchOperation { BranchKind: BranchKind.GoTo } => true,
            IReturnOperation { IsImplicit: false } => true,
            _ => false,
        };

    private static bool IsPaced(IOperation operation) =>
        operation is IInvocationOperation { TargetMethod.Name: var name } && s_paced.Contains(name);

    // Of several calls in one loop, the first is reported.
    private static bool IsCallBefore(IInvocationOperation other, SdkCall call, SdkCatalog catalog) =>
        other.Syntax.SpanStart < call.Invocation.Syntax.SpanStart
        && catalog.MightBeCall(other.TargetMethod.Name)
        && AwaitOf(other) is not null
        && !call.Invocation.Syntax.Span.Contains(other.Syntax.Span)
        && catalog.FindCall(other.TargetMethod) is not null;
}
