using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.Analyzers.Tracking;

// Types that derive from a type of this compilation.
internal sealed partial class SourceScope
{
    private const int MaxDerived = 50;

    // True where a type that derives from the given one may implement a member of an interface with a method that it inherits.
    private bool MayInherit(INamedTypeSymbol type, ISymbol inherited, ISymbol member)
    {
        if (type is not { TypeKind: TypeKind.Class, IsSealed: false, IsStatic: false })
            return false;
        return IsOpen(type)
            || Derived(type) is not { } all
            || all.Exists(derived =>
                derived.AllInterfaces.Any(implemented =>
                    SymbolEqualityComparer.Default.Equals(implemented.OriginalDefinition, member.ContainingType.OriginalDefinition)
                    && implemented
                        .GetMembers(member.Name)
                        .Any(one => IsOrOverrides(inherited, derived.FindImplementationForInterfaceMember(one)))
                )
            );
    }

    private static bool IsOrOverrides(ISymbol member, ISymbol? other)
    {
        if (other is null)
            return false;
        for (ISymbol? current = member; current is not null; current = Overridden(current))
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, other.OriginalDefinition))
                return true;
        return false;
    }

    /// <summary>The method or property that a member overrides; null for any other member.</summary>
    public static ISymbol? Overridden(ISymbol member) =>
        member switch
        {
            IMethodSymbol method => method.OverriddenMethod,
            IPropertySymbol property => property.OverriddenProperty,
            _ => null,
        };

    // Null where a base type may be named in another way than by its own name, or where there are too many.
    private List<INamedTypeSymbol>? Derived(INamedTypeSymbol type)
    {
        var found = new List<INamedTypeSymbol>();
        var open = new Queue<INamedTypeSymbol>();
        open.Enqueue(type.OriginalDefinition);
        while (open.Count > 0)
        {
            var current = open.Dequeue();
            if (
                IsTooCommon(current.Name)
                || IsNamed(current.Name, static use => use.FirstAncestorOrSelf<UsingDirectiveSyntax>() is not null)
            )
                return null;
            foreach (var use in Places(current.Name))
            {
                if (
                    use.FirstAncestorOrSelf<BaseListSyntax>()?.Parent is not TypeDeclarationSyntax declaration
                    || ModelOf(declaration).GetDeclaredSymbol(declaration, cancellation)
                        is not INamedTypeSymbol { BaseType: { } parent } derived
                    || !SymbolEqualityComparer.Default.Equals(parent.OriginalDefinition, current)
                )
                    continue;
                if (found.Count == MaxDerived)
                    return null;
                found.Add(derived);
                open.Enqueue(derived.OriginalDefinition);
            }
        }

        return found;
    }
}
