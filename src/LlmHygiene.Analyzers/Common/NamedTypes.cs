using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Common;

/// <summary>Compares types with full names, whichever assembly declares them, without building a string.</summary>
internal static class NamedTypes
{
    /// <summary>True for a type of that name, whatever its type parameters are.</summary>
    public static bool IsNamed(this ITypeSymbol? type, string fullName)
    {
        if (type is null)
            return false;
        var dot = fullName.LastIndexOf('.');
        return type.Name.Length == fullName.Length - dot - 1
            && string.CompareOrdinal(type.Name, 0, fullName, dot + 1, type.Name.Length) == 0
            && IsSpace(type.ContainingNamespace, fullName, dot);
    }

    /// <summary>The same for types that derive from it or implement it.</summary>
    public static bool IsOrInherits(this ITypeSymbol? type, string fullName)
    {
        for (var current = type; current is not null; current = current.BaseType)
            if (current.IsNamed(fullName))
                return true;
        if (type is not null)
            foreach (var implemented in type.AllInterfaces)
                if (implemented.IsNamed(fullName))
                    return true;
        return false;
    }

    /// <summary>True for a <c>Task</c> or a <c>ValueTask</c>, with a result or without.</summary>
    public static bool IsTask(this ITypeSymbol? type) =>
        type
            is {
                Name: "Task" or "ValueTask",
                ContainingNamespace: { Name: "Tasks", ContainingNamespace: { Name: "Threading", ContainingNamespace.Name: "System" } }
            };

    private static bool IsSpace(INamespaceSymbol? space, string name, int end)
    {
        while (end > 0)
        {
            if (space is null or { IsGlobalNamespace: true })
                return false;
            var start = name.LastIndexOf('.', end - 1) + 1;
            if (space.Name.Length != end - start || string.CompareOrdinal(space.Name, 0, name, start, end - start) != 0)
                return false;
            end = start - 1;
            space = space.ContainingNamespace;
        }

        return space is null or { IsGlobalNamespace: true };
    }
}
