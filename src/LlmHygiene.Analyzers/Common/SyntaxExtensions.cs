using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Common;

/// <summary>Where one piece of code stands in relation to another.</summary>
internal static class SyntaxExtensions
{
    /// <summary>True for a node in the text of another one, in the same file; also where both have the same text.</summary>
    public static bool IsWithin(this SyntaxNode node, SyntaxNode outer) =>
        node.SyntaxTree == outer.SyntaxTree && outer.Span.Contains(node.Span);

    /// <summary>True for a declaration in the text of a node.</summary>
    public static bool IsWithin(this SyntaxReference declaration, SyntaxNode outer) =>
        declaration.SyntaxTree == outer.SyntaxTree && outer.Span.Contains(declaration.Span);
}
