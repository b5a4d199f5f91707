using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Sdks.Tables;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Sdks;

internal sealed partial class SdkCatalog
{
    private readonly Dictionary<INamedTypeSymbol, List<HttpRow>> _http = new(SymbolEqualityComparer.Default);
    private readonly HashSet<string> _httpNames = new(StringComparer.Ordinal);
    private readonly Dictionary<INamedTypeSymbol, List<ToolLoopRow>> _toolLoops = new(SymbolEqualityComparer.Default);
    private readonly HashSet<string> _toolLoopNames = new(StringComparer.Ordinal);

    /// <summary>A cheap check of the name of a method, or of the class that is created.</summary>
    public bool MightMakeHttpClient(string name) => _httpNames.Contains(name);

    /// <summary>How the client that a constructor or a method makes sends its requests; null where no table says so.</summary>
    public HttpRow? FindHttp(IMethodSymbol method)
    {
        var definition = method.AsDeclared();
        return
            _http.Count > 0
            && definition.ContainingType is { } type
            && _http.TryGetValue(type.OriginalDefinition, out var rows)
            && rows.Find(row => row.Methods.Contains(definition.Name)) is { } row
            && (row.OtherClient is null || !HasParameter(definition, row.OtherClient))
            ? row
            : null;
    }

    /// <summary>True for a parameter of an SDK that keeps an HTTP client, a transport or the options of a client as they are.</summary>
    public bool KeepsHttp(IMethodSymbol method, string parameter) =>
        FindHttp(method) is { } row
            ? parameter == row.HttpClient || parameter == row.Options
            : method.MethodKind == MethodKind.Constructor && ClientPipelines.PartOf(method.ContainingType)?.Parameter == parameter;

    /// <summary>The same for a member.</summary>
    public bool KeepsHttp(ISymbol member) =>
        _httpNames.Count > 0
        && member.ContainingAssembly is { } assembly
        && (IsSdk(assembly) || ClientPipelines.Assemblies.Contains(assembly.Name))
        && member.Name is ClientPipelines.Transport or ClientPipelines.RetryPolicyMember or nameof(System.Net.Http.HttpClient);

    /// <summary>A cheap check of the name of a method, or of the class that is created.</summary>
    public bool MightLoop(string name) => _toolLoopNames.Contains(name);

    /// <summary>The row of a constructor or method after which a client calls tools in a loop.</summary>
    public ToolLoopRow? FindToolLoop(IMethodSymbol method) =>
        _toolLoops.Count > 0
        && method.AsDeclared() is { ContainingType: { } type } definition
        && _toolLoops.TryGetValue(type.OriginalDefinition, out var rows)
            ? rows.Find(row => row.Methods.Contains(definition.Name) && (row.Tools is null || HasParameter(definition, row.Tools)))
            : null;

    private void AddHttp(SdkTable table, IAssemblySymbol assembly)
    {
        foreach (var entry in table.Http)
        {
            if (AssemblyTypes.Find(assembly, entry.Type) is not { } type)
                continue;
            Append(_http, type, entry);
            foreach (var method in entry.Methods)
                _httpNames.Add(method == ClientSourceRow.Constructor ? type.Name : method);
        }

        foreach (var entry in table.ToolLoops)
        {
            if (AssemblyTypes.Find(assembly, entry.Type) is not { } type)
                continue;
            Append(_toolLoops, type, entry);
            foreach (var method in entry.Methods)
                _toolLoopNames.Add(method == ClientSourceRow.Constructor ? type.Name : method);
        }
    }
}
