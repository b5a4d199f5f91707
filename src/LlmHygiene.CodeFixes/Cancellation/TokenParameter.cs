using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.CodeFixes.Cancellation;

/// <summary>
/// Adds a cancellation token as the last parameter of the function around a call. In a method it is optional, so that callers need no
/// change. Nothing is added where the signature is fixed.
/// </summary>
internal static class TokenParameter
{
    public const string Name = "cancellationToken";

    private const string AspNetCore = "Microsoft.AspNetCore";

    private static readonly string[] s_frameworks = [AspNetCore, SemanticKernelSdk.RootNamespace, ModelContextProtocolSdk.RootNamespace];

    /// <summary>
    /// The edit that adds the parameter to the function around a place; null where its signature is fixed. A method that has callers is
    /// returned with it.
    /// </summary>
    public static (OptionsEdit Edit, IMethodSymbol? Method)? Around(
        SyntaxNode place,
        Document document,
        SemanticModel model,
        CancellationToken cancellation
    )
    {
        foreach (var node in place.Ancestors())
        {
            switch (node)
            {
                // `app.MapPost("/ask", async (IChatClient client) => …)`: the framework supplies the parameters of the handler.
                case ParenthesizedLambdaExpressionSyntax
                {
                    Parent: ArgumentSyntax
                    {
                        Parent.Parent: InvocationExpressionSyntax
                        {
                            Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name }
                        } map
                    }
                } handler when name.StartsWith("Map", StringComparison.Ordinal) && IsBoundByFramework(model, map):
                    return CanTake(handler.ParameterList) && !Identifiers.In(handler).Contains(Name)
                        ? (Edit(document, model, handler.ParameterList), null)
                        : null;
                case AnonymousFunctionExpressionSyntax lambda when lambda.Modifiers.Any(SyntaxKind.StaticKeyword):
                case LocalFunctionStatementSyntax function when function.Modifiers.Any(SyntaxKind.StaticKeyword):
                    return null;
                case MethodDeclarationSyntax method:
                    return
                        model.GetDeclaredSymbol(method, cancellation) is { } symbol
                        && IsOwnSignature(method, symbol)
                        && !Identifiers.In(method).Contains(Name)
                        ? (
                            Edit(
                                document,
                                model,
                                method.ParameterList,
                                isOptional: true,
                                method.Modifiers.Any(SyntaxKind.AsyncKeyword) && symbol.ReturnType.Name == "IAsyncEnumerable"
                            ),
                            symbol
                        )
                        : null;
                case MemberDeclarationSyntax:
                    return null;
            }
        }

        return null;
    }

    private static bool IsBoundByFramework(SemanticModel model, InvocationExpressionSyntax map) =>
        model.GetSymbolInfo(map).Symbol is IMethodSymbol { Parameters: var parameters }
        && parameters.Any(parameter => parameter.Type is { Name: "Delegate", ContainingNamespace.Name: "System" });

    // The types must be explicit; only parameters with defaults can follow one with a default.
    private static bool CanTake(ParameterListSyntax list) =>
        list.Parameters.All(parameter =>
            parameter.Type is not null && parameter.Default is null && !parameter.Modifiers.Any(SyntaxKind.ParamsKeyword)
        );

    private static bool IsOwnSignature(MethodDeclarationSyntax method, IMethodSymbol symbol) =>
        symbol
            is {
                MethodKind: MethodKind.Ordinary,
                IsOverride: false,
                IsVirtual: false,
                IsAbstract: false,
                IsExtern: false,
                ExplicitInterfaceImplementations.IsEmpty: true,
                ContainingType.TypeKind: TypeKind.Class or TypeKind.Struct
            }
        && !method.Modifiers.Any(SyntaxKind.PartialKeyword)
        && symbol.ReturnType.Name is "Task" or "ValueTask" or "IAsyncEnumerable"
        && !symbol.Parameters.Any(parameter => parameter.IsParams)
        && symbol.GetAttributes().All(IsTakingToken)
        && !symbol.ImplementsInterface()
        // An overload with one more parameter would have the same signature, or would be called instead.
        && symbol
            .ContainingType.GetMembers(symbol.Name)
            .OfType<IMethodSymbol>()
            .All(other =>
                SymbolEqualityComparer.Default.Equals(other, symbol)
                || other.Parameters.Length < symbol.Parameters.Length
                || !StartsAlike(other, symbol)
            );

    /// <summary>True where something that is not in the source calls the method and supplies a token.</summary>
    public static bool IsSuppliedFromOutside(IMethodSymbol method, Compilation compilation)
    {
        if (method.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal))
            return false;
        if (method.GetAttributes().Any(attribute => s_frameworks.Any(framework => IsIn(attribute.AttributeClass, framework))))
            return true;
        var isVisible = true;
        for (var type = method.ContainingType; type is not null; type = type.ContainingType)
            isVisible &= type.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal;
        for (var type = method.ContainingType.BaseType; type is not null; type = type.BaseType)
            if (IsIn(type, AspNetCore))
                return isVisible;
        return isVisible && compilation.Options.OutputKind == OutputKind.DynamicallyLinkedLibrary;
    }

    // Frameworks that find methods by their attributes supply a token; a test framework does not.
    private static bool IsTakingToken(AttributeData attribute) =>
        IsIn(attribute.AttributeClass, "System") || s_frameworks.Any(framework => IsIn(attribute.AttributeClass, framework));

    private static bool IsIn(ITypeSymbol? type, string root) =>
        type?.ContainingNamespace?.ToDisplayString() is { } name && (name == root || name.StartsWith(root + ".", StringComparison.Ordinal));

    private static bool StartsAlike(IMethodSymbol one, IMethodSymbol other) =>
        one
            .Parameters.Zip(other.Parameters, (left, right) => SymbolEqualityComparer.Default.Equals(left.Type, right.Type))
            .All(same => same);

    private static OptionsEdit Edit(
        Document document,
        SemanticModel model,
        ParameterListSyntax list,
        bool isOptional = false,
        bool isEnumerator = false
    )
    {
        var place = list.SpanStart;
        var type = model.Compilation.GetTypeByMetadataName("System.Threading.CancellationToken")!;
        var space = SyntaxFactory.TriviaList(SyntaxFactory.Space);
        var parameter = SyntaxFactory
            .Parameter(SyntaxFactory.Identifier(Name))
            .WithType(NameWriter.TypeName(type, model, place).WithTrailingTrivia(space));
        if (isOptional)
        {
            parameter = parameter
                .WithIdentifier(parameter.Identifier.WithTrailingTrivia(space))
                .WithDefault(
                    SyntaxFactory.EqualsValueClause(
                        SyntaxFactory.Token(default, SyntaxKind.EqualsToken, space),
                        SyntaxFactory.LiteralExpression(
                            SyntaxKind.DefaultLiteralExpression,
                            SyntaxFactory.Token(default, SyntaxKind.DefaultKeyword, default)
                        )
                    )
                );
        }

        if (
            isEnumerator
            && model.Compilation.GetTypeByMetadataName("System.Runtime.CompilerServices.EnumeratorCancellationAttribute") is { } attribute
        )
        {
            // Without the suffix 'Attribute', in the full name as well as in the short one.
            var name = (NameSyntax)NameWriter.TypeName(attribute, model, place);
            var last = name.GetLastToken();
            name = name.ReplaceToken(
                last,
                SyntaxFactory.Identifier(last.ValueText.Substring(0, last.ValueText.Length - "Attribute".Length))
            );
            parameter = parameter.WithAttributeLists(
                SyntaxFactory.SingletonList(
                    SyntaxFactory
                        .AttributeList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Attribute(name)))
                        .WithTrailingTrivia(space)
                )
            );
        }

        return new OptionsEdit(document, list, node => Add((ParameterListSyntax)node, parameter), Name);
    }

    private static ParameterListSyntax Add(ParameterListSyntax list, ParameterSyntax parameter) =>
        list.WithParameters(SeparatedListText.Add(list.Parameters, parameter, list.OpenParenToken));
}
