using System.Collections.Concurrent;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Clients.Configuration;

/// <summary>The sections that the options classes of one compilation are bound to.</summary>
internal sealed class BoundOptions
{
    private readonly ConcurrentDictionary<ISymbol, IReadOnlyList<string>> _sections = new(SymbolEqualityComparer.Default);

    /// <summary>Empty for a class that is bound nowhere, or where the section is not known.</summary>
    public IReadOnlyList<string> SectionsOf(INamedTypeSymbol options, ConfigurationReader reader, SourceScope scope)
    {
        if (_sections.TryGetValue(options, out var known))
            return known;
        if (!scope.Contains(options.OriginalDefinition))
            return [];
        var bindings = Bindings(options, scope).ToList();
        var found = bindings.SelectMany(reader.SectionsOf).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (found.Count == 0 && HostBoundOptions.SectionOf(options, bindings.Count > 0, scope) is { } ofHosts)
            found.Add(ofHosts);
        return _sections.GetOrAdd(options, found);
    }

    /// <summary>The calls that bind a class of this project or of another one.</summary>
    public static IEnumerable<IInvocationOperation> Bindings(INamedTypeSymbol options, SourceScope scope)
    {
        // `Configure<T>(section)`, `section.Get<T>()`: the type is written.
        foreach (var name in (string[])[ConfigurationSdk.Configure, ConfigurationSdk.Get])
        foreach (var call in scope.Invocations(name, node => Names(node, options.Name)))
            if (IsBinder(call) && call.TargetMethod.TypeArguments is [var bound] && Is(bound, options))
                yield return call;
        // `AddOptions<T>().Bind(section)`, `section.Bind(options)`
        foreach (var name in (string[])[ConfigurationSdk.Bind, ConfigurationSdk.BindConfiguration])
        foreach (var call in scope.Invocations(name))
            if (IsBinder(call) && Binds(call, options))
                yield return call;
    }

    private static bool Binds(IInvocationOperation call, INamedTypeSymbol options) =>
        call.TargetMethod.TypeArguments is [var bound]
            ? Is(bound, options)
            : call.Arguments.Any(argument => Is(argument.Value.WithoutConversion().Type, options));

    private static bool IsBinder(IInvocationOperation call) =>
        call.TargetMethod.ContainingType is { Name: var name } && ConfigurationSdk.Binders.Contains(name);

    private static bool Is(ITypeSymbol? type, INamedTypeSymbol options) => SymbolEqualityComparer.Default.Equals(type, options);

    private static bool Names(SimpleNameSyntax node, string type) =>
        node is GenericNameSyntax { TypeArgumentList.Arguments: [var argument] } && argument.ToString().Contains(type);
}
