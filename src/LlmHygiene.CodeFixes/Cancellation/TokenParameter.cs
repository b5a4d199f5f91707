using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;

namespace LlmHygiene.CodeFixes.Cancellation;

/// <summary>
/// Adds a cancellation token as the last parameter of the method around a call. It is optional, so that callers need no change. Nothing is
/// added where the method cannot change its signature, or where an optional parameter would not work.
/// </summary>
internal static class TokenParameter
{
    public const string Name = "cancellationToken";

    public static async Task<OptionsEdit?> ForAsync(FixableCall call, CancellationToken cancellation)
    {
        foreach (var node in call.Syntax.Ancestors())
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
                        }
                    }
                } handler
                    when name.StartsWith("Map", StringComparison.Ordinal)
                        && IsBoundByFramework(call.Model, (InvocationExpressionSyntax)handler.Parent!.Parent!.Parent!):
                    return CanTake(handler.ParameterList) && !Identifiers.In(handler).Contains(Name)
                        ? Edit(call, handler.ParameterList, isOptional: false, isEnumerator: false)
                        : null;
                case AnonymousFunctionExpressionSyntax lambda when lambda.Modifiers.Any(SyntaxKind.StaticKeyword):
                case LocalFunctionStatementSyntax function when function.Modifiers.Any(SyntaxKind.StaticKeyword):
                    return null;
                case MethodDeclarationSyntax method:
                    return
                        call.Model.GetDeclaredSymbol(method, cancellation) is { } symbol
                        && IsOwnSignature(method, symbol)
                        && !Identifiers.In(method).Contains(Name)
                        && await IsOnlyCalledAsync(symbol, call, cancellation).ConfigureAwait(false)
                        ? Edit(
                            call,
                            method.ParameterList,
                            isOptional: true,
                            method.Modifiers.Any(SyntaxKind.AsyncKeyword) && symbol.ReturnType.Name == "IAsyncEnumerable"
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
        && symbol.GetAttributes().All(attribute => TakesToken(attribute.AttributeClass?.ContainingNamespace?.ToDisplayString() ?? ""))
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

    // Frameworks that find methods by their attributes supply a token; a test framework does not.
    private static bool TakesToken(string attributesOf) =>
        new[] { "System", "Microsoft.AspNetCore", SemanticKernelSdk.RootNamespace, ModelContextProtocolSdk.RootNamespace }.Any(known =>
            attributesOf == known || attributesOf.StartsWith(known + ".", StringComparison.Ordinal)
        );

    private static bool StartsAlike(IMethodSymbol one, IMethodSymbol other) =>
        one
            .Parameters.Zip(other.Parameters, (left, right) => SymbolEqualityComparer.Default.Equals(left.Type, right.Type))
            .All(same => same);

    // The method could no longer be converted to a delegate: a delegate has no optional parameters.
    private static async Task<bool> IsOnlyCalledAsync(IMethodSymbol method, FixableCall call, CancellationToken cancellation)
    {
        foreach (
            var found in await SymbolFinder.FindReferencesAsync(method, call.Document.Project.Solution, cancellation).ConfigureAwait(false)
        )
        {
            foreach (var reference in found.Locations)
            {
                if (reference.IsImplicit || await reference.Document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } root)
                    return false;
                var name = root.FindNode(reference.Location.SourceSpan, findInsideTrivia: true, getInnermostNodeForTie: true);
                if (name.FirstAncestorOrSelf<CrefSyntax>() is not null)
                    continue;
                var callee =
                    name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access
                    : name.Parent is MemberBindingExpressionSyntax binding ? binding
                    : name;
                if (callee.Parent is not InvocationExpressionSyntax invocation || invocation.Expression != callee)
                    return false;
                // An expression tree cannot omit an optional argument.
                if (await IsInTreeAsync(invocation, reference.Document, cancellation).ConfigureAwait(false))
                    return false;
            }
        }

        return true;
    }

    private static async Task<bool> IsInTreeAsync(SyntaxNode node, Document document, CancellationToken cancellation)
    {
        var lambdas = node.Ancestors().OfType<LambdaExpressionSyntax>().ToArray();
        return lambdas.Length > 0
            && await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is { } model
            && Array.Exists(
                lambdas,
                lambda =>
                    model.GetTypeInfo(lambda, cancellation).ConvertedType is { Name: "Expression", ContainingNamespace.Name: "Expressions" }
            );
    }

    private static OptionsEdit Edit(FixableCall call, ParameterListSyntax list, bool isOptional, bool isEnumerator)
    {
        var type = call.Model.Compilation.GetTypeByMetadataName("System.Threading.CancellationToken")!;
        var space = SyntaxFactory.TriviaList(SyntaxFactory.Space);
        var parameter = SyntaxFactory
            .Parameter(SyntaxFactory.Identifier(Name))
            .WithType(NameWriter.TypeName(type, call.Model, call.Syntax.SpanStart).WithTrailingTrivia(space));
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
            && call.Model.Compilation.GetTypeByMetadataName("System.Runtime.CompilerServices.EnumeratorCancellationAttribute")
                is { } attribute
        )
        {
            // Without the suffix 'Attribute', in the full name as well as in the short one.
            var name = (NameSyntax)NameWriter.TypeName(attribute, call.Model, call.Syntax.SpanStart);
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

        return new OptionsEdit(call.Document, list, node => Add((ParameterListSyntax)node, parameter), Name);
    }

    private static ParameterListSyntax Add(ParameterListSyntax list, ParameterSyntax parameter) =>
        list.WithParameters(SeparatedListText.Add(list.Parameters, parameter, list.OpenParenToken));
}
