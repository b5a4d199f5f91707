using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Blocking;

/// <summary>How the code around a call blocks its thread until the call has ended.</summary>
/// <param name="Call">The call that is waited for.</param>
/// <param name="Operation">The operation that blocks, such as the property reference <c>.Result</c>.</param>
/// <param name="Waited">The task or stream that is waited for.</param>
/// <param name="Text">How it is written, such as <c>.GetAwaiter().GetResult()</c>.</param>
internal sealed record BlockingWait(IInvocationOperation Call, IOperation Operation, IOperation Waited, string Text)
{
    private const int MaxSteps = 64;
    private const string Result = "Result";
    private const string Wait = "Wait";
    private const string GetResult = "GetResult";
    private const string WaitAll = "WaitAll";
    private const string WaitAny = "WaitAny";
    private const string ToBlockingEnumerable = "ToBlockingEnumerable";

    private static readonly string[] s_blockingNames = [Result, Wait, GetResult, WaitAll, WaitAny, ToBlockingEnumerable];

    /// <summary>True where the wait ends with the first of several tasks.</summary>
    public bool MayEndEarlier => Operation is IInvocationOperation { TargetMethod.Name: WaitAny };

    /// <summary>A quick test: false for a file that names nothing that blocks.</summary>
    public static bool MayBeIn(SyntaxTree tree) => Array.Exists(s_blockingNames, TreeNames.Of(tree).Contains);

    /// <summary>Null where the call is not proven to block: it is awaited, returned, passed on, or not followed.</summary>
    public static BlockingWait? Of(IInvocationOperation call) => Of(call, call, followsLocals: true);

    private static BlockingWait? Of(IInvocationOperation call, IOperation operation, bool followsLocals)
    {
        var value = operation;
        for (var step = 0; step < MaxSteps; step++)
        {
            switch (value.Parent)
            {
                case IConversionOperation or IParenthesizedOperation:
                    value = value.Parent;
                    continue;
                case IConditionalAccessOperation access when access.WhenNotNull == value:
                    value = access;
                    continue;
                // `client?.GetResponseAsync(q)?.Wait()`
                case IConditionalAccessOperation access when InstanceIn(access) is { } instance:
                    value = instance;
                    continue;
                case IPropertyReferenceOperation { Property.Name: Result } result when result.Instance == value && value.Type.IsTask():
                    return new(call, result, value, ".Result");
                case IInvocationOperation next when next.Instance == value:
                    if (next.TargetMethod.Name == Wait && value.Type.IsTask())
                        return new(call, next, value, ".Wait()");
                    if (next.TargetMethod.Name == "GetAwaiter" && ResultOf(next) is { } awaited)
                        return new(call, awaited, value, ".GetAwaiter().GetResult()");
                    if (!value.Type.IsTask() || next.TargetMethod.Name is not ("ConfigureAwait" or "AsTask" or "WaitAsync"))
                        return null;
                    value = next;
                    continue;
                case IAwaitOperation awaiting:
                    if (RunOf(awaiting) is not { } awaitedRun)
                        return null;
                    value = awaitedRun;
                    continue;
                case IReturnOperation returned:
                    // As an object, the task is the result of the run, which does not wait for it.
                    if (!value.Type.IsTask() || RunOf(returned) is not { } run)
                        return null;
                    value = run;
                    continue;
                case IArgumentOperation { Parent: IInvocationOperation taking }:
                    return OfArgument(call, taking, value);
                case IArrayInitializerOperation { Parent: IArrayCreationOperation { Parent: IArgumentOperation all } }:
                    return all.Parent is IInvocationOperation listed ? OfArgument(call, listed, value) : null;
                // `params` of a span.
                case { IsImplicit: true, Parent: IArgumentOperation { Parent: IInvocationOperation waiting } }:
                    return OfArgument(call, waiting, value);
                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } when followsLocals:
                    return OfLocal(call, local, value);
                default:
                    return null;
            }
        }

        return null;
    }

    private static IConditionalAccessInstanceOperation? InstanceIn(IConditionalAccessOperation access)
    {
        foreach (var inside in access.WhenNotNull.DescendantsAndSelf())
            if (inside is IConditionalAccessInstanceOperation instance && instance.Syntax == access.Operation.Syntax)
                return instance;
        return null;
    }

    // `ConfigureAwait(false)` yields an awaitable with an awaiter of its own.
    private static IInvocationOperation? ResultOf(IOperation awaiter) =>
        awaiter.Parent is IInvocationOperation { TargetMethod.Name: GetResult } result && result.Instance == awaiter ? result : null;

    // `Task.WaitAll(…)`, `stream.ToBlockingEnumerable()`
    private static BlockingWait? OfArgument(IInvocationOperation call, IInvocationOperation taking, IOperation value) =>
        taking.TargetMethod switch
        {
            { Name: WaitAll or WaitAny, ContainingType: var type } when type.IsTask() => new(
                call,
                taking,
                value,
                $"Task.{taking.TargetMethod.Name}"
            ),
            { Name: ToBlockingEnumerable, ContainingNamespace: { Name: "Tasks", ContainingNamespace.Name: "Threading" } } => new(
                call,
                taking,
                value,
                ".ToBlockingEnumerable()"
            ),
            _ => null,
        };

    // `Task.Run(async () => await client.GetResponseAsync(…))`: who waits for the run waits for the call.
    private static IInvocationOperation? RunOf(IOperation inside)
    {
        for (var operation = inside.Parent; operation is not null; operation = operation.Parent)
        {
            if (operation is ILocalFunctionOperation)
                return null;
            if (operation is IAnonymousFunctionOperation function)
                return
                    function.Parent
                        is IDelegateCreationOperation
                        {
                            Parent: IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "Run" } run }
                        }
                    && run.TargetMethod.ContainingType.IsTask()
                    ? run
                    : null;
        }

        return null;
    }

    // A task in a local blocks where every use does: an `await` before would have ended the call.
    private static BlockingWait? OfLocal(IInvocationOperation call, ILocalSymbol local, IOperation value)
    {
        IOperation root = value;
        while (root.Parent is not null)
            root = root.Parent;
        BlockingWait? first = null;
        foreach (var use in root.Descendants().OfType<ILocalReferenceOperation>())
        {
            if (!SymbolEqualityComparer.Default.Equals(use.Local, local))
                continue;
            if (Of(call, use, followsLocals: false) is not { } wait)
                return null;
            first ??= wait;
        }

        return first;
    }
}
