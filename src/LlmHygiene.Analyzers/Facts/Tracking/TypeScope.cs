using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.Analyzers.Facts.Tracking;

/// <summary>
/// The source of one outermost type, with the types nested in it, as one call sees it. Symbols are bound only for the names
/// that are asked for, so a large type costs little.
/// </summary>
/// <param name="model">Of the tree with the call: what the compiler has bound there need not be bound again.</param>
internal sealed class TypeScope(TypeNameIndex names, SemanticModel model, CancellationToken cancellation)
{
    private readonly Dictionary<SyntaxTree, SemanticModel> _models = new() { [model.SyntaxTree] = model };

    public INamedTypeSymbol Type => names.Type;

    public static INamedTypeSymbol? OutermostType(ISymbol? symbol)
    {
        var type = symbol as INamedTypeSymbol ?? symbol?.ContainingType;
        while (type?.ContainingType is { } outer) type = outer;
        return type?.OriginalDefinition;
    }

    public bool Contains(ISymbol symbol) => SymbolEqualityComparer.Default.Equals(OutermostType(symbol), Type);

    public IOperation? OperationOf(SyntaxNode node) => ModelOf(node).GetOperation(node, cancellation);

    /// <summary>Every place in the type where the symbol is named, as the operation that refers to it.</summary>
    public IEnumerable<IOperation> References(ISymbol symbol)
    {
        var home = symbol is ILocalSymbol or IParameterSymbol ? symbol.ContainingSymbol.DeclaringSyntaxReferences : Type.DeclaringSyntaxReferences;
        foreach (var name in names.Places(symbol.Name))
        {
            cancellation.ThrowIfCancellationRequested();
            if (!home.Any(declaration => declaration.SyntaxTree == name.SyntaxTree && declaration.Span.Contains(name.Span))) continue;
            if (!SymbolEqualityComparer.Default.Equals(ModelOf(name).GetSymbolInfo(name, cancellation).Symbol?.OriginalDefinition, symbol.OriginalDefinition)) continue;
            if (OperationOf(Reference(name)) is { } operation) yield return operation;
        }
    }

    /// <summary>The expressions that a method of this type returns; empty when it has no body here.</summary>
    public IEnumerable<IOperation> ReturnedValues(IMethodSymbol method)
    {
        foreach (var declaration in method.DeclaringSyntaxReferences)
        {
            foreach (var expression in ReturnedExpressions(declaration.GetSyntax(cancellation)))
                if (OperationOf(expression) is { } operation) yield return operation;
        }
    }

    private static IEnumerable<ExpressionSyntax> ReturnedExpressions(SyntaxNode declaration)
    {
        var body = declaration switch
        {
            BaseMethodDeclarationSyntax method => (SyntaxNode?)method.ExpressionBody ?? method.Body,
            LocalFunctionStatementSyntax function => (SyntaxNode?)function.ExpressionBody ?? function.Body,
            AccessorDeclarationSyntax accessor => (SyntaxNode?)accessor.ExpressionBody ?? accessor.Body,
            ArrowExpressionClauseSyntax arrow => arrow,
            LambdaExpressionSyntax lambda => lambda.Body,
            _ => null,
        };

        return body switch
        {
            ArrowExpressionClauseSyntax arrow => [arrow.Expression],
            ExpressionSyntax expression => [expression],
            BlockSyntax block => block
                .DescendantNodes(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
                .OfType<ReturnStatementSyntax>().Select(statement => statement.Expression).OfType<ExpressionSyntax>(),
            _ => [],
        };
    }

    public IEnumerable<IOperation> ReturnedValues(LambdaExpressionSyntax lambda) =>
        ReturnedExpressions(lambda).Select(OperationOf).OfType<IOperation>();

    private SemanticModel ModelOf(SyntaxNode node)
    {
        if (!_models.TryGetValue(node.SyntaxTree, out var found))
        {
#pragma warning disable RS1030 // A partial type spans trees; only trees of a type that makes an LLM call are asked for.
            _models.Add(node.SyntaxTree, found = model.Compilation.GetSemanticModel(node.SyntaxTree));
#pragma warning restore RS1030
        }

        return found;
    }

    // `this.x` and `x?.y` have their operation on the whole access, a call on the invocation.
    private static SyntaxNode Reference(SimpleNameSyntax name)
    {
        SyntaxNode node = name;
        if (node.Parent is MemberAccessExpressionSyntax access && access.Name == node) node = access;
        else if (node.Parent is MemberBindingExpressionSyntax binding && binding.Name == node) node = binding;
        return node.Parent is InvocationExpressionSyntax invocation && invocation.Expression == node ? invocation : node;
    }
}
