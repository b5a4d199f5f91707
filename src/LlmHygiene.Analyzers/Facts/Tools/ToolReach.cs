using LlmHygiene.Analyzers.Facts.Checks;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Tools;

/// <summary>Something that a tool changes.</summary>
/// <param name="Does">What it does, in words.</param>
/// <param name="At">The call that does it.</param>
internal sealed record ReachedSink(string Does, IOperation At);

/// <summary>
/// What the body of a tool can change: it is followed through the methods of the project. A tool that asks somebody first changes nothing
/// unasked, and a method that is not visible is unknown.
/// </summary>
/// <param name="isTrusted">The methods that the project trusts: they are not followed.</param>
/// <param name="does">What a call of a method does that counts, in words; null where it does nothing of the kind.</param>
internal sealed class ToolReach(SourceScope scope, Func<IMethodSymbol, bool> isTrusted, Func<IOperation, IMethodSymbol, string?> does)
{
    private const int MaxDepth = 4;
    private const int MaxMethods = 60;

    private readonly HashSet<ISymbol> _seen = new(SymbolEqualityComparer.Default);
    private readonly MethodDecisions _decisions = new(scope, DecisionKind.Approval);
    private bool _asks;

    /// <summary>The first change, in the order of calls; null where none is proven.</summary>
    /// <param name="tool">The delegate from which a tool is made.</param>
    public ReachedSink? Of(IOperation tool)
    {
        var operation = tool.WithoutConversion();
        if (operation is IDelegateCreationOperation { Target: var target })
            operation = target.WithoutConversion();
        var found = operation switch
        {
            IAnonymousFunctionOperation { Body: var body } => Search([body], 0),
            IMethodReferenceOperation { Method: var method } => Search(BodiesOf(method), 0),
            _ => null,
        };
        return _asks ? null : found;
    }

    public ReachedSink? Of(IMethodSymbol tool)
    {
        _seen.Add(tool.OriginalDefinition);
        var found = Search(BodiesOf(tool), 0);
        return _asks ? null : found;
    }

    private static bool IsNamedAsAsking(IMethodSymbol method) =>
        ToolSinks.Asks.Any(word => method.Name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);

    // A message whose answer nobody looks at tells something, and asks nothing.
    private static bool IsQuestion(IOperation shown, IMethodSymbol method) =>
        ToolSinks.Messages.Contains(method.ContainingType.Name + "." + method.Name)
        && (shown.Parent is IAwaitOperation awaited ? awaited : shown).Parent is not IExpressionStatementOperation;

    private ReachedSink? Search(IEnumerable<IOperation> bodies, int depth)
    {
        ReachedSink? found = null;
        var called = new List<IMethodSymbol>();
        foreach (var body in bodies)
        foreach (var operation in body.DescendantsAndSelf())
        {
            scope.Cancellation.ThrowIfCancellationRequested();
            if (SinkReader.MethodOf(operation) is not { } method)
                continue;
            if (isTrusted(method) || (IsNamedAsAsking(method) && _decisions.MayDecide(method)) || IsQuestion(operation, method))
                _asks = true;
            else if (does(operation, method) is { } what)
                found ??= new ReachedSink(what, operation);
            else if (SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, scope.Compilation.Assembly))
                called.Add(method);
        }

        // What asks may be anywhere on the way.
        if (depth < MaxDepth)
            foreach (var method in called)
                if (_seen.Count < MaxMethods && _seen.Add(method.OriginalDefinition) && Search(BodiesOf(method), depth + 1) is { } deeper)
                    found ??= deeper;
        return found;
    }

    private IEnumerable<IOperation> BodiesOf(IMethodSymbol method)
    {
        var implementation = method.OriginalDefinition;
        if (implementation.IsAbstract && OnlyImplementation(implementation) is { } only)
            implementation = only;
        implementation = implementation.PartialImplementationPart ?? implementation;
        foreach (var reference in implementation.DeclaringSyntaxReferences)
        {
            SyntaxNode? body = reference.GetSyntax(scope.Cancellation) switch
            {
                BaseMethodDeclarationSyntax declared => (SyntaxNode?)declared.Body ?? declared.ExpressionBody,
                LocalFunctionStatementSyntax local => (SyntaxNode?)local.Body ?? local.ExpressionBody,
                AccessorDeclarationSyntax accessor => (SyntaxNode?)accessor.Body ?? accessor.ExpressionBody,
                _ => null,
            };
            if (body is not null && scope.OperationOf(body) is { } operation)
                yield return operation;
        }
    }

    // An interface with several implementations decides at run time; with one, that is the one.
    private IMethodSymbol? OnlyImplementation(IMethodSymbol method)
    {
        if (method.ContainingType is not { } type || scope.IsTooCommon(type))
            return null;
        IMethodSymbol? only = null;
        foreach (var place in scope.Places(type.Name))
        {
            if (
                place.FirstAncestorOrSelf<BaseListSyntax>() is not { Parent: TypeDeclarationSyntax declaration }
                || scope.DeclaredType(declaration) is not { } implementing
                || Implementation(implementing, method) is not { } found
            )
                continue;
            if (only is not null && !SymbolEqualityComparer.Default.Equals(only, found))
                return null;
            only = found;
        }

        return only;
    }

    private static IMethodSymbol? Implementation(INamedTypeSymbol type, IMethodSymbol method)
    {
        if (method.ContainingType.TypeKind == TypeKind.Interface)
            return type.FindImplementationForInterfaceMember(method)?.OriginalDefinition as IMethodSymbol;
        foreach (var member in type.GetMembers(method.Name))
            if (
                member is IMethodSymbol { OverriddenMethod: { } overridden } candidate
                && SymbolEqualityComparer.Default.Equals(overridden.OriginalDefinition, method)
            )
                return candidate;
        return null;
    }
}
