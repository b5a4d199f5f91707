using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Facts.Tracking;

/// <summary>
/// Where a name is written in one syntax tree, found in its text: no node is made where the name is not. Kept with the tree:
/// an edit replaces one tree, so an IDE reads one file again and keeps what it knows of the rest.
/// </summary>
internal sealed class TreeNames
{
    private static readonly ConditionalWeakTable<SyntaxTree, TreeNames> s_cache = new();

    private readonly ConcurrentDictionary<string, int[]> _positions = new(StringComparer.Ordinal);
    private readonly string _text;

    private TreeNames(SyntaxTree tree) => _text = tree.GetText().ToString();

    public static TreeNames Of(SyntaxTree tree) => s_cache.GetValue(tree, static key => new TreeNames(key));

    /// <summary>Where the name stands as a whole word, comments and strings included.</summary>
    public IReadOnlyList<int> Positions(string name) => _positions.GetOrAdd(name, Find);

    private int[] Find(string name)
    {
        List<int>? found = null;
        for (var at = _text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = _text.IndexOf(name, at + name.Length, StringComparison.Ordinal))
        {
            if (!IsPartOfName(at - 1) && !IsPartOfName(at + name.Length)) (found ??= []).Add(at);
        }

        return found?.ToArray() ?? [];
    }

    private bool IsPartOfName(int index) => index >= 0 && index < _text.Length && (char.IsLetterOrDigit(_text[index]) || _text[index] == '_');
}
