using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.Analyzers.Prompts.Methods;

/// <summary>Finds the members of its type through which a prompt method can reach a chat client.</summary>
internal static class MethodClients
{
    /// <summary>The expressions by which the method can reach a client of its own type, each client once.</summary>
    public static IReadOnlyList<string> Of(IMethodSymbol method)
    {
        var found = Candidates(method);
        if (found.Count < 2)
            return [.. found.Select(static one => one.Expression)];

        // What another one is made of is the same client: a field of a parameter, a property that creates its field.
        var sources = new HashSet<string>(StringComparer.Ordinal);
        foreach (var one in found)
            if (SourceOf(one, found) is { } source)
                sources.Add(source.Name);
        if (HandedToBase(method.ContainingType, found) is { } handed)
            sources.Add(handed.Name);
        return [.. found.Where(one => !sources.Contains(one.Name)).Select(static one => one.Expression)];
    }

    private static List<Candidate> Candidates(IMethodSymbol method)
    {
        var found = new List<Candidate>();
        // A member that is overridden or hidden is reached by the same name, which means the last one.
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var type = method.ContainingType; type is not null; type = type.BaseType)
        {
            var isOwn = SymbolEqualityComparer.Default.Equals(type, method.ContainingType);
            foreach (var member in type.GetMembers())
            {
                if (
                    member.IsImplicitlyDeclared
                    || (method.IsStatic && !member.IsStatic)
                    || (!isOwn && !IsInherited(member, method))
                    || TypeOf(member) is not { } held
                    || !ExtensionsAI.IsChatClient(held)
                    || !names.Add(member.Name)
                )
                    continue;
                found.Add(
                    new Candidate(member.Name, (member.IsStatic ? "" : "this.") + CSharpIdentifiers.Escape(member.Name), member, isOwn)
                );
            }

            if (!isOwn || method.IsStatic || type.IsRecord)
                continue;
            foreach (var parameter in Primary(type)?.Parameters ?? ImmutableArray<IParameterSymbol>.Empty)
                if (ExtensionsAI.IsChatClient(parameter.Type) && names.Add(parameter.Name))
                    found.Add(new Candidate(parameter.Name, CSharpIdentifiers.Escape(parameter.Name), parameter, IsOwn: true));
        }

        return found;
    }

    private static bool IsInherited(ISymbol member, IMethodSymbol method)
    {
        var access = member is IPropertySymbol { GetMethod: { } getter } ? getter.DeclaredAccessibility : member.DeclaredAccessibility;
        return access switch
        {
            Accessibility.Private => false,
            Accessibility.Internal or Accessibility.ProtectedAndInternal => SymbolEqualityComparer.Default.Equals(
                member.ContainingAssembly,
                method.ContainingAssembly
            ),
            _ => true,
        };
    }

    private static ITypeSymbol? TypeOf(ISymbol member) =>
        member switch
        {
            IFieldSymbol field => field.Type,
            // An explicit implementation has no name of its own.
            IPropertySymbol { IsIndexer: false, GetMethod: not null, ExplicitInterfaceImplementations.IsEmpty: true } property =>
                property.Type,
            _ => null,
        };

    /// <summary>The only other client of which a member is made; null when there is none, or more than one.</summary>
    private static Candidate? SourceOf(Candidate one, List<Candidate> all)
    {
        Candidate? source = null;
        foreach (var code in one.Symbol.DeclaringSyntaxReferences.SelectMany(static reference => Values(reference.GetSyntax())))
        foreach (var other in Mentioned(code, all))
        {
            if (other.Name == one.Name)
                continue;
            if (source is not null && source.Name != other.Name)
                return null;
            source = other;
        }

        return source;
    }

    private static Candidate? HandedToBase(INamedTypeSymbol type, List<Candidate> all) =>
        all.Exists(static one => !one.IsOwn)
            ? type
                .DeclaringSyntaxReferences.Select(static reference => (reference.GetSyntax() as TypeDeclarationSyntax)?.BaseList)
                .OfType<BaseListSyntax>()
                .SelectMany(static bases => bases.Types.OfType<PrimaryConstructorBaseTypeSyntax>())
                .SelectMany(call => Mentioned(call.ArgumentList, all))
                .FirstOrDefault(static one => one.Symbol is IParameterSymbol)
            : null;

    private static IEnumerable<SyntaxNode> Values(SyntaxNode declaration)
    {
        switch (declaration)
        {
            case VariableDeclaratorSyntax { Initializer: { } initializer }:
                yield return initializer;
                break;
            case PropertyDeclarationSyntax property:
                if (property.Initializer is { } value)
                    yield return value;
                if (property.ExpressionBody is { } body)
                    yield return body;
                foreach (var accessor in property.AccessorList?.Accessors ?? default)
                    if (((SyntaxNode?)accessor.ExpressionBody ?? accessor.Body) is { } code)
                        yield return code;
                break;
        }
    }

    private static IEnumerable<Candidate> Mentioned(SyntaxNode code, List<Candidate> all)
    {
        foreach (var name in code.DescendantNodes().OfType<IdentifierNameSyntax>())
            if (
                name.Parent is not MemberAccessExpressionSyntax { Expression: not ThisExpressionSyntax } access
                || access.Expression == name
            )
                if (all.Find(one => one.Name == name.Identifier.ValueText) is { } found)
                    yield return found;
    }

    private static IMethodSymbol? Primary(INamedTypeSymbol type) =>
        type.InstanceConstructors.FirstOrDefault(static constructor =>
            constructor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is TypeDeclarationSyntax
        );

    private sealed record Candidate(string Name, string Expression, ISymbol Symbol, bool IsOwn);
}
