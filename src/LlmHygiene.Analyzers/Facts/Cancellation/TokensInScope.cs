using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.Analyzers.Facts.Cancellation;

/// <summary>
/// The cancellation tokens that code at a position can use, as expressions, the best first: a parameter or a local of the innermost
/// function, then of the functions around it; the token of a request or context parameter; then members of the type. Names are not looked
/// up in the whole scope, because that would list every imported type.
/// </summary>
internal static class TokensInScope
{
    private const string Token = "CancellationToken";
    private const string Source = "CancellationTokenSource";

    // The properties through which ASP.NET Core exposes the request to controllers, pages and hubs.
    private static readonly string[] s_contexts = ["HttpContext", "Context"];

    /// <summary>What a call at the position can pass; empty where there is no token.</summary>
    public static IReadOnlyList<string> At(SemanticModel model, SyntaxNode place, CancellationToken cancellation) =>
        [.. Found(model, place, cancellation).Select(token => NullSafe(token, model, place.SpanStart))];

    // A source that is made when something starts is null before: `_stop.Token` would throw.
    private static string NullSafe(string token, SemanticModel model, int position)
    {
        if (!token.EndsWith(".Token", StringComparison.Ordinal))
            return token;
        var source = token.Substring(0, token.Length - ".Token".Length);
        var name = SyntaxFactory.ParseExpression(source);
        var found = model.GetSpeculativeTypeInfo(position, name, SpeculativeBindingOption.BindAsExpression);
        return IsThreading(found.Type, Source) && found.Nullability.FlowState == NullableFlowState.MaybeNull
            ? source + "?.Token ?? default"
            : token;
    }

    private static IReadOnlyList<string> Found(SemanticModel model, SyntaxNode place, CancellationToken cancellation)
    {
        var found = new List<string>();
        var contexts = new List<string>();
        var isStatic = false;
        for (SyntaxNode? node = place; node is not null; node = node.Parent)
        {
            switch (node)
            {
                case BlockSyntax block:
                    AddLocals(block.Statements, place, model, found, cancellation);
                    break;
                case SwitchSectionSyntax section:
                    AddLocals(section.Statements, place, model, found, cancellation);
                    break;
                case CompilationUnitSyntax unit:
                    AddLocals(
                        unit.Members.OfType<GlobalStatementSyntax>().Select(static member => member.Statement),
                        place,
                        model,
                        found,
                        cancellation
                    );
                    break;
                case UsingStatementSyntax { Declaration: { } declaration }:
                    AddVariables(declaration, model, found, cancellation);
                    break;
                case ForEachStatementSyntax loop when loop.Statement.Span.Contains(place.SpanStart):
                    Add(model.GetDeclaredSymbol(loop, cancellation)?.Type, loop.Identifier.ValueText, found);
                    break;
                case AnonymousFunctionExpressionSyntax lambda:
                    AddParameters(model.GetSymbolInfo(lambda, cancellation).Symbol as IMethodSymbol, found, contexts);
                    if (lambda.Modifiers.Any(SyntaxKind.StaticKeyword))
                        return [.. found, .. contexts];
                    break;
                case LocalFunctionStatementSyntax function:
                    AddParameters(model.GetDeclaredSymbol(function, cancellation) as IMethodSymbol, found, contexts);
                    if (function.Modifiers.Any(SyntaxKind.StaticKeyword))
                        return [.. found, .. contexts];
                    break;
                case BaseMethodDeclarationSyntax method:
                    AddParameters(model.GetDeclaredSymbol(method, cancellation), found, contexts);
                    isStatic = method.Modifiers.Any(SyntaxKind.StaticKeyword);
                    break;
                case BasePropertyDeclarationSyntax property:
                    isStatic = property.Modifiers.Any(SyntaxKind.StaticKeyword);
                    break;
                case FieldDeclarationSyntax:
                    isStatic = true;
                    break;
                case TypeDeclarationSyntax type:
                    if (model.GetDeclaredSymbol(type, cancellation) is INamedTypeSymbol symbol)
                    {
                        if (!isStatic)
                            AddParameters(PrimaryConstructor(symbol, type), found, contexts);
                        found.AddRange(contexts);
                        contexts.Clear();
                        AddMembers(symbol, isStatic, model.Compilation, found, contexts);
                    }

                    // Members of an outer type are not members of an instance of this one.
                    return [.. found.Concat(contexts).Distinct()];
            }
        }

        return [.. found.Concat(contexts).Distinct()];
    }

    private static IMethodSymbol? PrimaryConstructor(INamedTypeSymbol symbol, TypeDeclarationSyntax type) =>
        type.ParameterList is null
            ? null
            : symbol.InstanceConstructors.FirstOrDefault(constructor =>
                constructor.DeclaringSyntaxReferences.Any(reference => reference.Span == type.Span)
            );

    private static void AddLocals(
        IEnumerable<StatementSyntax> statements,
        SyntaxNode place,
        SemanticModel model,
        List<string> found,
        CancellationToken cancellation
    )
    {
        foreach (var statement in statements.TakeWhile(statement => statement.Span.End <= place.SpanStart).Reverse())
            if (statement is LocalDeclarationStatementSyntax local)
                AddVariables(local.Declaration, model, found, cancellation);
    }

    private static void AddVariables(
        VariableDeclarationSyntax declaration,
        SemanticModel model,
        List<string> found,
        CancellationToken cancellation
    )
    {
        if (!MightBeToken(declaration.Type))
            return;
        foreach (var variable in declaration.Variables)
            if (variable.Initializer is not null && model.GetDeclaredSymbol(variable, cancellation) is ILocalSymbol local)
                Add(local.Type, local.Name, found);
    }

    private static bool MightBeToken(TypeSyntax type) =>
        type.IsVar
        || type.ToString() is var name
            && (name.EndsWith(Token, StringComparison.Ordinal) || name.EndsWith(Source, StringComparison.Ordinal));

    private static void AddParameters(IMethodSymbol? method, List<string> found, List<string> contexts)
    {
        if (method is null)
            return;
        foreach (var parameter in method.Parameters)
        {
            if (parameter.RefKind == RefKind.Out || parameter.Name.Length == 0 || parameter.IsDiscard)
                continue;
            Add(parameter.Type, parameter.Name, found);
            AddContext(parameter.Type, parameter.Name, contexts);
        }
    }

    private static void AddMembers(INamedTypeSymbol type, bool isStatic, Compilation compilation, List<string> found, List<string> contexts)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            foreach (var member in current.GetMembers())
            {
                if (
                    member.IsImplicitlyDeclared
                    || (isStatic && !member.IsStatic)
                    || member is not (IFieldSymbol or IPropertySymbol { GetMethod: not null, IsIndexer: false })
                )
                    continue;
                if (!compilation.IsSymbolAccessibleWithin(member, type))
                    continue;
                var held = member is IFieldSymbol field ? field.Type : ((IPropertySymbol)member).Type;
                Add(held, member.Name, found);
                if (member is IPropertySymbol && s_contexts.Contains(member.Name))
                    AddContext(held, member.Name, contexts);
            }
        }
    }

    private static void Add(ITypeSymbol? type, string name, List<string> found)
    {
        if (IsThreading(type, Token))
            found.Add(name);
        else if (IsThreading(type, Source))
            found.Add(name + ".Token");
    }

    // `context.RequestAborted`, `context.CancellationToken`
    private static void AddContext(ITypeSymbol type, string name, List<string> contexts)
    {
        if (
            type is not INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Interface } context
            || context.SpecialType != SpecialType.None
            || IsThreading(type, Source)
        )
            return;
        for (ITypeSymbol? current = context; current is not null; current = current.BaseType)
        {
            foreach (var member in current.GetMembers())
            {
                if (
                    member
                        is not IPropertySymbol
                        {
                            IsStatic: false,
                            GetMethod.DeclaredAccessibility: Accessibility.Public,
                            DeclaredAccessibility: Accessibility.Public
                        } property
                    || !IsThreading(property.Type, Token)
                )
                    continue;
                contexts.Add(name + "." + property.Name);
                return;
            }
        }
    }

    private static bool IsThreading(ITypeSymbol? type, string name) =>
        type
            is {
                ContainingNamespace:
                { Name: "Threading", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } }
            }
        && type.Name == name;
}
