using System.Collections.Concurrent;
using System.Collections.Immutable;
using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Prompt;

/// <summary>
/// Finds the wrappers of a compilation when they are first asked for. What the calls of files that were analysed before hand
/// in is remembered: only calls in the others, which in an IDE are all but one, have to be bound for it.
/// </summary>
internal sealed class PassThroughMethodsProvider(
    SdkCatalog catalog,
    LlmCallRecognizer recognizer,
    Func<SyntaxTree, ImmutableArray<string>> tagKeysOf
)
{
    private readonly ConcurrentDictionary<SyntaxNode, IReadOnlyCollection<IParameterSymbol>> _handedIn = [];
    private readonly RetryableLazy<PassThroughMethods> _wrappers = new();

    /// <summary>Keeps what is known of an invocation that has the name of an SDK call, whether it is one or not.</summary>
    public void Remember(IInvocationOperation invocation, IReadOnlyCollection<IParameterSymbol> handedIn) =>
        _handedIn.TryAdd(invocation.Syntax, handedIn);

    /// <summary>Keeps that an invocation, which has the name of an SDK call, is none.</summary>
    public void RememberNoCall(SyntaxNode invocation) => _handedIn.TryAdd(invocation, []);

    public PassThroughMethods Get(SourceScope scope) =>
        _wrappers.Get(() => PassThroughMethods.Find(scope, catalog, call => ForwardedParametersOf(call, scope)));

    private IReadOnlyCollection<IParameterSymbol> ForwardedParametersOf(SyntaxNode node, SourceScope scope)
    {
        if (_handedIn.TryGetValue(node, out var known))
            return known;
        return
            scope.MethodOf(node) is { } method
            && catalog.FindCall(method, node.SyntaxTree) is not null
            && scope.OperationOf(node) is IInvocationOperation invocation
            && recognizer.Recognize(invocation) is { } call
            && new LlmCallFacts(call, scope, catalog, tagKeysOf(node.SyntaxTree)) is { IsCall: true } facts
            ? facts.Prompt.ForwardedParameters
            : [];
    }
}
