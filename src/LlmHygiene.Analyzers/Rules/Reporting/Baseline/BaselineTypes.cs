using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Model;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Rules.Reporting.Baseline;

/// <summary>
/// The names of types as the code shows them. The compiler's own names are of no use: that of a file-local type has a hash of the
/// file's path, and that of an extension block a hash of its content.
/// </summary>
internal static class BaselineTypes
{
    /// <summary>The name with its namespace, <c>+</c> before a nested type and <c>`1</c> after a generic one.</summary>
    public static string NameOf(INamedTypeSymbol type)
    {
        var named = type.OutOfExtensionBlock();
        var name = Own(named);
        for (var outer = named.ContainingType; outer is not null; outer = outer.ContainingType)
            name = Own(outer) + "+" + name;
        return named.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString() + "." + name : name;
    }

    /// <summary>The types of the compilation's source with that name. File-local types of several files can share it.</summary>
    public static IEnumerable<INamedTypeSymbol> Find(string name, Compilation compilation)
    {
        INamespaceSymbol? space = compilation.Assembly.GlobalNamespace;
        var dot = name.LastIndexOf('.');
        if (dot > 0)
            foreach (var part in name.Substring(0, dot).Split('.'))
                space = space?.GetMembers(part).OfType<INamespaceSymbol>().FirstOrDefault();
        if (space is null)
            return [];

        IEnumerable<INamespaceOrTypeSymbol> found = [space];
        foreach (var part in name.Substring(dot + 1).Split('+'))
            found = found.SelectMany(outer => outer.GetTypeMembers(Simple(part)).Where(type => Own(type) == part)).ToList();
        return found.OfType<INamedTypeSymbol>();
    }

    /// <summary>All members that a baseline names as it names this one: overloads, and those of types with one name.</summary>
    public static IReadOnlyList<ISymbol> SameName(ISymbol member) =>
        member.ContainingType is { } type
            ?
            [
                .. SameName(type.OutOfExtensionBlock())
                    .SelectMany(static same => same.GetTypeMembers("").Prepend(same))
                    .SelectMany(same => same.GetMembers(member.Name)),
            ]
            : [];

    private static IEnumerable<INamedTypeSymbol> SameName(INamedTypeSymbol type) =>
        type.ContainingType is { } outer
            ? SameName(outer).SelectMany(one => one.GetTypeMembers(type.Name, type.Arity))
            : type.ContainingNamespace.GetTypeMembers(type.Name, type.Arity);

    private static string Own(INamedTypeSymbol type) => type.Arity == 0 ? type.Name : type.Name + "`" + ScalarValues.Invariant(type.Arity);

    private static string Simple(string name) => name.IndexOf('`') is > 0 and var arity ? name.Substring(0, arity) : name;
}
