using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LlmHygiene.CodeFixes.Editing;

/// <summary>The names that code uses, regardless of what they bind to.</summary>
internal static class Identifiers
{
    public static IEnumerable<string> In(SyntaxNode node) =>
        node.DescendantTokens().Where(static token => token.IsKind(SyntaxKind.IdentifierToken)).Select(static token => token.ValueText);

    /// <summary>
    /// The names that a new local cannot have: those in the member around a node, and those that other fixes of the same change have added.
    /// </summary>
    public static HashSet<string> TakenAround(SyntaxNode node, SolutionChange change)
    {
        var home = StatementList.Home(node);
        return change.Shared((typeof(Identifiers), home), () => new HashSet<string>(In(home), StringComparer.Ordinal));
    }
}
