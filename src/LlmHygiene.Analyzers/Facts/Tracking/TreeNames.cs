using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LlmHygiene.Analyzers.Facts.Tracking;

/// <summary>
/// Where each identifier is written in one syntax tree. Made once for a tree and kept with it: an edit replaces one tree, so
/// an IDE reads one file again and keeps the rest.
/// </summary>
internal sealed class TreeNames
{
    private static readonly ConditionalWeakTable<SyntaxTree, TreeNames> s_cache = new();

    private readonly Dictionary<string, List<int>> _positions;

    private TreeNames(SyntaxTree tree)
    {
        _positions = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        foreach (var token in tree.GetRoot().DescendantTokens())
        {
            if (!token.IsKind(SyntaxKind.IdentifierToken)) continue;
            if (!_positions.TryGetValue(token.ValueText, out var positions)) _positions.Add(token.ValueText, positions = []);
            positions.Add(token.SpanStart);
        }
    }

    public static TreeNames Of(SyntaxTree tree) => s_cache.GetValue(tree, static key => new TreeNames(key));

    public bool Contains(string name) => _positions.ContainsKey(name);

    public IReadOnlyList<int> Positions(string name) => _positions.TryGetValue(name, out var positions) ? positions : [];
}
