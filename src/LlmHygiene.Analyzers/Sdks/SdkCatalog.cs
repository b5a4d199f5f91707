using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Sdks.UserCalls;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.Analyzers.Sdks;

/// <summary>The SDK tables bound to the symbols of one compilation; immutable, so it can be read from any thread.</summary>
internal sealed partial class SdkCatalog
{
    private readonly Dictionary<INamedTypeSymbol, List<BoundCallRow>> _calls = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<INamedTypeSymbol, OptionsRow> _options = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<INamedTypeSymbol, List<OptionsRow>> _optionsOfOperations = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<INamedTypeSymbol, ClientRow> _clients = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<INamedTypeSymbol, List<ClientSourceRow>> _clientSources = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<INamedTypeSymbol, List<MessageRow>> _messages = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<INamedTypeSymbol, List<PromptFunctionRow>> _promptFunctions = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<string, HashSet<string>> _registrations = new(StringComparer.Ordinal);
    private readonly Dictionary<INamedTypeSymbol, List<PipelineRow>> _pipelines = new(SymbolEqualityComparer.Default);
    private readonly HashSet<INamedTypeSymbol> _pipelineServices = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<INamedTypeSymbol, List<ContentSwitchRow>> _contentMembers = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<string, ContentSwitchRow> _contentSwitches = new(StringComparer.Ordinal);
    private readonly Dictionary<INamedTypeSymbol, List<ContentRow>> _contents = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ProviderParameter> _sentByEarlier = [];
    private readonly HashSet<string> _parameterNames = new(StringComparer.Ordinal);
    private readonly HashSet<string> _telemetrySwitches = new(StringComparer.Ordinal);
    private readonly HashSet<string> _assembliesWithTelemetry = new(StringComparer.Ordinal);
    private readonly HashSet<string> _assembliesWithSwitch = new(StringComparer.Ordinal);
    private readonly HashSet<string> _pipelineNames = new(StringComparer.Ordinal);
    private readonly HashSet<string> _contentMemberNames = new(StringComparer.Ordinal);
    private readonly HashSet<string> _callNames = new(StringComparer.Ordinal);
    private readonly HashSet<string> _promptCallNames = new(StringComparer.Ordinal);
    private readonly HashSet<string> _markerWords = new(StringComparer.Ordinal);
    private readonly UserCallMethods? _marked;
    private readonly CallShapes _shapes;

    private SdkCatalog(Compilation compilation, UserCallMethods? marked, HygieneLevel level, bool withSdks)
    {
        Level = level;
        Known = new KnownTypes(compilation);
        _marked = marked;
        var optional = new OptionalParameters(compilation);
        _shapes = new CallShapes(
            _calls,
            name => marked?.Names.Contains(name) == true,
            name => level > HygieneLevel.V0_1 && optional.Has(name)
        );
        if (withSdks)
        {
            foreach (var assembly in compilation.SourceModule.ReferencedAssemblySymbols)
                Add(assembly);
            Add(compilation.Assembly);
        }

        HasSdks = _callNames.Count > 0;
        if (marked is null)
            return;
        _callNames.UnionWith(marked.Names);
        _promptCallNames.UnionWith(marked.Names);
        _markerWords.UnionWith(marked.Names);
    }

    public KnownTypes Known { get; }

    /// <summary>The level of the project: what came later is not recognized.</summary>
    public HygieneLevel Level { get; }

    /// <summary>True when an LLM SDK is referenced.</summary>
    public bool HasSdks { get; }

    /// <summary>True when something in the compilation can be an LLM call, of an SDK or of a method that the user has marked.</summary>
    public bool HasCalls => _callNames.Count > 0;

    /// <param name="marked">The methods that the user has marked as calls; null for none.</param>
    /// <param name="level">The level of the project.</param>
    public static SdkCatalog Bind(Compilation compilation, UserCallMethods? marked = null, HygieneLevel level = HygieneLevel.Latest)
    {
        var catalog = new SdkCatalog(compilation, marked, level, withSdks: true);
        // A package of an SDK that makes no calls itself does not make the compilation a user of the SDK.
        return catalog.HasSdks ? catalog : new SdkCatalog(compilation, marked, level, withSdks: false);
    }

    /// <summary>True when the compilation is an LLM SDK itself.</summary>
    public static bool IsSdk(IAssemblySymbol assembly) => SdkAssemblies.TablesOf(assembly.Name).Length > 0;

    /// <summary>The names of all methods that are calls, and of some that are not.</summary>
    public IReadOnlyCollection<string> CallNames => _callNames;

    /// <summary>The names of the SDK methods that send a prompt.</summary>
    public ISet<string> PromptCallNames => _promptCallNames;

    /// <summary>
    /// Names of types and namespaces, at least one of which is in every file that calls such a method: the client's type, or the namespace
    /// of its extension methods.
    /// </summary>
    public IReadOnlyCollection<string> MarkerWords => _markerWords;

    /// <summary>The names of the SDK methods that register a client with a container.</summary>
    public IReadOnlyCollection<string> RegistrationNames => _registrations.Keys;

    /// <summary>The services that methods of a name register; empty for any other name.</summary>
    public IReadOnlyCollection<string> ServicesRegisteredBy(string methodName) =>
        _registrations.TryGetValue(methodName, out var services) ? services : [];

    /// <summary>A cheap check of the name alone, before any symbol is looked at.</summary>
    public bool MightBeCall(string methodName) => _callNames.Contains(methodName);

    /// <summary>A check of the name and the number and kind of the arguments, before any symbol is looked at.</summary>
    public bool MightBeCall(string methodName, InvocationExpressionSyntax call) =>
        _callNames.Contains(methodName) && _shapes.Fits(methodName, call);

    private void Add(IAssemblySymbol assembly)
    {
        foreach (var table in SdkAssemblies.TablesOf(assembly.Name))
            if (table.Since <= Level)
                Add(table, assembly);
    }

    // Two assemblies may declare the same type name; each is bound in its own assembly, so neither hides the other.
    private void Add(SdkTable table, IAssemblySymbol assembly)
    {
        foreach (var entry in table.Calls)
        {
            if (AssemblyTypes.Find(assembly, entry.Type) is not { } type)
                continue;
            Append(_calls, type, new BoundCallRow(table, entry) { ReadsConfiguration = Level > HygieneLevel.V0_1 });
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
        {
            if (AssemblyTypes.Find(assembly, entry.Type) is not { } type)
                continue;
            foreach (var parameter in entry.Parameters)
            {
                _parameterNames.Add(parameter.Member);
                if (parameter.IsEarlier && table.Provider is { } provider && !type.GetMembers(parameter.Member).IsEmpty)
                    _sentByEarlier.Add(new(provider, parameter.Parameter));
            }

            if (entry.Operation is null)
                _options[type] = entry;
            else
                Append(_optionsOfOperations, type, entry);
        }

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
            if (OlderLimitOf(entry, type) is not null)
                _parameterNames.Add(entry.OlderLimit!.Member);
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
        foreach (var entry in table.Contents)
            if (AssemblyTypes.Find(assembly, entry.Type) is { } type)
                Append(_contents, type, entry);
        AddEndpoints(table, assembly);
        AddHttp(table, assembly);
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
        if (!table.TelemetrySwitches.IsEmpty)
            _assembliesWithSwitch.Add(assembly.Name);
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
