using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Common;

internal static class SymbolExtensions
{
    /// <summary>True for the type itself and for types that derive from it, whatever their type arguments are.</summary>
    public static bool IsOrDerivesFrom(this ITypeSymbol? type, ITypeSymbol ancestor)
    {
        for (var current = type; current is not null; current = current.BaseType)
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, ancestor.OriginalDefinition))
                return true;
        return false;
    }

    /// <summary>True for a method that implements a member of the interface in its own type, explicitly or implicitly.</summary>
    public static bool Implements(this IMethodSymbol method, INamedTypeSymbol contract) =>
        contract
            .GetMembers()
            .Any(member =>
                member.Kind == SymbolKind.Method
                && SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method)
            );

    /// <summary>True for a method that implements a member of any interface of its type.</summary>
    public static bool ImplementsInterface(this IMethodSymbol method) => method.ContainingType.AllInterfaces.Any(method.Implements);

    /// <summary>The class around an extension block (C# 14), which has no name of its own; any other type itself.</summary>
    public static INamedTypeSymbol OutOfExtensionBlock(this INamedTypeSymbol type)
    {
        while (type.Name.Length == 0 && type.ContainingType is { } outer)
            type = outer;
        return type;
    }

    /// <summary>
    /// The method as its declaration has it: an extension method with its first parameter, and type parameters in place of their arguments.
    /// </summary>
    public static IMethodSymbol AsDeclared(this IMethodSymbol method) => (method.ReducedFrom ?? method).OriginalDefinition;
}
