using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Common;

internal static class BaseTypes
{
    /// <summary>True for the type itself and those that derive from it, whatever their type arguments are.</summary>
    public static bool IsOrDerivesFrom(this ITypeSymbol? type, ITypeSymbol ancestor)
    {
        for (var current = type; current is not null; current = current.BaseType)
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, ancestor.OriginalDefinition))
                return true;
        return false;
    }
}
