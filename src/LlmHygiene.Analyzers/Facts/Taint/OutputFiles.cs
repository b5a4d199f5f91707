using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.Analyzers.Facts.Taint;

/// <summary>
/// The files that text of models and instructions for them can be in. By names, so that other files are not bound.
/// </summary>
internal sealed class OutputFiles(RawResponses raw)
{
    private readonly RetryableLazy<ISet<SyntaxTree>> _naming = new();
    private readonly RetryableLazy<ISet<SyntaxTree>> _near = new();

    /// <summary>True for a file that names something of an SDK.</summary>
    public bool NamesSdk(SyntaxTree tree, SourceScope scope, SdkCatalog catalog) => Naming(scope, catalog).Contains(tree);

    /// <summary>
    /// True for a file in which a model is called or a tool is made, and for one that uses its types or whose types it uses. What a model
    /// writes is not followed to other files.
    /// </summary>
    public bool IsNear(SyntaxTree tree, SourceScope scope, SdkCatalog catalog) => _near.Get(() => Near(scope, catalog)).Contains(tree);

    private ISet<SyntaxTree> Naming(SourceScope scope, SdkCatalog catalog) =>
        _naming.Get(() => new HashSet<SyntaxTree>(scope.TreesNaming(catalog.MarkerWords)));

    private HashSet<SyntaxTree> Near(SourceScope scope, SdkCatalog catalog)
    {
        var calling = Calling(scope, catalog);
        var near = new HashSet<SyntaxTree>(calling);
        foreach (var tree in scope.Compilation.SyntaxTrees)
        {
            scope.Cancellation.ThrowIfCancellationRequested();
            var isCalling = calling.Contains(tree);
            foreach (var name in Offered(tree.GetRoot(scope.Cancellation), withBases: isCalling))
            {
                if (isCalling)
                    near.UnionWith(scope.FilesNaming([name]));
                else if (!near.Contains(tree) && scope.FilesNaming([name]).Any(calling.Contains))
                    near.Add(tree);
            }
        }

        return near;
    }

    // A name that a call of a model has is often the name of other methods, too: only what it binds to tells.
    private HashSet<SyntaxTree> Calling(SourceScope scope, SdkCatalog catalog)
    {
        var calling = new HashSet<SyntaxTree>(scope.FilesNaming(TextSourceRows.OutputWords));
        // A class that sends requests is the client of the project: its users are those who call the model.
        foreach (var tree in raw.Files(scope))
        {
            calling.Add(tree);
            foreach (var name in Offered(tree.GetRoot(scope.Cancellation), withBases: true))
                calling.UnionWith(scope.FilesNaming([name]));
        }

        foreach (var name in catalog.CallNames)
        foreach (var tree in scope.FilesNaming([name]))
            if (
                !calling.Contains(tree)
                && NamesSdk(tree, scope, catalog)
                && scope.InvocationsOf(name, method => TaintKnowledge.IsModelCall(method, tree, catalog), trees: [tree]).Any()
            )
                calling.Add(tree);
        return calling;
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
