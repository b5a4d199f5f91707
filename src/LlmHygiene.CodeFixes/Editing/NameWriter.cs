using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.CodeFixes.Editing;

/// <summary>
/// Writes the names of types as code at a position would. A type whose namespace is not imported there gets its short name, and the
/// <c>using</c> that it needs, when the change is applied; until then it has its full name, so that the code can be bound.
/// </summary>
internal static class NameWriter
{
    private const string Imported = "LlmHygiene.Imported";

    public static TypeSyntax TypeName(ITypeSymbol type, SemanticModel model, int position)
    {
        type = type.WithNullableAnnotation(NullableAnnotation.NotAnnotated);
        var name = type.ToMinimalDisplayString(model, position);
        if (
            name.IndexOf('.') < 0
            || type is not INamedTypeSymbol { ContainingType: null, IsGenericType: false }
            || !CanImport(type, model, position)
        )
            return SyntaxFactory.ParseTypeName(name);
        return SyntaxFactory
            .ParseTypeName(type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat))
            .WithAdditionalAnnotations(new SyntaxAnnotation(Imported, type.ContainingNamespace.ToDisplayString()));
    }

    /// <summary>A string as an ordinary literal.</summary>
    public static ExpressionSyntax Text(string value) => SyntaxFactory.ParseExpression(SymbolDisplay.FormatLiteral(value, quote: true));

    /// <summary>The namespaces that the short names need.</summary>
    public static IEnumerable<string> Imports(SyntaxNode node) =>
        node.GetAnnotatedNodes(Imported)
            .SelectMany(name => name.GetAnnotations(Imported))
            .Select(annotation => annotation.Data!)
            .Distinct();

    public static SyntaxNode Shorten(SyntaxNode node) =>
        node.ReplaceNodes(
            node.GetAnnotatedNodes(Imported).OfType<QualifiedNameSyntax>(),
            static (_, name) => name.Right.WithTriviaFrom(name)
        );

    // An import must not change what other names of the file mean.
    private static bool CanImport(ITypeSymbol type, SemanticModel model, int position)
    {
        if (model.LookupNamespacesAndTypes(position, name: type.Name).Length > 0)
            return false;
        var brought = new HashSet<string>(
            type.ContainingNamespace.GetTypeMembers()
                .Where(member => member.DeclaredAccessibility == Accessibility.Public)
                .Select(member => member.Name),
            StringComparer.Ordinal
        );
        return !model
            .SyntaxTree.GetRoot()
            .DescendantNodes()
            .OfType<SimpleNameSyntax>()
            .Any(name =>
                brought.Contains(name.Identifier.ValueText)
                && name.Parent is not (MemberAccessExpressionSyntax or QualifiedNameSyntax or MemberBindingExpressionSyntax)
            );
    }
}
