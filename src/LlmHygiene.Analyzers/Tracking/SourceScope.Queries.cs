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

    /// <summary>What an iterator of this compilation yields; nothing for any other method.</summary>
    public IEnumerable<IOperation> YieldedValues(IMethodSymbol method) =>
        method
            .DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(cancellation))
            .SelectMany(static declaration =>
                declaration.DescendantNodes(node =>
                    node == declaration || node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)
                )
            )
            .OfType<YieldStatementSyntax>()
            .Select(statement => statement.Expression is { } yielded ? ValueOf(yielded) : null)
            .OfType<IOperation>();

    /// <summary>The type that a declaration declares.</summary>
    public INamedTypeSymbol? DeclaredType(TypeDeclarationSyntax declaration) =>
        ModelOf(declaration).GetDeclaredSymbol(declaration, Cancellation);
}
