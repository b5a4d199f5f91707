using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Cancellation;

/// <summary>What can be done about a call without a cancellation token.</summary>
/// <param name="Tokens">
/// The expressions that could be passed, the best first; empty where the method must first take a token itself.
/// </param>
internal sealed record TokenAdvice(IReadOnlyList<string> Tokens)
{
    /// <summary>
    /// Null where nothing can or should be done: no token is in scope and the project cannot change the signature, or the code passes no
    /// token on purpose.
    /// </summary>
    public static TokenAdvice? Of(IInvocationOperation call, CancellationToken cancellation)
    {
        if (call.SemanticModel is not { } model || IsDeliberate(call))
            return null;
        var tokens = TokensInScope.At(model, call.Syntax, cancellation);
        return tokens.Count > 0 || CanTakeToken(call.Syntax, model, cancellation) ? new TokenAdvice(tokens) : null;
    }

    // `CancellationToken.None` is written on purpose; `RequestOptions` can carry a token.
    private static bool IsDeliberate(IInvocationOperation call) =>
        call.Arguments.Any(static argument =>
            argument.ArgumentKind == ArgumentKind.Explicit
            && argument.Parameter?.Type is { } type
            && (IsToken(type) || (argument.Value.ConstantValue is not { HasValue: true, Value: null } && HasSettableToken(type)))
        );

    private static bool HasSettableToken(ITypeSymbol type) =>
        type.TypeKind == TypeKind.Class
        && type.SpecialType == SpecialType.None
        && type.GetMembers("CancellationToken")
            .Any(static member => member is IPropertySymbol { SetMethod: not null } property && IsToken(property.Type));

    private static bool IsToken(ITypeSymbol type) => type is { Name: "CancellationToken", ContainingNamespace.Name: "Threading" };

    // The function that would pass a token on: its callers supply it, unless something else fixes the signature.
    private static bool CanTakeToken(SyntaxNode place, SemanticModel model, CancellationToken cancellation)
    {
        foreach (var node in place.Ancestors())
        {
            switch (node)
            {
                case AnonymousFunctionExpressionSyntax { Parent: ArgumentSyntax argument } when IsEndpoint(argument, model, cancellation):
                    return true;
                case GlobalStatementSyntax or FieldDeclarationSyntax or BasePropertyDeclarationSyntax or ConstructorDeclarationSyntax:
                    return false;
                case MethodDeclarationSyntax method:
                    return model.GetDeclaredSymbol(method, cancellation) is { } symbol
                        && HasOwnSignature(symbol, model.Compilation, cancellation);
            }
        }

        return false;
    }

    // `app.MapPost("/ask", async (IChatClient client) => …)`: the framework binds the parameters that the handler declares.
    private static bool IsEndpoint(ArgumentSyntax argument, SemanticModel model, CancellationToken cancellation) =>
        argument.Parent?.Parent
            is InvocationExpressionSyntax
            {
                Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name, Expression: var routes }
            }
        && name.StartsWith("Map", StringComparison.Ordinal)
        && model.GetTypeInfo(routes, cancellation).Type is { } type
        && (
            type.Name == "IEndpointRouteBuilder"
            || type.AllInterfaces.Any(static implemented => implemented.Name == "IEndpointRouteBuilder")
        );

    private static bool HasOwnSignature(IMethodSymbol method, Compilation compilation, CancellationToken cancellation) =>
        !method.IsOverride
        && !SymbolEqualityComparer.Default.Equals(method, compilation.GetEntryPoint(cancellation))
        && !(method.IsAsync && method.ReturnsVoid)
        && !IsEventHandler(method)
        && !method.ContainingType.AllInterfaces.Any(implemented =>
            !SymbolEqualityComparer.Default.Equals(implemented.ContainingAssembly, compilation.Assembly)
            && implemented
                .GetMembers(method.Name)
                .Any(member =>
                    SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method)
                )
        );

    private static bool IsEventHandler(IMethodSymbol method) =>
        method.Parameters is [{ Type.SpecialType: SpecialType.System_Object }, { Type: var arguments }]
        && arguments.Name.EndsWith("EventArgs", StringComparison.Ordinal);
}
