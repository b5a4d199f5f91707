using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Blocking;

/// <summary>
/// The methods of a compilation that await or return an LLM call: who waits for their task waits for the call. One level: a method that
/// awaits such a method is not followed.
/// </summary>
internal sealed class WaitingMethods
{
    private readonly Dictionary<ISymbol, Location> _calls = new(SymbolEqualityComparer.Default);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    public static WaitingMethods Find(IEnumerable<IInvocationOperation> calls, SourceScope scope)
    {
        var methods = new WaitingMethods();
        foreach (var call in calls)
        {
            if (
                call.SemanticModel?.GetEnclosingSymbol(call.Syntax.SpanStart, scope.Cancellation)
                    is not IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction } method
                || !IsWaitedFor(call, method)
            )
                continue;
            foreach (var callable in ValueTracker.WithAbstractions(method.OriginalDefinition))
            {
                // Who implements an interface of a library is not known.
                if (!scope.Contains(callable.OriginalDefinition) || methods._calls.ContainsKey(callable.OriginalDefinition))
                    continue;
                methods._calls.Add(callable.OriginalDefinition, CallSyntax.LocationOf(call));
                methods._names.Add(callable.Name);
            }
        }

        return methods;
    }

    /// <summary>The calls of such methods in a file that block a thread, each with the place of the LLM call in the method.</summary>
    public IEnumerable<(BlockingWait Wait, Location Call)> BlockedIn(SyntaxTree tree, SourceScope scope)
    {
        foreach (var name in _names)
        foreach (var called in scope.InvocationsOf(name, _calls.ContainsKey, trees: [tree]))
            if (BlockingWait.Of(called) is { } wait && AlwaysWaits(called.TargetMethod.AsDeclared(), scope))
                yield return (wait, _calls[called.TargetMethod.AsDeclared()]);
    }

    // Another implementation, such as one that reads a cache or a fake, may be the one that is called.
    private bool AlwaysWaits(IMethodSymbol method, SourceScope scope) =>
        !(method.IsAbstract || method.IsVirtual || method.IsOverride)
        || scope.Implementations(method).All(body => body.IsAbstract || _calls.ContainsKey(body.OriginalDefinition));

    // `await call`, `return call`, `await foreach (… in call)`
    private static bool IsWaitedFor(IInvocationOperation call, IMethodSymbol method)
    {
        IOperation value = call;
        while (true)
        {
            value = value.WithConversions();
            switch (value.Parent)
            {
                case IInvocationOperation next when next.Instance == value && IsSame(next):
                    value = next;
                    continue;
                case IArgumentOperation { Parent: IInvocationOperation { TargetMethod.IsExtensionMethod: true } next } first
                    when next.Arguments[0] == first && IsSame(next):
                    value = next;
                    continue;
                case IConditionalAccessOperation access when access.WhenNotNull == value:
                    value = access;
                    continue;
                case IForEachLoopOperation loop:
                    return loop.IsAsynchronous && loop.Collection == value;
                // As the result of an asynchronous method, the task is a value that nobody waits for.
                case IReturnOperation:
                    return !method.IsAsync && value.Type.IsTask();
                default:
                    return value.Parent is IAwaitOperation;
            }
        }
    }

    // The same task or stream, awaited in another way.
    private static bool IsSame(IInvocationOperation next) =>
        next.TargetMethod.Name is "ConfigureAwait" or "WithCancellation" or "AsTask" or "WaitAsync"
        && next.TargetMethod.ContainingNamespace?.ToDisplayString() is "System.Threading.Tasks" or "System.Runtime.CompilerServices";
}
