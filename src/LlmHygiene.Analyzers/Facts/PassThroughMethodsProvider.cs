using System.Collections.Concurrent;
using System.Collections.Immutable;
using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Clients;
using LlmHygiene.Analyzers.Facts.Prompt;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts;

/// <summary>
/// Finds the pass-through methods of a compilation on first use. What rules found out about calls in files that were analyzed earlier is
/// remembered, so only the calls of other files have to be bound. In an IDE, those are all files but one.
/// </summary>
internal sealed class PassThroughMethodsProvider(
    ServiceGraph services,
    SdkCallRecognizer recognizer,
    Func<SyntaxTree, ImmutableArray<string>> tagKeysOf
)
{
    private readonly ConcurrentDictionary<SyntaxNode, ForwardedPrompt> _known = [];
    private readonly RetryableLazy<PassThroughMethods> _methods = new();

    /// <summary>Keeps what is already known about the prompt of a call; computes nothing.</summary>
    public void Remember(SdkCallFacts facts)
    {
        if (facts.KnownForwarded is { } forwarded)
            _known.TryAdd(facts.Call.Invocation.Syntax, forwarded);
    }

    /// <summary>Keeps that an invocation, which has the name of an SDK call, is none.</summary>
    public void RememberNoCall(SyntaxNode invocation) => _known.TryAdd(invocation, ForwardedPrompt.None);

    public PassThroughMethods Get(SourceScope scope) =>
        _methods.Get(() =>
            PassThroughMethods.Find(scope, services.Catalog, call => ForwardedBy(call, scope), tree => new PromptTags(tagKeysOf(tree)))
        );

    private ForwardedPrompt ForwardedBy(SyntaxNode node, SourceScope scope)
    {
        if (_known.TryGetValue(node, out var known))
            return known;
        return
            scope.MethodOf(node) is { } method
            && services.Catalog.FindCall(method, node.SyntaxTree) is not null
            && scope.OperationOf(node) is IInvocationOperation invocation
            && recognizer.Recognize(invocation) is { } call
            ? new SdkCallFacts(call, scope, services, tagKeysOf(node.SyntaxTree)).Prompt.Forwarded
            : ForwardedPrompt.None;
    }
}
