using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Loops;

/// <summary>A method of the project that the body of a loop runs, directly or through others.</summary>
/// <param name="Call">The operation in the loop that leads to it.</param>
/// <param name="IsDirect">True where <paramref name="Call"/> calls it itself.</param>
internal sealed record LoopCallee(IOperation Call, bool IsDirect, SyntaxNode Declaration, IReadOnlyList<IOperation> Body)
{
    // Above what hand-written loops call; what is beyond is not looked at.
    private const int MaxMethods = 60;
    private const int MaxOperations = 6000;

    public static IReadOnlyList<LoopCallee> Of(IEnumerable<IOperation> body, SourceScope scope)
    {
        var found = new List<LoopCallee>();
        var seen = new HashSet<SyntaxNode>();
        var operations = 0;
        var open = new Queue<(IOperation Call, bool IsDirect, SyntaxNode Declaration)>();
        foreach (var operation in body)
            Open(operation, operation, isDirect: true);
        while (open.Count > 0 && found.Count < MaxMethods && operations < MaxOperations)
        {
            var (call, isDirect, declaration) = open.Dequeue();
            if (scope.OperationOf(declaration)?.DescendantsAndSelf().ToList() is not { } inner)
                continue;
            operations += inner.Count;
            found.Add(new LoopCallee(call, isDirect, declaration, inner));
            foreach (var operation in inner)
                Open(operation, call, isDirect: false);
        }

        return found;

        void Open(IOperation operation, IOperation call, bool isDirect)
        {
            foreach (var declaration in DeclarationsOf(operation, scope))
                if (seen.Add(declaration))
                    open.Enqueue((call, isDirect, declaration));
        }
    }

    private static IEnumerable<SyntaxNode> DeclarationsOf(IOperation operation, SourceScope scope)
    {
        switch (operation)
        {
            // `Action<string> keep = text => soFar += text;`
            case IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke, Instance: { } invoked }:
                return LambdasOf(invoked, scope);
            case IInvocationOperation { TargetMethod: var method }:
                return DeclarationsOf(method.AsDeclared(), scope);
            case IPropertyReferenceOperation { Property: var property } reference:
                return AccessorsOf(reference, property.OriginalDefinition, scope);
            default:
                return [];
        }
    }

    private static IEnumerable<SyntaxNode> AccessorsOf(IPropertyReferenceOperation reference, IPropertySymbol property, SourceScope scope)
    {
        if (!scope.Contains(property))
            return [];
        var isTarget = reference.Parent is IAssignmentOperation assignment && assignment.Target == reference;
        var accessor = isTarget ? property.SetMethod : property.GetMethod;
        return accessor?.DeclaringSyntaxReferences.Select(static declaration => declaration.GetSyntax()) ?? [];
    }

    private static IEnumerable<SyntaxNode> DeclarationsOf(IMethodSymbol method, SourceScope scope)
    {
        if (!scope.Contains(method))
            return [];
        IEnumerable<IMethodSymbol> bodies =
            method.IsAbstract || method.IsVirtual || method.IsOverride
                ? scope.IsTooCommon(method)
                    ? []
                    : scope.Implementations(method)
                : [method.PartialImplementationPart ?? method];
        return bodies.SelectMany(static body => body.DeclaringSyntaxReferences).Select(static declaration => declaration.GetSyntax());
    }

    private static IEnumerable<SyntaxNode> LambdasOf(IOperation invoked, SourceScope scope)
    {
        var declared = invoked.WithoutConversion() switch
        {
            ILocalReferenceOperation { Local: var local } => local.DeclaringSyntaxReferences,
            IFieldReferenceOperation { Field: var field } when scope.Contains(field.OriginalDefinition) => field.DeclaringSyntaxReferences,
            _ => default,
        };
        if (declared.IsDefault)
            yield break;
        foreach (var declaration in declared)
        foreach (var lambda in declaration.GetSyntax().DescendantNodes().OfType<AnonymousFunctionExpressionSyntax>())
            yield return lambda;
    }
}
