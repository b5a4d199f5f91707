using System.Collections.Concurrent;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.Analyzers.Facts.Taint;

/// <summary>
/// The files that text of models and instructions for them can be in. By names, so that other files are not bound. Each file is decided by
/// itself: an IDE asks for the open file only, and no thread of a build waits for another.
/// </summary>
internal sealed class OutputFiles(RawResponses raw)
{
    private readonly RetryableLazy<ISet<SyntaxTree>> _naming = new();
    private readonly RetryableLazy<ISet<SyntaxTree>> _raw = new();
    private readonly RetryableLazy<IReadOnlyList<SyntaxTree>> _mayCall = new();
    private readonly ConcurrentDictionary<SyntaxTree, bool> _calling = new();
    private readonly ConcurrentDictionary<SyntaxTree, bool> _near = new();
    private readonly ConcurrentDictionary<SyntaxTree, string[]> _offered = new();

    /// <summary>True for a file that names something of an SDK.</summary>
    public bool NamesSdk(SyntaxTree tree, SourceScope scope, SdkCatalog catalog) => Naming(scope, catalog).Contains(tree);

    /// <summary>
    /// True for a file in which a model is called or a tool is made, and for one that uses its types or whose types it uses. What a model
    /// writes is not followed to other files.
    /// </summary>
    public bool IsNear(SyntaxTree tree, SourceScope scope, SdkCatalog catalog) =>
        _near.TryGetValue(tree, out var known)
            ? known
            : _near.GetOrAdd(tree, IsCalling(tree, scope, catalog) || IsNextToCalling(tree, scope, catalog));

    private ISet<SyntaxTree> Naming(SourceScope scope, SdkCatalog catalog) =>
        _naming.Get(() => new HashSet<SyntaxTree>(scope.TreesNaming(catalog.MarkerWords)));

    // A class that sends requests is the client of the project: its users are those who call the model.
    private ISet<SyntaxTree> Raw(SourceScope scope) =>
        _raw.Get(() =>
        {
            var found = new HashSet<SyntaxTree>();
            foreach (var tree in raw.Files(scope))
            {
                found.Add(tree);
                found.UnionWith(scope.FilesNaming(OfferedBy(tree, scope)));
            }

            return found;
        });

    private bool IsNextToCalling(SyntaxTree tree, SourceScope scope, SdkCatalog catalog)
    {
        var names = TreeNames.Of(tree);
        string[]? offered = null;
        foreach (var other in _mayCall.Get(() => MayCall(scope, catalog)))
        {
            scope.Cancellation.ThrowIfCancellationRequested();
            offered ??= [.. Offered(tree.GetRoot(scope.Cancellation), withBases: false)];
            var isNext = OfferedBy(other, scope).Any(names.Contains) || offered.Any(TreeNames.Of(other).Contains);
            if (isNext && IsCalling(other, scope, catalog))
                return true;
        }

        return false;
    }

    private string[] OfferedBy(SyntaxTree tree, SourceScope scope) =>
        _offered.TryGetValue(tree, out var known)
            ? known
            : _offered.GetOrAdd(tree, [.. Offered(tree.GetRoot(scope.Cancellation), withBases: true)]);

    // By names alone; in the order of the compilation, so that each run binds the same files.
    private List<SyntaxTree> MayCall(SourceScope scope, SdkCatalog catalog)
    {
        var named = new HashSet<SyntaxTree>(scope.FilesNaming(catalog.CallNames));
        named.IntersectWith(Naming(scope, catalog));
        named.UnionWith(scope.FilesNaming(TextSourceRows.OutputWords));
        named.UnionWith(Raw(scope));
        return scope.Compilation.SyntaxTrees.Where(named.Contains).ToList();
    }

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
                    && scope
                        .InvocationsNamed(name, trees: [tree])
                        .Any(call =>
                            catalog.MightBeCall(name, call)
                            && scope.MethodOf(call) is { } method
                            && TaintKnowledge.IsModelCall(method, tree, catalog)
                        )
                )
            );
        return _calling.GetOrAdd(tree, isCalling);
    }

    // The names by which other files use a file: its types, what they implement, and its extension methods.
    private static IEnumerable<string> Offered(SyntaxNode root, bool withBases)
    {
        foreach (
            var node in root.DescendantNodes(static node =>
                node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax
            )
        )
        {
            switch (node)
            {
                case BaseTypeDeclarationSyntax type:
                    yield return type.Identifier.ValueText;
                    foreach (var parent in withBases ? type.BaseList?.Types ?? default : default)
                        if (parent.Type is SimpleNameSyntax name)
                            yield return name.Identifier.ValueText;
                    break;
                case MethodDeclarationSyntax { ParameterList.Parameters: [{ Modifiers: var modifiers }, ..] } method
                    when modifiers.Any(SyntaxKind.ThisKeyword):
                    yield return method.Identifier.ValueText;
                    break;
            }
        }
    }
}
