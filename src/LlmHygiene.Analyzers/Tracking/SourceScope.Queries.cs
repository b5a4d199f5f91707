using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.Analyzers.Tracking;

internal sealed partial class SourceScope
{
    /// <summary>The clause of a query that declares the variable; null for any other name.</summary>
    public SyntaxNode? QueryVariableOf(IdentifierNameSyntax name) =>
        name.FirstAncestorOrSelf<QueryExpressionSyntax>() is not null
        && index.SymbolOf(name, ModelOf(name), cancellation) is IRangeVariableSymbol { DeclaringSyntaxReferences: [var declared] }
            ? declared.GetSyntax(cancellation)
            : null;

    /// <summary>The type that a declaration declares.</summary>
    public INamedTypeSymbol? DeclaredType(TypeDeclarationSyntax declaration) =>
        ModelOf(declaration).GetDeclaredSymbol(declaration, Cancellation);
}
