using System.Collections.Concurrent;
using System.Collections.Immutable;
using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Clients;
using LlmHygiene.Analyzers.Facts.Prompt;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts;

/// <summary>An unfixed version, where it is written, and the calls of one file that are tagged with it.</summary>
internal sealed record VersionUse(UnfixedVersion Version, SyntaxNode Place, IReadOnlyList<IInvocationOperation> Calls);

/// <summary>
/// Which calls of a file are tagged with the unfixed version that is written at a place. Asked for where there is one, which is rare.
/// </summary>
/// <param name="isJudged">Whether rules look at the place at all.</param>
internal sealed class VersionUses(
    ServiceGraph services,
    SdkCallRecognizer recognizer,
    PassThroughMethodsProvider passThrough,
    Func<SyntaxTree, ImmutableArray<string>> tagKeysOf,
    Func<SyntaxNode, CancellationToken, bool> isJudged
)
{
    // Without one of these words, a file tags no prompt.
    private static readonly string[] s_words =
    [
        LlmHygieneSdk.PromptScope.Substring(LlmHygieneSdk.PromptScope.LastIndexOf('.') + 1),
        "version",
        "prompt_version",
        "promptVersion",
    ];

    private readonly ConcurrentDictionary<SyntaxTree, IReadOnlyList<VersionUse>> _uses = [];

    /// <summary>The unfixed versions of the calls of a file, each once, by the position of its first call.</summary>
    public IReadOnlyList<VersionUse> In(SyntaxTree tree, SourceScope scope) =>
        _uses.TryGetValue(tree, out var known) ? known : _uses.GetOrAdd(tree, Find(tree, scope));

    /// <summary>False for a file that tags no prompt itself.</summary>
    public bool MayTag(SyntaxTree tree)
    {
        var names = TreeNames.Of(tree);
        return Array.Exists(s_words, names.Contains) || tagKeysOf(tree).Any(key => names.Contains(key.Split('.', '-').Last()));
    }

    private IReadOnlyList<VersionUse> Find(SyntaxTree tree, SourceScope scope)
    {
        var found = new Dictionary<SyntaxNode, (UnfixedVersion Version, List<IInvocationOperation> Calls)>();
        foreach (var facts in Calls(tree, scope))
        {
            if (!isJudged(facts.Call.Invocation.Syntax, scope.Cancellation) || facts.UnfixedVersion is not { } version)
                continue;
            var place = WrittenPlace.Of(version.Value, scope);
            if (!found.TryGetValue(place, out var known))
                found.Add(place, known = (version, []));
            known.Calls.Add(facts.Call.Invocation);
        }

        foreach (var (_, calls) in found.Values)
            calls.Sort(static (left, right) => left.Syntax.SpanStart.CompareTo(right.Syntax.SpanStart));
        return
        [
            .. found
                .Select(static pair => new VersionUse(pair.Value.Version, pair.Key, pair.Value.Calls))
                .OrderBy(static use => use.Calls[0].Syntax.SpanStart)
                .ThenBy(static use => use.Place.SpanStart),
        ];
    }

    private IEnumerable<CallFacts> Calls(SyntaxTree tree, SourceScope scope)
    {
        var keys = tagKeysOf(tree);
        var catalog = services.Catalog;
        var seen = new HashSet<SyntaxNode>();
        foreach (var name in catalog.CallNames)
        foreach (var node in CallCandidates.Named(name, scope, catalog, trees: [tree]))
            if (
                scope.OperationOf(node) is IInvocationOperation invocation
                && recognizer.Recognize(invocation) is { } call
                && seen.Add(invocation.Syntax)
            )
            {
                var facts = new SdkCallFacts(call, scope, services, keys);
                if (facts.IsCall)
                    yield return facts;
            }

        var methods = passThrough.Get(scope);
        foreach (var call in methods.CallsIn(tree, scope))
            if (seen.Add(call.Invocation.Syntax))
                yield return new PassThroughCallFacts(call, scope, catalog, keys, methods);
    }
}
