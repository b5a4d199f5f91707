using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Sdks.Tables;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Sdks;

/// <summary>The providers that the SDKs call, by assembly.</summary>
internal static class SdkProviders
{
    private static readonly Lazy<HashSet<ProviderParameter>> s_earlierOnly = new(static () =>
        [
            .. SdkTables
                .All.Where(static table => table.Provider is not null)
                .SelectMany(static table =>
                    table
                        .Options.SelectMany(static row => row.Parameters)
                        .Where(static member => member.IsEarlier)
                        .Select(member => new ProviderParameter(table.Provider!, member.Parameter))
                ),
        ]
    );

    /// <summary>True for a parameter that only earlier versions of the provider's SDK send.</summary>
    public static bool SendsInEarlierVersionsOnly(string provider, RequestParameter parameter) =>
        s_earlierOnly.Value.Contains(new(provider, parameter));

    /// <summary>
    /// True for a provider that gets a reasoning effort as it is stated. The adapters for others make something else of it, or leave it
    /// out.
    /// </summary>
    public static bool SendsEfforts(string provider) => provider is "openai";

    /// <summary>The provider whose clients name deployments.</summary>
    public const string OfDeployments = "azure";

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
