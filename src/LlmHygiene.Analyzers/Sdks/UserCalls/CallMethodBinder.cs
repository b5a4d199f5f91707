using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Sdks.UserCalls;

/// <summary>Finds the methods that an entry of <c>llmhygiene.call_methods</c> names.</summary>
internal static class CallMethodBinder
{
    /// <summary>
    /// The types of that name; none in a project that does not use the library, because several projects share the options.
    /// </summary>
    public static ImmutableArray<INamedTypeSymbol> Types(CallMethodEntry entry, Compilation compilation)
    {
        // A dot may also separate a nested type from its containing type.
        for (var name = entry.Type; ; )
        {
            var types = compilation.GetTypesByMetadataName(name);
            var dot = name.LastIndexOf('.');
            if (types.Length > 0 || dot < 0)
                return types;
            name = name.Substring(0, dot) + "+" + name.Substring(dot + 1);
        }
    }

    /// <summary>The methods of the type, each with what the entry states about it.</summary>
    public static IEnumerable<(IMethodSymbol Method, CallMark Mark)> Methods(CallMethodEntry entry, INamedTypeSymbol type)
    {
        var isAny = entry.Method == CallMethodEntry.AnyMethod;
        foreach (var method in Named(entry, type))
        {
            var mark = MarkOf(entry, method);
            if (!isAny || mark.RowOf(method, method).Entry.Prompts.Length > 0)
                yield return (method, mark);
        }
    }

    /// <summary>The methods of that name, or all that the type declares.</summary>
    public static IEnumerable<IMethodSymbol> Named(CallMethodEntry entry, INamedTypeSymbol type) =>
        (entry.Method == CallMethodEntry.AnyMethod ? type.GetMembers() : type.GetMembers(entry.Method))
            .OfType<IMethodSymbol>()
            .Where(method => method.MethodKind == MethodKind.Ordinary);

    private static CallMark MarkOf(CallMethodEntry entry, IMethodSymbol method)
    {
        var roles = ImmutableDictionary.CreateBuilder<int, CallRole>();
        foreach (var (role, name) in entry.Roles)
            if (method.Parameters.FirstOrDefault(parameter => parameter.Name == name) is { } parameter)
                roles[parameter.Ordinal] = role;
        return new CallMark(entry.Operation, Model: null, entry.Sdk, roles.ToImmutable());
    }
}
