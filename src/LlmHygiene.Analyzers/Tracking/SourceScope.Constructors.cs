using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Tracking;

internal sealed partial class SourceScope
{
    /// <summary>
    /// The arguments of the calls of a constructor: <c>new T(…)</c>, <c>new(…)</c> in files that name the type, and <c>base(…)</c>
    /// of types that derive from it. Those that are found are calls; there may be others.
    /// </summary>
    public IEnumerable<ImmutableArray<IArgumentOperation>> ConstructorCalls(IMethodSymbol constructor)
    {
        foreach (var creation in Creations(constructor).Concat(ImplicitCreations(constructor)))
            yield return creation.Arguments;
        foreach (var list in Named(constructor.ContainingType, constructor.ContainingType.Name).Select(BaseListOf).Distinct())
        {
            if (list?.Parent is not TypeDeclarationSyntax derived)
                continue;
            var calls = list
                .Types.OfType<PrimaryConstructorBaseTypeSyntax>()
                .Concat<SyntaxNode>(
                    derived.Members.OfType<ConstructorDeclarationSyntax>().Select(declared => declared.Initializer).OfType<SyntaxNode>()
                );
            foreach (var call in calls)
                if (OperationOf(call) is IInvocationOperation invocation && Is(invocation.TargetMethod, constructor))
                    yield return invocation.Arguments;
        }
    }

    private static BaseListSyntax? BaseListOf(SimpleNameSyntax name) => name.FirstAncestorOrSelf<BaseListSyntax>();

    private IEnumerable<IObjectCreationOperation> ImplicitCreations(IMethodSymbol constructor)
    {
        var needed = constructor.Parameters.Count(parameter => !parameter.IsOptional && !parameter.IsParams);
        foreach (var names in index.FilesNaming(constructor.ContainingType.Name))
        {
            foreach (var creation in names.ImplicitCreations(names.Tree.GetRoot(cancellation)))
            {
                if (creation.ArgumentList.Arguments.Count < needed)
                    continue;
                if (OperationOf(creation) is IObjectCreationOperation operation && Is(operation.Constructor, constructor))
                    yield return operation;
            }
        }
    }

    private static bool Is(IMethodSymbol? called, IMethodSymbol constructor) =>
        SymbolEqualityComparer.Default.Equals(called?.OriginalDefinition, constructor.OriginalDefinition);

    /// <summary>The clause of a query that declares the variable; null for any other name.</summary>
    public SyntaxNode? QueryVariableOf(IdentifierNameSyntax name) =>
        name.FirstAncestorOrSelf<QueryExpressionSyntax>() is not null
        && index.SymbolOf(name, ModelOf(name), cancellation) is IRangeVariableSymbol { DeclaringSyntaxReferences: [var declared] }
            ? declared.GetSyntax(cancellation)
            : null;
}
