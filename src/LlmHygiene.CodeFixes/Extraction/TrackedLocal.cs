using LlmHygiene.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.CodeFixes.Extraction;

/// <summary>A local variable with its own declaration, and all its uses.</summary>
internal sealed record TrackedLocal(
    ILocalSymbol Symbol,
    LocalDeclarationStatementSyntax Declaration,
    ExpressionSyntax Value,
    IReadOnlyList<IdentifierNameSyntax> Uses
)
{
    public static TrackedLocal? Of(ILocalSymbol symbol, SemanticModel model)
    {
        if (
            symbol.DeclaringSyntaxReferences is not [var reference]
            || reference.GetSyntax()
                is not VariableDeclaratorSyntax
                {
                    Initializer.Value: { } value,
                    Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax declaration }
                }
            || declaration.UsingKeyword.RawKind != 0
            || StatementList.Of(declaration) is null
        )
            return null;
        var uses = StatementList
            .Home(declaration)
            .DescendantNodes()
            .OfType<IdentifierNameSyntax>()
            .Where(name =>
                name.Identifier.ValueText == symbol.Name && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name).Symbol, symbol)
            )
            .ToArray();
        return new TrackedLocal(symbol, declaration, value, uses);
    }

    /// <summary>True when the given use is the only one.</summary>
    public bool IsUsedOnlyBy(IOperation use) => Uses is [var only] && only == use.Syntax;
}
