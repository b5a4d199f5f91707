using System.Runtime.CompilerServices;
using LlmHygiene.Analyzers.Prompts.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.Analyzers.Prompts.Methods;

/// <summary>
/// Where methods with <c>[Prompt]</c> are declared, by the name and version in their literals. Found by syntax, once for each file.
/// </summary>
internal static class PromptMethodPlaces
{
    private const string Short = "Prompt";
    private const string Long = "PromptAttribute";

    // Lives as long as the tree.
    private static readonly ConditionalWeakTable<SyntaxTree, (string Identity, AttributeSyntax Attribute)[]> s_ofTrees = new();

    public static ILookup<string, AttributeSyntax> Of(Compilation compilation) =>
        compilation
            .SyntaxTrees.SelectMany(static tree => s_ofTrees.GetValue(tree, Find))
            .ToLookup(static found => found.Identity, static found => found.Attribute, StringComparer.Ordinal);

    /// <summary>The attributes of that name on method declarations, whatever they bind to.</summary>
    public static IEnumerable<AttributeSyntax> In(SyntaxTree tree)
    {
        if (tree.GetText().ToString().IndexOf(Short, StringComparison.Ordinal) < 0)
            yield break;
        foreach (var node in tree.GetRoot().DescendantNodes(static node => node is not (BlockSyntax or ArrowExpressionClauseSyntax)))
        {
            if (node is AttributeSyntax { Parent.Parent: MethodDeclarationSyntax } attribute && IsNamedPrompt(attribute))
                yield return attribute;
        }
    }

    /// <summary>True for an attribute of that name, whatever it binds to.</summary>
    public static bool IsNamedPrompt(AttributeSyntax attribute) =>
        attribute.Name switch
        {
            QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
            AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
            SimpleNameSyntax simple => simple.Identifier.ValueText,
            _ => "",
        }
            is Short
                or Long;

    /// <summary>Build metadata does not distinguish two versions: they have the same precedence.</summary>
    public static string Identity(string name, SemanticVersion version) => name + "@" + (version with { Build = "" });

    private static (string, AttributeSyntax)[] Find(SyntaxTree tree) =>
        In(tree)
            .Select(static attribute => (Identity: IdentityOf(attribute), Attribute: attribute))
            .Where(static found => found.Identity is not null)
            .Select(static found => (found.Identity!, found.Attribute))
            .ToArray();

    private static string? IdentityOf(AttributeSyntax attribute) =>
        attribute.ArgumentList is { Arguments: { Count: >= 2 } arguments }
        && arguments[0] is { NameColon: null, NameEquals: null, Expression: LiteralExpressionSyntax name }
        && arguments[1] is { NameColon: null, NameEquals: null, Expression: LiteralExpressionSyntax version }
        && SemanticVersion.TryParse(version.Token.ValueText) is { } parsed
            ? Identity(name.Token.ValueText, parsed)
            : null;
}
