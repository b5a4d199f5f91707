using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.Analyzers.Prompts;

/// <summary>The types of Microsoft.Extensions.AI that a prompt method speaks of, by name: two packages may declare them.</summary>
internal static class ChatTypes
{
    public const string Namespace = "Microsoft.Extensions.AI";

    public static bool Is(ITypeSymbol type, string space, string name) => type.Name == name && type.ContainingNamespace?.ToDisplayString() == space;

    public static bool IsClient(ITypeSymbol type) =>
        IsClientInterface(type) || type.AllInterfaces.Any(IsClientInterface);

    public static bool IsCancellationToken(ITypeSymbol type) => Is(type, "System.Threading", "CancellationToken");

    /// <summary>The expressions by which the method can reach a client of its own type.</summary>
    public static IEnumerable<string> ClientMembers(IMethodSymbol method)
    {
        for (var type = method.ContainingType; type is not null; type = type.BaseType)
        {
            var isOwn = SymbolEqualityComparer.Default.Equals(type, method.ContainingType);
            foreach (var member in type.GetMembers())
            {
                if (member.IsImplicitlyDeclared || (method.IsStatic && !member.IsStatic) || (!isOwn && member.DeclaredAccessibility == Accessibility.Private)) continue;
                if (TypeOf(member) is { } found && IsClient(found)) yield return (member.IsStatic ? "" : "this.") + member.Name;
            }

            if (!isOwn || method.IsStatic) continue;
            foreach (var parameter in type.InstanceConstructors.Where(IsPrimary).SelectMany(static constructor => constructor.Parameters))
                if (IsClient(parameter.Type) && !type.IsRecord) yield return parameter.Name;
        }
    }

    private static ITypeSymbol? TypeOf(ISymbol member) => member switch
    {
        IFieldSymbol field => field.Type,
        IPropertySymbol { IsIndexer: false, GetMethod: not null } property => property.Type,
        _ => null,
    };

    // A positional record's parameters are properties.
    private static bool IsPrimary(IMethodSymbol constructor) =>
        constructor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is TypeDeclarationSyntax;

    private static bool IsClientInterface(ITypeSymbol type) => Is(type, Namespace, "IChatClient");
}
