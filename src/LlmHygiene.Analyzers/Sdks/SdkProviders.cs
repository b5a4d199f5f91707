using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Sdks;

/// <summary>The providers that the SDKs call, by assembly.</summary>
internal static class SdkProviders
{
    private static readonly Dictionary<string, string> s_byAssembly = SdkCatalog
        .Tables.Concat(SdkCatalog.SourceTables)
        .Concat(SdkCatalog.EarlierTables)
        .Where(static table => table.Provider is not null)
        .SelectMany(static table => table.Assemblies.Select(assembly => (Assembly: assembly, Provider: table.Provider!)))
        .GroupBy(static pair => pair.Assembly, static pair => pair.Provider, StringComparer.Ordinal)
        .ToDictionary(static providers => providers.Key, static providers => providers.First(), StringComparer.Ordinal);

    /// <summary>The provider that a type of an SDK calls; null where any could answer.</summary>
    public static string? Of(ITypeSymbol? type) =>
        type?.ContainingAssembly is { Name: var name } && s_byAssembly.TryGetValue(name, out var provider) ? provider : null;
}
