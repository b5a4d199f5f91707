using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks.Rows;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Sdks;

internal sealed partial class SdkCatalog
{
    /// <summary>
    /// The table row of a method: declared by the SDK, an override of it, an implementation of its interface, or marked by the user.
    /// </summary>
    /// <param name="tree">The file with the call; null to count the marks of every file.</param>
    public BoundCallRow? FindCall(IMethodSymbol method, SyntaxTree? tree = null)
    {
        if (!MightBeCall(method.Name))
            return null;

        for (var candidate = method.AsDeclared(); candidate is not null; candidate = candidate.OverriddenMethod?.OriginalDefinition)
            if ((Named(_calls, candidate.ContainingType, candidate) ?? FindImplemented(candidate)) is { } row)
                return row;

        return _marked?.Find(method.AsDeclared(), tree);
    }

    /// <summary>What the members of an options or request object mean; null for any other type.</summary>
    public OptionsRow? FindOptions(ITypeSymbol? type) => FindInBases(_options, type);

    /// <summary>The same for a call of one operation.</summary>
    public OptionsRow? FindOptions(ITypeSymbol? type, LlmOperation? operation) =>
        operation is null || _optionsOfOperations.Count == 0
            ? FindOptions(type)
            : FindInBases(_optionsOfOperations, type)?.Find(row => row.Operation == operation) ?? FindOptions(type);

    /// <summary>True for a member, constructor parameter or method of an options object through which it holds another one.</summary>
    public bool HoldsOptions(ITypeSymbol? type, string name) =>
        FindOptions(type)?.Inner.Contains(name) == true
        || FindInBases(_optionsOfOperations, type)?.Exists(row => row.Inner.Contains(name)) == true;

    public ClientRow? FindClient(ITypeSymbol? type) => FindInBases(_clients, type);

    /// <summary>True for what is put together from other clients: a workflow, a chain, a class that implements one.</summary>
    public bool IsComposite(ITypeSymbol? type)
    {
        if (FindClient(type) is { } row)
            return row.IsComposite;
        foreach (var implemented in type?.AllInterfaces ?? ImmutableArray<INamedTypeSymbol>.Empty)
            if (_clients.TryGetValue(implemented.OriginalDefinition, out var entry) && entry.IsComposite)
                return true;
        return false;
    }

    /// <summary>
    /// True for a type of user code that replaces an SDK client: it implements the abstraction or derives from the client.
    /// </summary>
    public bool IsClientImplementation(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
            if (_clients.TryGetValue(current.OriginalDefinition, out var entry) && entry.IsAbstraction)
                return true;
        foreach (var implemented in type.AllInterfaces)
            if (_clients.TryGetValue(implemented.OriginalDefinition, out var entry) && entry.IsAbstraction)
                return true;
        return false;
    }

    /// <summary>True for a client of an SDK, the abstraction of one, and a type of user code that stands in for one.</summary>
    public bool IsClient(ITypeSymbol? type) =>
        type is not null
        && (FindClient(type) is not null || IsPipelineOrBuilder(type) || (type is INamedTypeSymbol named && IsClientImplementation(named)));

    /// <summary>The row of a constructor, factory, adapter or pipeline step that yields a client.</summary>
    public ClientSourceRow? FindClientSource(IMethodSymbol method)
    {
        var definition = method.AsDeclared();
        if (!_clientSources.TryGetValue(definition.ContainingType.OriginalDefinition, out var rows))
            return null;
        // Versions of an SDK differ in whether a constructor takes the model: the row that names a parameter of this one takes precedence.
        return rows.Find(row => Fits(row) && row.Model is not null && HasParameter(definition, row.Model)) ?? rows.Find(Fits);

        bool Fits(ClientSourceRow row) =>
            row.Methods.Contains(definition.Name) && (row.Inner is null or ClientSourceRow.Receiver || HasParameter(definition, row.Inner));
    }

    /// <summary>The constructors of steps with a delegate that edits the options of each call.</summary>
    public IEnumerable<IMethodSymbol> ConfiguringConstructors =>
        from source in _clientSources
        from row in source.Value
        where row.ConfigureOptions is not null && row.Methods.Contains(ClientSourceRow.Constructor)
        from constructor in source.Key.InstanceConstructors
        where HasParameter(constructor, row.ConfigureOptions!)
        select constructor;

    /// <summary>The row of a constructor or factory of prompt messages.</summary>
    public MessageRow? FindMessage(IMethodSymbol method) =>
        _messages.TryGetValue(method.ContainingType.OriginalDefinition, out var rows)
            ? rows.Find(row => row.Methods.Contains(method.Name))
            : null;

    /// <summary>The row of a constructor or factory of message content other than text.</summary>
    public ContentRow? FindContent(IMethodSymbol method) =>
        _contents.TryGetValue(method.ContainingType.OriginalDefinition, out var rows)
            ? rows.Find(row => row.Methods.Contains(method.Name))
            : null;

    /// <summary>
    /// True unless versions of the provider's own SDK differ in whether they send the parameter, and none that sends it is referenced.
    /// </summary>
    public bool Sends(string provider, RequestParameter parameter) =>
        _sentByEarlier.Contains(new(provider, parameter)) || !SdkProviders.SendsInEarlierVersionsOnly(provider, parameter);

    /// <summary>The names of the members that put parameters into a request.</summary>
    public IReadOnlyCollection<string> ParameterNames => _parameterNames;

    /// <summary>The row of a method that creates a function object from a prompt.</summary>
    public PromptFunctionRow? FindPromptFunction(IMethodSymbol method)
    {
        var definition = method.AsDeclared();
        return _promptFunctions.TryGetValue(definition.ContainingType.OriginalDefinition, out var rows)
            ? rows.Find(row => row.Methods.Contains(definition.Name))
            : null;
    }

    /// <summary>The names of methods that make functions of the prompt files in a directory.</summary>
    public IEnumerable<string> PromptDirectoryMethods =>
        _promptFunctions.Values.SelectMany(rows => rows).Where(row => row.Directory is not null).SelectMany(row => row.Methods).Distinct();

    private static bool HasParameter(IMethodSymbol method, string name)
    {
        foreach (var parameter in method.Parameters)
            if (parameter.Name == name)
                return true;
        return false;
    }

    private static BoundCallRow? Named(Dictionary<INamedTypeSymbol, List<BoundCallRow>> map, INamedTypeSymbol? type, IMethodSymbol method)
    {
        if (type is null || !map.TryGetValue(type.OriginalDefinition, out var rows))
            return null;
        return rows.Find(row =>
                row.Entry.Methods.Contains(method.Name) && row.Entry.Options is { } options && HasParameter(method, options)
            ) ?? rows.Find(row => row.Entry.Methods.Contains(method.Name));
    }

    private BoundCallRow? FindImplemented(IMethodSymbol method)
    {
        if (method.IsStatic || method.ContainingType is not { } type)
            return null;
        foreach (var implemented in type.AllInterfaces)
        {
            if (Named(_calls, implemented, method) is not { } row)
                continue;
            foreach (var member in implemented.GetMembers(method.Name))
                if (
                    SymbolEqualityComparer.Default.Equals(
                        type.FindImplementationForInterfaceMember(member)?.OriginalDefinition,
                        method.OriginalDefinition
                    )
                )
                    return row;
        }

        return null;
    }

    private static T? FindInBases<T>(Dictionary<INamedTypeSymbol, T> map, ITypeSymbol? type)
        where T : class
    {
        for (var current = type as INamedTypeSymbol; current is not null; current = current.BaseType)
            if (map.TryGetValue(current.OriginalDefinition, out var entry))
                return entry;
        return null;
    }
}
