using System.Collections.Concurrent;
using System.Collections.Immutable;
using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Clients;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Prompt;

/// <summary>
/// Finds the wrappers of a compilation when they are first asked for. What the calls of files that were analysed before hand
/// in is remembered: only calls in the others, which in an IDE are all but one, have to be bound for it.
/// </summary>
internal sealed class PassThroughMethodsProvider(
    ServiceGraph services,
    LlmCallRecognizer recognizer,
    Func<SyntaxTree, ImmutableArray<string>> tagKeysOf
)
{
    private readonly ConcurrentDictionary<SyntaxNode, IReadOnlyCollection<IParameterSymbol>> _handedIn = [];
    private readonly RetryableLazy<PassThroughMethods> _wrappers = new();

    /// <summary>Keeps what is known of an invocation that has the name of an SDK call, whether it is one or not.</summary>
    public void Remember(IInvocationOperation invocation, IReadOnlyCollection<IParameterSymbol> handedIn) =>
        _handedIn.TryAdd(invocation.Syntax, handedIn);

    public PassThroughMethods Get(SourceScope scope) =>
        _wrappers.Get(() => PassThroughMethods.Find(scope, services.Catalog, call => ForwardedParametersOf(call, scope)));

    private IReadOnlyCollection<IParameterSymbol> ForwardedParametersOf(SyntaxNode node, SourceScope scope)
    {
        if (_handedIn.TryGetValue(node, out var known))
            return known;
        return
            scope.OperationOf(node) is IInvocationOperation invocation
            && recognizer.Recognize(invocation) is { } call
            && new LlmCallFacts(call, scope, services, tagKeysOf(node.SyntaxTree)) is { IsCall: true } facts
            ? facts.Prompt.ForwardedParameters
            : [];
    }
}
