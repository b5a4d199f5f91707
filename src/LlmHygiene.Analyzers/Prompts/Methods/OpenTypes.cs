using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.Analyzers.Prompts.Methods;

/// <summary>
/// Types of which a generator does not see the whole: another generator may add members to a partial type, or make a type that is
/// not there yet.
/// </summary>
internal static class OpenTypes
{
    // As deep as templates look into a parameter.
    private const int MaxDepth = 4;

    /// <summary>True if the type, or one that a template can reach from it, may have more than it shows.</summary>
    public static bool Contains(ITypeSymbol type) => Contains(type, MaxDepth);

    private static bool Contains(ITypeSymbol type, int depth)
    {
        if (type.TypeKind == TypeKind.Error)
            return true;
        if (depth == 0)
            return false;
        if (type is IArrayTypeSymbol array)
            return Contains(array.ElementType, depth);
        if (type is not INamedTypeSymbol named)
            return false;
        if (named.TypeArguments.Any(argument => Contains(argument, depth - 1)))
            return true;

        // The types of other assemblies are whole.
        for (var current = named; current is { DeclaringSyntaxReferences.IsEmpty: false }; current = current.BaseType)
            if (
                current.DeclaringSyntaxReferences.Any(IsPartial)
                || current.BaseType is { TypeKind: TypeKind.Error }
                || current.Interfaces.Any(static one => one.TypeKind == TypeKind.Error)
                || current.GetMembers().OfType<IPropertySymbol>().Any(property => Contains(property.Type, depth - 1))
            )
                return true;
        return false;
    }

    private static bool IsPartial(SyntaxReference reference) =>
        reference.GetSyntax() is TypeDeclarationSyntax type && type.Modifiers.Any(SyntaxKind.PartialKeyword);
}
