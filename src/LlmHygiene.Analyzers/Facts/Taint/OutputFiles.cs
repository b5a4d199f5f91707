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

    // A class that sends requests is the client of the project: the files that use this class call the model.
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
        string[]? inherited = null;
        foreach (var other in _mayCall.Get(() => MayCall(scope, catalog)))
        {
            scope.Cancellation.ThrowIfCancellationRequested();
            offered ??= [.. Offered(tree.GetRoot(scope.Cancellation))];
            inherited ??= [.. Inherited(tree.GetRoot(scope.Cancellation), scope)];
            var isNext =
                OfferedBy(other, scope).Any(name => names.Contains(name) || inherited.Contains(name))
                || offered.Any(TreeNames.Of(other).Contains);
            if (isNext && IsCalling(other, scope, catalog))
                return true;
        }

        return false;
    }

    private string[] OfferedBy(SyntaxTree tree, SourceScope scope) =>
        _offered.TryGetValue(tree, out var known)
            ? known
            : _offered.GetOrAdd(
                tree,
                [.. Offered(tree.GetRoot(scope.Cancellation)), .. Inherited(tree.GetRoot(scope.Cancellation), scope)]
            );

    // Found by names alone. The files keep the order of the compilation, so that each run binds the same files.
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
                    && CallCandidates
                        .Named(name, scope, catalog, trees: [tree])
                        .Any(call => scope.MethodOf(call) is { } method && TaintKnowledge.IsModelCall(method, tree, catalog))
                )
            );
        return _calling.GetOrAdd(tree, isCalling);
    }

    private static IEnumerable<SyntaxNode> Declarations(SyntaxNode root) =>
        root.DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax);

    // What the types of a file implement and derive from, also in other parts of a partial type. Every file uses types of .NET: they say
    // nothing.
    private static IEnumerable<string> Inherited(SyntaxNode root, SourceScope scope) =>
        Declarations(root)
            .OfType<TypeDeclarationSyntax>()
            .Select(scope.DeclaredType)
            .OfType<INamedTypeSymbol>()
            .SelectMany(static type => type.AllInterfaces.Concat(BasesOf(type)))
            .Where(static type => type.ContainingNamespace?.ToDisplayString().StartsWith("System", StringComparison.Ordinal) != true)
            .Select(static type => type.Name)
            .Distinct();

    private static IEnumerable<INamedTypeSymbol> BasesOf(INamedTypeSymbol type)
    {
        for (var parent = type.BaseType; parent is not null; parent = parent.BaseType)
            yield return parent;
    }

    // The names by which other files use a file: its types and its extension methods.
    private static IEnumerable<string> Offered(SyntaxNode root)
    {
        foreach (var node in Declarations(root))
        {
            switch (node)
            {
                case BaseTypeDeclarationSyntax type:
                    yield return type.Identifier.ValueText;
                    break;
                // `extension(IChatClient client) { … }`
                case MethodDeclarationSyntax { Parent: TypeDeclarationSyntax { Identifier.ValueText: "" } } added:
                    yield return added.Identifier.ValueText;
                    break;
                case MethodDeclarationSyntax { ParameterList.Parameters: [{ Modifiers: var modifiers }, ..] } method
                    when modifiers.Any(SyntaxKind.ThisKeyword):
                    yield return method.Identifier.ValueText;
                    break;
            }
        }
    }
}
