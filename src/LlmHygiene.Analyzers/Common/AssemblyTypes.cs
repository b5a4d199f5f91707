using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Common;

/// <summary>
/// Looks up types of referenced assemblies by name. The result is cached per assembly: every edit creates a new compilation, but the
/// references stay the same.
/// </summary>
internal static class AssemblyTypes
{
    // Lives as long as the assembly, whose types do not change.
    private static readonly ConditionalWeakTable<IAssemblySymbol, ConcurrentDictionary<string, INamedTypeSymbol?>> s_cache = new();

    public static INamedTypeSymbol? Find(IAssemblySymbol assembly, string metadataName)
    {
        // A type with the name may be added to source, where looking it up is cheap.
        if (assembly is ISourceAssemblySymbol)
            return assembly.GetTypeByMetadataName(metadataName);
        var types = s_cache.GetValue(assembly, static _ => new(StringComparer.Ordinal));
        if (!types.TryGetValue(metadataName, out var type))
            types.TryAdd(metadataName, type = assembly.GetTypeByMetadataName(metadataName));
        return type;
    }

    /// <summary>
    /// All types of that name, whichever assembly declares them and whoever can use them. Each assembly is first checked for the namespace:
    /// almost none has it, and the check costs less than looking up the type.
    /// </summary>
    public static ImmutableArray<INamedTypeSymbol> Declared(Compilation compilation, string rootNamespace, string name)
    {
        var found = ImmutableArray<INamedTypeSymbol>.Empty;
        foreach (var assembly in compilation.SourceModule.ReferencedAssemblySymbols)
            found = Add(found, assembly, rootNamespace, name);
        return Add(found, compilation.Assembly, rootNamespace, name);
    }

    private static ImmutableArray<INamedTypeSymbol> Add(
        ImmutableArray<INamedTypeSymbol> found,
        IAssemblySymbol assembly,
        string rootNamespace,
        string name
    )
    {
        foreach (var member in assembly.GlobalNamespace.GetMembers(rootNamespace))
        {
            if (member is not INamespaceSymbol space)
                continue;
            foreach (var type in space.GetTypeMembers(name, 0))
                found = found.Add(type);
        }

        return found;
    }
}
