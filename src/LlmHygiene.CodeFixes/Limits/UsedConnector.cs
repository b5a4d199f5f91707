using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.CodeFixes.Editing;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.CodeFixes.Limits;

/// <summary>
/// Where several connectors have options of their own, such as those of Semantic Kernel, the one that the code uses is the likely one.
/// </summary>
internal static class UsedConnector
{
    /// <summary>The members of a connector that the file of the call uses, then of those that the project uses, then the others.</summary>
    public static IReadOnlyList<LimitMember> First(FixableCall call, IReadOnlyList<LimitMember> members)
    {
        if (members.Count < 2)
            return members;
        var names = members
            .Select(static member => member.Type.ContainingAssembly)
            .Distinct<IAssemblySymbol>(SymbolEqualityComparer.Default)
            .ToDictionary(static assembly => assembly, NamesOf, (IEqualityComparer<IAssemblySymbol>)SymbolEqualityComparer.Default);
        var shared = names.Values.SelectMany(static one => one).GroupBy(static name => name).Where(static group => group.Count() > 1);
        foreach (var name in shared.Select(static group => group.Key).ToList())
        foreach (var one in names.Values)
            one.Remove(name);

        return [.. members.OrderBy(member => Distance(names[member.Type.ContainingAssembly], call))];
    }

    private static int Distance(HashSet<string> names, FixableCall call)
    {
        var files = call.Scope.FilesNaming(names).ToList();
        return files.Contains(call.Syntax.SyntaxTree) ? 0
            : files.Count > 0 ? 1
            : 2;
    }

    // Its types, and the extension methods that register its clients: both are named where the connector is used.
    private static HashSet<string> NamesOf(IAssemblySymbol assembly)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var namespaces = new Stack<INamespaceSymbol>([assembly.GlobalNamespace]);
        while (namespaces.Count > 0)
        {
            var current = namespaces.Pop();
            foreach (var inner in current.GetNamespaceMembers())
                namespaces.Push(inner);
            foreach (var type in current.GetTypeMembers().Where(static type => type.DeclaredAccessibility == Accessibility.Public))
            {
                names.Add(type.Name);
                if (type.MightContainExtensionMethods)
                    names.UnionWith(
                        type.GetMembers().OfType<IMethodSymbol>().Where(IsPublicExtension).Select(static method => method.Name)
                    );
            }
        }

        return names;
    }

    private static bool IsPublicExtension(IMethodSymbol method) =>
        method is { IsExtensionMethod: true, DeclaredAccessibility: Accessibility.Public };
}
