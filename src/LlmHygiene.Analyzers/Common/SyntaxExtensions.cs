using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.Analyzers.Common;

/// <summary>Where one piece of code stands in relation to another.</summary>
internal static class SyntaxExtensions
{
    public static bool IsLoop(this SyntaxNode node) =>
        node is ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax;

    /// <summary>True for a node in the text of another one, in the same file; also where both have the same text.</summary>
    public static bool IsWithin(this SyntaxNode node, SyntaxNode outer) =>
        node.SyntaxTree == outer.SyntaxTree && outer.Span.Contains(node.Span);

    /// <summary>True for a node in the text of a declaration.</summary>
    public static bool IsWithin(this SyntaxNode node, SyntaxReference outer) =>
        node.SyntaxTree == outer.SyntaxTree && outer.Span.Contains(node.Span);

    /// <summary>True for a declaration in the text of a node.</summary>
    public static bool IsWithin(this SyntaxReference declaration, SyntaxNode outer) =>
        declaration.SyntaxTree == outer.SyntaxTree && outer.Span.Contains(declaration.Span);

    /// <summary>The namespaces, types and members of a file, without their bodies.</summary>
    public static IEnumerable<SyntaxNode> Declarations(this SyntaxNode root) =>
        root.DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax);
}
