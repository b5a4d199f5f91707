using System.Collections.Concurrent;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.Analyzers.Facts.Taint;

/// <summary>
/// The files that may contain model output or instructions for models. They are found by names, so that other files are not bound. Each
/// file is decided separately: an IDE asks only for the open file, and no thread of a build waits for another.
/// </summary>
internal sealed class OutputFiles(RawResponses raw)
{
    // Not each of them has to be bound to know that one is a call.
    private const int MaxReached = 8;

    private readonly RetryableLazy<ISet<SyntaxTree>> _naming = new();
    private readonly RetryableLazy<ISet<SyntaxTree>> _raw = new();
    private readonly RetryableLazy<IReadOnlyList<SyntaxTree>> _mayCall = new();
    private readonly ConcurrentDictionary<SyntaxTree, bool> _calling = new();
    private readonly ConcurrentDictionary<SyntaxTree, bool> _near = new();
    private readonly RetryableLazy<Dictionary<SyntaxTree, HashSet<SyntaxTree>>> _behind = new();
    private readonly OfferedNames _names = new();

    /// <summary>True for a file that names something of an SDK.</summary>
    public bool NamesSdk(SyntaxTree tree, SourceScope scope, SdkCatalog catalog) => Naming(scope, catalog).Contains(tree);

    /// <summary>
    /// True for a file in which a model is called or a tool is made, and for one that uses its types or whose types it uses, directly or
    /// through the types of one other file. What a model writes is not followed to other files.
    /// </summary>
    public bool IsNear(SyntaxTree tree, SourceScope scope, SdkCatalog catalog) =>
        _near.TryGetValue(tree, out var known)
            ? known
            : _near.GetOrAdd(
                tree,
                IsCalling(tree, scope, catalog) || IsNextToCalling(tree, scope, catalog) || IsBehindNext(tree, scope, catalog)
            );

    private ISet<SyntaxTree> Naming(SourceScope scope, SdkCatalog catalog) =>
        _naming.Get(() => new HashSet<SyntaxTree>(scope.TreesNaming(catalog.MarkerWords)));

    // A class that sends requests is the client of the project: the files that use this class call the model.
    private ISet<SyntaxTree> Raw(SourceScope scope) =>
        _raw.Get(() =>
        {
            var found = new HashSet<SyntaxTree>();
            foreach (var tree in raw.Files(scope))
            {
                found.Add(tree);
                found.UnionWith(scope.FilesNaming(_names.All(tree, scope)));
            }

            return found;
        });

    private bool IsNextToCalling(SyntaxTree tree, SourceScope scope, SdkCatalog catalog)
    {
        var names = TreeNames.Of(tree);
        foreach (var other in MayCall(scope, catalog))
        {
            scope.Cancellation.ThrowIfCancellationRequested();
            var inherited = _names.Inherited(tree, scope);
            var isNext =
                _names.All(other, scope).Any(name => names.Contains(name) || inherited.Contains(name))
                || _names.All(tree, scope).Any(TreeNames.Of(other).Contains);
            if (isNext && IsCalling(other, scope, catalog))
                return true;
        }

        return false;
    }

    // A page uses a service, which uses the client of the project; or an agent uses a tool, which uses a shell.
    private bool IsBehindNext(SyntaxTree tree, SourceScope scope, SdkCatalog catalog)
    {
        if (_behind.Get(() => Behind(scope, catalog)).TryGetValue(tree, out var reached) && reached.Any(IsCall))
            return true;
        return _names.UsersOf(tree, scope).SelectMany(user => _names.UsersOf(user, scope)).Distinct().Any(IsCall);

        bool IsCall(SyntaxTree other) => IsCalling(other, scope, catalog);
    }

    // By names alone: for each file that uses one which uses a file with a call, some of the files with the call.
    private Dictionary<SyntaxTree, HashSet<SyntaxTree>> Behind(SourceScope scope, SdkCatalog catalog)
    {
        var behind = new Dictionary<SyntaxTree, HashSet<SyntaxTree>>();
        foreach (var calling in MayCall(scope, catalog))
        foreach (var user in _names.UsersOf(calling, scope))
        {
            scope.Cancellation.ThrowIfCancellationRequested();
            foreach (var tree in _names.UsersOf(user, scope))
            {
                if (!behind.TryGetValue(tree, out var reached))
                    behind.Add(tree, reached = []);
                if (reached.Count < MaxReached)
                    reached.Add(calling);
            }
        }

        return behind;
    }

    // Found by names alone. The files keep the order of the compilation, so that each run binds the same files.
    private IReadOnlyList<SyntaxTree> MayCall(SourceScope scope, SdkCatalog catalog) =>
        _mayCall.Get(() =>
        {
            var named = new HashSet<SyntaxTree>(scope.FilesNaming(catalog.CallNames));
            named.IntersectWith(Naming(scope, catalog));
            named.UnionWith(scope.FilesNaming(TextSourceRows.OutputWords));
            named.UnionWith(Raw(scope));
            return scope.Compilation.SyntaxTrees.Where(named.Contains).ToList();
        });

    // A name that a call of a model has is often the name of other methods, too: only what it binds to tells.
    private bool IsCalling(SyntaxTree tree, SourceScope scope, SdkCatalog catalog)
    {
        if (_calling.TryGetValue(tree, out var known))
            return known;
        var names = TreeNames.Of(tree);
        var isCalling =
            TextSourceRows.OutputWords.Any(names.Contains)
            || Raw(scope).Contains(tree)
            || (
                NamesSdk(tree, scope, catalog)
                && catalog.CallNames.Any(name =>
                    names.Contains(name)
                    && CallCandidates
                        .Named(name, scope, catalog, trees: [tree])
                        .Any(call => scope.MethodOf(call) is { } method && TaintKnowledge.IsModelCall(method, tree, catalog))
                )
            );
        return _calling.GetOrAdd(tree, isCalling);
    }
}
