using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Sdks;

/// <summary>
/// Types of referenced assemblies by their names. Kept with the assembly: while someone types, every edit makes a new
/// compilation, and the references stay the same.
/// </summary>
internal static class AssemblyTypes
{
    private static readonly ConditionalWeakTable<IAssemblySymbol, ConcurrentDictionary<string, INamedTypeSymbol?>> s_cache = new();

    public static INamedTypeSymbol? Find(IAssemblySymbol assembly, string metadataName)
    {
        // Of source, a type with the name may be added; and looking it up there is cheap.
        if (assembly is ISourceAssemblySymbol)
            return assembly.GetTypeByMetadataName(metadataName);
        var types = s_cache.GetValue(assembly, static _ => new(StringComparer.Ordinal));
        if (!types.TryGetValue(metadataName, out var type))
            types.TryAdd(metadataName, type = assembly.GetTypeByMetadataName(metadataName));
        return type;
    }
}
