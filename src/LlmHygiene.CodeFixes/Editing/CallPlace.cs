using LlmHygiene.Analyzers.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.CodeFixes.Editing;

/// <summary>Where a call is: in a statement or in an expression body, and in which method, local function or lambda.</summary>
internal sealed class CallPlace
{
    private CallPlace(StatementSyntax? statement, SyntaxNode? function, IMethodSymbol? method)
    {
        Statement = statement;
        Function = function;
        Method = method;
    }

    /// <summary>The statement that makes the call; null for an expression body.</summary>
    public StatementSyntax? Statement { get; }

    /// <summary>The enclosing function; null for top-level statements.</summary>
    public SyntaxNode? Function { get; }

    public IMethodSymbol? Method { get; }

    /// <summary>The node that carries a tag. Calls with the same anchor would share one tag.</summary>
    public SyntaxNode Anchor => Statement ?? Function!;

    /// <summary>True when a scope that is opened before the call is still open when the response arrives.</summary>
    public bool KeepsScopeOpen { get; private set; }

    /// <summary>True when the function must await the response to keep the scope open.</summary>
    public bool NeedsAsync { get; private set; }

    /// <summary>True when the call is awaited in its own statement, so that a scope can end with the statement.</summary>
    public bool EndsInStatement { get; private set; }

    /// <summary>True when the function returns no value.</summary>
    public bool ReturnsNothing { get; private set; }

    public static CallPlace? Of(FixableCall call)
    {
        StatementSyntax? statement = null;
        foreach (var node in call.Syntax.Ancestors())
        {
            if (
                node
                is LocalFunctionStatementSyntax
                    or AnonymousFunctionExpressionSyntax
                    or BaseMethodDeclarationSyntax
                    or AccessorDeclarationSyntax
            )
            {
                if (statement is null && BehindArrow(node) is null)
                    return null;
                var method =
                    (node is AnonymousFunctionExpressionSyntax ? call.Model.GetSymbolInfo(node).Symbol : call.Model.GetDeclaredSymbol(node))
                    as IMethodSymbol;
                return new CallPlace(statement, node, method).Judge(call);
            }

            if (node is StatementSyntax found && statement is null)
                statement = found;
            if (node is MemberDeclarationSyntax and not GlobalStatementSyntax or CompilationUnitSyntax)
                return statement is null ? null : new CallPlace(statement, null, null).Judge(call);
        }

        return null;
    }

    /// <summary>The expression body of a function; null for a function with a block.</summary>
    public static ExpressionSyntax? BehindArrow(SyntaxNode function) =>
        function switch
        {
            MethodDeclarationSyntax method => method.ExpressionBody?.Expression,
            LocalFunctionStatementSyntax local => local.ExpressionBody?.Expression,
            AccessorDeclarationSyntax accessor => accessor.ExpressionBody?.Expression,
            LambdaExpressionSyntax lambda => lambda.ExpressionBody,
            _ => null,
        };

    private CallPlace Judge(FixableCall call)
    {
        var isAsync = Function is null || Method?.IsAsync == true;
        ReturnsNothing =
            Method is null
            || Method.ReturnsVoid
            || (isAsync && Method.ReturnType is INamedTypeSymbol { IsGenericType: false, Name: "Task" or "ValueTask" });
        var type = call.Invocation.TargetMethod.ReturnType;
        var outer = call.Syntax.FirstAncestorOrSelf<SyntaxNode>(node =>
            node.Parent
                is not (
                    MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait" or "WithCancellation" }
                    or InvocationExpressionSyntax
                    or ParenthesizedExpressionSyntax
                )
        )!;
        var isStream = IsStream(type);
        var isReturned =
            outer.Parent is ReturnStatementSyntax or ArrowExpressionClauseSyntax
            || (outer.Parent is LambdaExpressionSyntax lambda && lambda.Body == outer);
        EndsInStatement =
            outer.Parent is AwaitExpressionSyntax or ForEachStatementSyntax || IsWaitedFor(outer) || (!type.IsTask() && !isStream);
        if (EndsInStatement || (isAsync && !isReturned))
        {
            KeepsScopeOpen = true;
        }
        else if (!isStream && isReturned && !isAsync && Method is not null && CanBeAsync(Method))
        {
            KeepsScopeOpen = NeedsAsync = true;
        }

        return this;
    }

    private bool CanBeAsync(IMethodSymbol method)
    {
        if (method.Parameters.Any(parameter => parameter.RefKind != RefKind.None))
            return false;
        if (method.ReturnType is not INamedTypeSymbol { IsGenericType: true, Name: "Task" or "ValueTask" })
            return false;
        // A method that an interface or a base class declares need not be async there to be async here.
        return Function is not AccessorDeclarationSyntax
            && Function!
                .DescendantNodes()
                .All(node =>
                    node
                        is not (
                            YieldStatementSyntax
                            or LockStatementSyntax
                            or UnsafeStatementSyntax
                            or RefExpressionSyntax
                            or StackAllocArrayCreationExpressionSyntax
                        )
                );
    }

    // `.Result`, `.Wait()`, `.GetAwaiter().GetResult()`
    private static bool IsWaitedFor(SyntaxNode node) =>
        node.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Result" or "Wait" or "GetAwaiter" } access
        && access.Expression == node;

    private static bool IsStream(ITypeSymbol type) =>
        type.Name is "IAsyncEnumerable"
        || type.AllInterfaces.Any(implemented => implemented.Name == "IAsyncEnumerable")
        || (
            type.SpecialType != SpecialType.System_String
            && type.AllInterfaces.Any(implemented => implemented.SpecialType == SpecialType.System_Collections_IEnumerable)
        );
}
