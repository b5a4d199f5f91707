using LlmHygiene.Analyzers.Sdks.Rows;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Sdks;

internal sealed partial class SdkCatalog
{
    private readonly Dictionary<INamedTypeSymbol, List<EndpointRow>> _endpoints = new(SymbolEqualityComparer.Default);
    private readonly HashSet<string> _endpointNames = new(StringComparer.Ordinal);
    private readonly List<string> _endpointKeys = [];

    /// <summary>The keys in the configuration that SDKs of the project bind to an address.</summary>
    public IReadOnlyList<string> EndpointKeys => _endpointKeys;

    /// <summary>Where a type states the address that a client calls; empty where it does not.</summary>
    public IReadOnlyList<EndpointRow> EndpointsOf(ITypeSymbol? type) => FindInBases(_endpoints, type) ?? (IReadOnlyList<EndpointRow>)[];

    /// <summary>True for a type whose members make clients, such as one that has a factory for each operation.</summary>
    public bool MakesClients(ITypeSymbol? type) => type is INamedTypeSymbol named && _clientSources.ContainsKey(named.OriginalDefinition);

    /// <summary>False where no file names anything that states an address.</summary>
    /// <param name="filesNaming">Finds the files that have one of the words.</param>
    public bool MayStateEndpoint(Func<IReadOnlyCollection<string>, ICollection<SyntaxTree>> filesNaming) =>
        _endpointNames.Count > 0 && filesNaming(_endpointNames).Count > 0;

    private void AddEndpoints(SdkTable table, IAssemblySymbol assembly)
    {
        foreach (var entry in table.Endpoints)
        {
            if (Common.AssemblyTypes.Find(assembly, entry.Type) is not { } type)
                continue;
            Append(_endpoints, type, entry);
            if (entry.Member is { } member)
                _endpointNames.Add(member);
            else if (entry.Parameter is not null)
                _endpointNames.UnionWith([nameof(Uri), type.Name]);
            if (entry.Key is { } key)
                _endpointKeys.Add(key);
            if (entry.HttpClient is not null)
                _endpointNames.Add(nameof(entry.HttpClient));
        }
    }
}
