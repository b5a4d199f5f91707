using System.Collections.Concurrent;
using LlmHygiene.Analyzers.Sdks.Rows;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Sdks.UserCalls;

/// <summary>
/// The methods that the user has marked as LLM calls: with <c>[LlmCall]</c> or <c>[Prompt]</c>, wherever they are declared, or in
/// <c>llmhygiene.call_methods</c>, for the files that have the option. The option takes precedence over the attribute.
/// </summary>
internal sealed class UserCallMethods
{
    private readonly HashSet<string> _attributeNames;
    private readonly Func<SyntaxTree, string?> _listOf;
    private readonly Dictionary<string, Dictionary<ISymbol, CallMark>> _lists = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<ISymbol, BoundCallRow?> _byAttribute = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ListedMethod, BoundCallRow?> _byList = new();

    private UserCallMethods(HashSet<string> attributeNames, Func<SyntaxTree, string?> listOf)
    {
        _attributeNames = attributeNames;
        _listOf = listOf;
        Names = [.. attributeNames];
    }

    /// <summary>The names of the marked methods, and of some that are not.</summary>
    public HashSet<string> Names { get; }

    /// <param name="listOf">The value of the option for a file.</param>
    /// <returns>Null when nothing is marked.</returns>
    public static UserCallMethods? Find(Compilation compilation, Func<SyntaxTree, string?> listOf)
    {
        var marked = new UserCallMethods(UserCallNames.Find(compilation) ?? [], listOf);
        string? last = null;
        foreach (var tree in compilation.SyntaxTrees)
        {
            // One section of a config file gives all its files the same value.
            if (listOf(tree) is not { } list || ReferenceEquals(list, last))
                continue;
            last = list;
            if (!marked._lists.ContainsKey(list))
                marked._lists.Add(list, marked.Bind(CallMethodList.Parse(list), compilation));
        }

        return marked.Names.Count == 0 ? null : marked;
    }

    /// <param name="method">The declaration, not an extension method in its reduced form.</param>
    /// <param name="tree">The file with the call; null to accept the mark of any file.</param>
    public BoundCallRow? Find(IMethodSymbol method, SyntaxTree? tree)
    {
        if (!Names.Contains(method.Name))
            return null;
        if (_lists.Count > 0)
        {
            foreach (var list in tree is null ? _lists.Keys : ListOf(tree))
                if (
                    _byList.GetOrAdd(
                        new ListedMethod(list, method),
                        key => Row(method, candidate => _lists[key.List].TryGetValue(candidate, out var mark) ? mark : null)
                    ) is
                    { } row
                )
                    return row;
        }

        return _attributeNames.Contains(method.Name) ? _byAttribute.GetOrAdd(method, _ => Row(method, LlmCallMarks.Of)) : null;
    }

    private IEnumerable<string> ListOf(SyntaxTree tree) => _listOf(tree) is { } list && _lists.ContainsKey(list) ? [list] : [];

    private Dictionary<ISymbol, CallMark> Bind(CallMethodList list, Compilation compilation)
    {
        var marks = new Dictionary<ISymbol, CallMark>(SymbolEqualityComparer.Default);
        foreach (var entry in list.Entries)
        {
            foreach (
                var (method, mark) in CallMethodBinder.Types(entry, compilation).SelectMany(type => CallMethodBinder.Methods(entry, type))
            )
            {
                marks[method] = mark;
                Names.Add(method.Name);
            }
        }

        return marks;
    }

    // A mark is on the method, or on one that it overrides or implements; the parameters are then the same by position.
    private static BoundCallRow? Row(IMethodSymbol method, Func<IMethodSymbol, CallMark?> markOf)
    {
        for (var current = method; current is not null; current = current.OverriddenMethod?.OriginalDefinition)
            if (markOf(current) is { } mark)
                return mark.RowOf(method, current);
        if (PromptAttributeReader.Of(method) is { } prompt)
            return PromptAttributeReader.RowOf(method, prompt);
        if (method.IsStatic || method.ContainingType is not { } type)
            return null;
        foreach (var implemented in type.AllInterfaces)
        {
            foreach (var member in implemented.GetMembers(method.Name))
            {
                if (
                    member.OriginalDefinition is IMethodSymbol declared
                    && markOf(declared) is { } mark
                    && SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(member)?.OriginalDefinition, method)
                )
                    return mark.RowOf(method, declared);
            }
        }

        return null;
    }

    private sealed record ListedMethod(string List, IMethodSymbol Method);
}
