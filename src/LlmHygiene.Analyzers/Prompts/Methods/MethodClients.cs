using LlmHygiene.Analyzers.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.Analyzers.Prompts.Methods;

/// <summary>Finds the members of its type through which a prompt method can reach a chat client.</summary>
internal static class MethodClients
{
    /// <summary>The expressions with which the method can reach a client of its own type.</summary>
    public static IEnumerable<string> Of(IMethodSymbol method)
    {
        for (var type = method.ContainingType; type is not null; type = type.BaseType)
        {
            var isOwn = SymbolEqualityComparer.Default.Equals(type, method.ContainingType);
            foreach (var member in type.GetMembers())
            {
                if (
                    member.IsImplicitlyDeclared
                    || (method.IsStatic && !member.IsStatic)
                    || (!isOwn && member.DeclaredAccessibility == Accessibility.Private)
                )
                    continue;
                if (TypeOf(member) is { } found && ExtensionsAI.IsChatClient(found))
                    yield return (member.IsStatic ? "" : "this.") + member.Name;
            }

            if (!isOwn || method.IsStatic)
                continue;
            foreach (var parameter in type.InstanceConstructors.Where(IsPrimary).SelectMany(static constructor => constructor.Parameters))
                if (ExtensionsAI.IsChatClient(parameter.Type) && !type.IsRecord)
                    yield return parameter.Name;
        }
    }

    private static ITypeSymbol? TypeOf(ISymbol member) =>
        member switch
        {
            IFieldSymbol field => field.Type,
            IPropertySymbol { IsIndexer: false, GetMethod: not null } property => property.Type,
            _ => null,
        };

    // A positional record's parameters are properties.
    private static bool IsPrimary(IMethodSymbol constructor) =>
        constructor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is TypeDeclarationSyntax;
}
