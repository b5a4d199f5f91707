using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.Analyzers.Tracking;

/// <summary>The code that runs from top to bottom, apart from branches and loops.</summary>
internal static class Functions
{
    /// <summary>The method, accessor, lambda or local function around a node; the file for a top-level statement.</summary>
    public static SyntaxNode? Around(SyntaxNode node) =>
        node.Ancestors()
            .FirstOrDefault(static ancestor =>
                ancestor
                    is AnonymousFunctionExpressionSyntax
                        or LocalFunctionStatementSyntax
                        or BaseMethodDeclarationSyntax
                        or AccessorDeclarationSyntax
                        or CompilationUnitSyntax
            );
}
