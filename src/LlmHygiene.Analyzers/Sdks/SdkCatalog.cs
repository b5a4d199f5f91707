using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Sdks.Tables;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Sdks;

/// <summary>The SDK tables bound to the symbols of one compilation; immutable, so it can be read from any thread.</summary>
internal sealed partial class SdkCatalog
{
    /// <summary>The SDKs as they are today.</summary>
    public static readonly ImmutableArray<SdkTable> Tables = ImmutableArray.Create(
        MicrosoftExtensionsAISdk.Table,
        MicrosoftExtensionsAIOpenAISdk.Table,
        OpenAISdk.Table,
        AzureOpenAISdk.Table,
        AnthropicSdk.Table,
        AzureInferenceSdk.Table,
        OllamaSharpSdk.Table,
        BetalgoSdk.Table,
        ModelContextProtocolSdk.Table,
        AgentFrameworkSdk.Table,
        SemanticKernelSdk.Table,
        LlmHygieneSdk.Table
    );

    /// <summary>Names that earlier versions of the same SDKs had, and that the packages of today lack.</summary>
    public static readonly ImmutableArray<SdkTable> EarlierTables = ImmutableArray.Create(
        MicrosoftExtensionsAIEarlierSdk.Table,
        OpenAIEarlierSdk.Table,
        AzureOpenAIEarlierSdk.Table,
        OllamaSharpEarlierSdk.Table
    );

    /// <summary>SDKs whose packages the tests cannot restore: their names are read off the source.</summary>
    public static readonly ImmutableArray<SdkTable> SourceTables = ImmutableArray.Create(
        SemanticKernelAgentsSdk.Table,
        SemanticKernelConnectorsSdk.Table,
        AgentFrameworkAdaptersSdk.Table,
        GoogleGenAISdk.Table,
        MsccGenerativeAISdk.Table,
        BedrockSdk.Table,
        MistralSdk.Table,
        LLamaSharpSdk.Table,
        LangChainSdk.Table,
        AnthropicCommunitySdk.Table
    );

    private static readonly ImmutableArray<SdkTable> s_allTables = Tables.AddRange(SourceTables).AddRange(EarlierTables);

    private static readonly Dictionary<string, List<SdkTable>> s_tablesByAssembly = s_allTables
        .SelectMany(table => table.Assemblies.Select(assembly => (assembly, table)))
        .GroupBy(pair => pair.assembly, pair => pair.table, StringComparer.Ordinal)
        .ToDictionary(tables => tables.Key, tables => tables.ToList(), StringComparer.Ordinal);

    private static readonly ConditionalWeakTable<Compilation, StrongBox<SdkCatalog?>> s_bound = new();

    private static readonly HashSet<string> s_modelTakers = new(
        s_allTables.SelectMany(table => table.ClientSources).Where(source => source.Model is not null).SelectMany(source => source.Methods),
        StringComparer.Ordinal
    );

    private readonly Dictionary<INamedTypeSymbol, List<BoundCallRow>> _calls = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<INamedTypeSymbol, OptionsRow> _options = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<INamedTypeSymbol, ClientRow> _clients = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<INamedTypeSymbol, List<ClientSourceRow>> _clientSources = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<INamedTypeSymbol, List<MessageRow>> _messages = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<INamedTypeSymbol, List<PromptFunctionRow>> _promptFunctions = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<string, HashSet<string>> _registrations = new(StringComparer.Ordinal);
    private readonly Dictionary<INamedTypeSymbol, List<PipelineRow>> _pipelines = new(SymbolEqualityComparer.Default);
    private readonly HashSet<INamedTypeSymbol> _pipelineServices = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<INamedTypeSymbol, List<ContentSwitchRow>> _contentMembers = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<string, ContentSwitchRow> _contentSwitches = new(StringComparer.Ordinal);
    private readonly HashSet<string> _telemetrySwitches = new(StringComparer.Ordinal);
    private readonly HashSet<string> _assembliesWithTelemetry = new(StringComparer.Ordinal);
    private readonly HashSet<string> _pipelineNames = new(StringComparer.Ordinal);
    private readonly HashSet<string> _contentMemberNames = new(StringComparer.Ordinal);
    private readonly HashSet<string> _callNames = new(StringComparer.Ordinal);
    private readonly HashSet<string> _promptCallNames = new(StringComparer.Ordinal);
    private readonly HashSet<string> _markerWords = new(StringComparer.Ordinal);

    private SdkCatalog(Compilation compilation) => Known = new KnownTypes(compilation);

    public KnownTypes Known { get; }

    /// <summary>As <see cref="Bind"/>, once for all analyzers of a compilation.</summary>
    public static SdkCatalog? For(Compilation compilation) =>
        s_bound.GetValue(compilation, static key => new StrongBox<SdkCatalog?>(Bind(key))).Value;

    /// <summary>Null when no LLM SDK is referenced: then there is nothing to analyse.</summary>
    public static SdkCatalog? Bind(Compilation compilation)
    {
        SdkCatalog? catalog = null;
        foreach (var assembly in AssembliesOf(compilation))
        {
            if (!s_tablesByAssembly.TryGetValue(assembly.Name, out var tables))
                continue;
            catalog ??= new SdkCatalog(compilation);
            foreach (var table in tables)
                catalog.Add(table, assembly);
        }

        return catalog is { _callNames.Count: > 0 } ? catalog : null;
    }

    /// <summary>As <see cref="Bind"/>, with empty tables where no LLM SDK is referenced.</summary>
    public static SdkCatalog BindOrEmpty(Compilation compilation) => For(compilation) ?? new SdkCatalog(compilation);

    /// <summary>True when the compilation is an LLM SDK itself.</summary>
    public static bool IsSdk(IAssemblySymbol assembly) => s_allTables.Any(table => table.Assemblies.Contains(assembly.Name));

    /// <summary>True for a name under which some SDK, referenced or not, makes a client from the ID of a model.</summary>
    public static bool TakesModel(string methodName) => s_modelTakers.Contains(methodName);

    /// <summary>The names of the SDK methods that send a prompt.</summary>
    public ISet<string> PromptCallNames => _promptCallNames;

    /// <summary>
    /// Names of types and namespaces of which a file that calls such a method writes at least one: the client's type, or the
    /// namespace of its extension methods.
    /// </summary>
    public IReadOnlyCollection<string> MarkerWords => _markerWords;

    /// <summary>The names of the SDK methods that register a client with a container.</summary>
    public IReadOnlyCollection<string> RegistrationNames => _registrations.Keys;

    /// <summary>The services that methods of a name register; empty for any other name.</summary>
    public IReadOnlyCollection<string> ServicesRegisteredBy(string methodName) =>
        _registrations.TryGetValue(methodName, out var services) ? services : [];

    /// <summary>A cheap test on the name alone, before any symbol is looked at.</summary>
    public bool MightBeCall(string methodName) => _callNames.Contains(methodName);

    private static IEnumerable<IAssemblySymbol> AssembliesOf(Compilation compilation) =>
        compilation.SourceModule.ReferencedAssemblySymbols.Concat([compilation.Assembly]);

    // Two assemblies may declare the same type name; each is bound in its own assembly, so neither hides the other.
    private void Add(SdkTable table, IAssemblySymbol assembly)
    {
        foreach (var entry in table.Calls)
        {
            if (AssemblyTypes.Find(assembly, entry.Type) is not { } type)
                continue;
            Append(_calls, type, new BoundCallRow(table, entry));
            foreach (var method in entry.Methods)
            {
                _callNames.Add(method);
                if (entry.Operation.TakesPrompt() && entry.Function is null)
                    _promptCallNames.Add(method);
            }

            _markerWords.Add(type.Name);
            _markerWords.Add(type.ContainingNamespace.Name);
        }

        foreach (var entry in table.Options)
            if (AssemblyTypes.Find(assembly, entry.Type) is { } type)
                _options[type] = entry;
        foreach (var entry in table.Clients)
        {
            if (AssemblyTypes.Find(assembly, entry.Type) is not { } type)
                continue;
            _clients[type] = entry;
            _markerWords.Add(type.Name);
        }

        foreach (var entry in table.ClientSources)
        {
            if (AssemblyTypes.Find(assembly, entry.Type) is not { } type)
                continue;
            Append(_clientSources, type, entry);
            foreach (var method in entry.Services.IsEmpty ? ImmutableArray<string>.Empty : entry.Methods)
            {
                if (!_registrations.TryGetValue(method, out var services))
                    _registrations.Add(method, services = new(StringComparer.Ordinal));
                services.UnionWith(entry.Services);
            }
        }

        foreach (var entry in table.PromptFunctions)
            if (AssemblyTypes.Find(assembly, entry.Type) is { } type)
                Append(_promptFunctions, type, entry);
        foreach (var entry in table.Messages)
            if (AssemblyTypes.Find(assembly, entry.Type) is { } type)
                Append(_messages, type, entry);
        AddTelemetry(table, assembly);
    }

    private void AddTelemetry(SdkTable table, IAssemblySymbol assembly)
    {
        foreach (var entry in table.Pipelines)
        {
            if (AssemblyTypes.Find(assembly, entry.Service) is { } service)
                _pipelineServices.Add(service);
            if (AssemblyTypes.Find(assembly, entry.Type) is not { } type)
                continue;
            Append(_pipelines, type, entry);
            _pipelineNames.UnionWith(entry.Methods);
        }

        foreach (var entry in table.ContentSwitches)
        {
            if (entry.Type is null)
            {
                _contentSwitches[entry.Name] = entry;
            }
            else if (AssemblyTypes.Find(assembly, entry.Type) is { } type)
            {
                Append(_contentMembers, type, entry);
                _contentMemberNames.Add(entry.Name);
            }
        }

        _telemetrySwitches.UnionWith(table.TelemetrySwitches);
        if (table.HasOwnTelemetry)
            _assembliesWithTelemetry.Add(assembly.Name);
    }

    private static void Append<T>(Dictionary<INamedTypeSymbol, List<T>> map, INamedTypeSymbol type, T value)
    {
        if (!map.TryGetValue(type, out var list))
            map.Add(type, list = []);
        list.Add(value);
    }
}
