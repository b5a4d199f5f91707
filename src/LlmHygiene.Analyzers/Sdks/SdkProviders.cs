using LlmHygiene.Analyzers.Sdks.Tables;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Sdks;

/// <summary>The providers that the SDKs call, by assembly.</summary>
internal static class SdkProviders
{
    /// <summary>The provider that a type of an SDK calls; null where it can call any provider.</summary>
    public static string? Of(ITypeSymbol? type)
    {
        if (type?.ContainingAssembly is not { Name: var name })
            return null;
        foreach (var table in SdkAssemblies.TablesOf(name))
            if (table.Provider is { } provider)
                return provider;
        return null;
    }
}
