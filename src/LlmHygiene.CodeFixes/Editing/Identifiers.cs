using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LlmHygiene.CodeFixes.Editing;

/// <summary>Names that code uses, regardless of what they are bound to.</summary>
internal static class Identifiers
{
    public static IEnumerable<string> In(SyntaxNode node) =>
        node.DescendantTokens().Where(static token => token.IsKind(SyntaxKind.IdentifierToken)).Select(static token => token.ValueText);

    /// <summary>
    /// Names that a new local cannot have: those in the member around a node, and those that fixes of the same change have added.
    /// </summary>
    public static HashSet<string> TakenAround(SyntaxNode node, SolutionChange change)
    {
        var home = StatementList.Home(node);
        return change.Shared((typeof(Identifiers), home), () => new HashSet<string>(In(home), StringComparer.Ordinal));
    }
}
