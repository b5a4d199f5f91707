using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.Analyzers.Facts.Taint;

/// <summary>
/// The files in which a model is called or a tool is made, and those that use their types or whose types they use. By names alone: nothing
/// is bound. What a model writes is not followed to other files.
/// </summary>
internal static class OutputFiles
{
    public static ISet<SyntaxTree> Near(SourceScope scope, SdkCatalog catalog)
    {
        var calling = new HashSet<SyntaxTree>(scope.TreesNaming(catalog.MarkerWords));
        calling.IntersectWith(scope.FilesNaming(catalog.CallNames));
        calling.UnionWith(scope.FilesNaming(TextSourceRows.OutputWords));
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
