using Microsoft.CodeAnalysis.CSharp;

namespace LlmHygiene.Analyzers.Common;

internal static class CSharpIdentifiers
{
    /// <summary>The name as C# accepts it: <c>@class</c>.</summary>
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None && SyntaxFacts.GetContextualKeywordKind(name) == SyntaxKind.None
            ? name
            : "@" + name;
}
