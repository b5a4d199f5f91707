using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.Analyzers.Tracking;

/// <summary>
/// Where a name occurs in one syntax tree. The text is searched first, so no node is created where the name does not occur. The result is
/// cached per tree: an edit replaces one tree, so an IDE searches one file again and keeps the results for the others.
/// </summary>
internal sealed class TreeNames
{
    private const uint Seed = 17;
    private const uint Factor = 0x01000193;

    // Lives as long as the tree: an edit creates one new tree, and the results for the others stay valid.
    private static readonly ConditionalWeakTable<SyntaxTree, TreeNames> s_cache = new();

    private readonly ConcurrentDictionary<string, int[]> _positions = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SimpleNameSyntax[]> _nodes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SimpleNameSyntax[]> _targets = new(StringComparer.Ordinal);
    private readonly string _text;
    private ImplicitObjectCreationExpressionSyntax[]? _creations;

    // Most requested names occur in no file: a bit for each word shows that without a search of the text.
    private readonly ulong[] _words;

    private TreeNames(SyntaxTree tree)
    {
        Tree = tree;
        _text = tree.GetText().ToString();
        // Few words of a file share a bit: a name of six letters and its surroundings take about ten characters, and most names repeat.
        var size = 1;
        while (size * 64 < _text.Length)
            size *= 2;
        _words = new ulong[size];
        for (var at = 0; at < _text.Length; )
        {
            var hash = Seed;
            var start = at;
            while (at < _text.Length && IsPartOfName(_text[at]))
                hash = unchecked((hash * Factor) + _text[at++]);
            if (at == start)
            {
                at++;
                continue;
            }

            hash = Mixed(hash);
            _words[(hash >> 6) & (uint)(size - 1)] |= 1UL << (int)(hash & 63);
        }
    }

    public SyntaxTree Tree { get; }

    /// <summary>The whole file.</summary>
    public string Text => _text;

    public static TreeNames Of(SyntaxTree tree) => s_cache.GetValue(tree, static key => new TreeNames(key));

    /// <summary>True when the word is in the file, comments and strings included.</summary>
    public bool Contains(string word) => Positions(word).Count > 0;

    /// <summary>False when the word is not in the file. Normally true only when it is; rarely also when it is not.</summary>
    /// <param name="hash">The hash of the word, from <see cref="HashOf"/>: one word is looked up in many files.</param>
    public bool MightContain(uint hash) => ((_words[(hash >> 6) & (uint)(_words.Length - 1)] >> (int)(hash & 63)) & 1) != 0;

    public static uint HashOf(string word)
    {
        var hash = Seed;
        foreach (var character in word)
            hash = unchecked((hash * Factor) + character);
        return Mixed(hash);
    }

    private static uint Mixed(uint hash) => unchecked((hash ^ (hash >> 15)) * 0x2C1B3C6D) >> 7;

    /// <summary>Where the name is a whole word, comments and strings included.</summary>
    public IReadOnlyList<int> Positions(string name) => _positions.TryGetValue(name, out var known) ? known : Remember(name, Find(name));

    /// <summary>The uses of the name in code. The result is cached, because many calls request the same names.</summary>
    /// <param name="root">The root of the tree.</param>
    public IReadOnlyList<SimpleNameSyntax> Uses(string name, SyntaxNode root)
    {
        if (_nodes.TryGetValue(name, out var known))
            return known;
        var positions = Positions(name);
        if (positions.Count == 0)
            return [];
        var found = new List<SimpleNameSyntax>();
        foreach (var position in positions)
            if (root.FindToken(position).Parent is SimpleNameSyntax node && node.Identifier.ValueText == name)
                found.Add(node);
        return _nodes.GetOrAdd(name, found.ToArray());
    }

    /// <summary>
    /// The uses that can give the name a value: <c>x = …</c>, <c>(x, y) = …</c>, <c>out x</c>, <c>x++</c>, and <c>ref x</c>, after which
    /// another name can.
    /// </summary>
    /// <param name="root">The root of the tree.</param>
    public IReadOnlyList<SimpleNameSyntax> Targets(string name, SyntaxNode root) =>
        _targets.TryGetValue(name, out var known) ? known : _targets.GetOrAdd(name, Uses(name, root).Where(IsTarget).ToArray());

    /// <summary>
    /// The node whose operation a name belongs to: the whole access for <c>this.x</c> and <c>x?.y</c>, the invocation for a call.
    /// </summary>
    public static SyntaxNode Reference(SimpleNameSyntax name)
    {
        SyntaxNode node = name;
        if (node.Parent is MemberAccessExpressionSyntax access && access.Name == node)
            node = access;
        else if (node.Parent is MemberBindingExpressionSyntax binding && binding.Name == node)
            node = binding;
        return node.Parent is InvocationExpressionSyntax invocation && invocation.Expression == node ? invocation : node;
    }

    /// <summary>Every <c>new(…)</c> without the name of a type.</summary>
    /// <param name="root">The root of the tree.</param>
    public IReadOnlyList<ImplicitObjectCreationExpressionSyntax> ImplicitCreations(SyntaxNode root)
    {
        if (Volatile.Read(ref _creations) is { } known)
            return known;
        var found = new List<ImplicitObjectCreationExpressionSyntax>();
        foreach (var position in Positions("new"))
            if (root.FindToken(position).Parent is ImplicitObjectCreationExpressionSyntax creation)
                found.Add(creation);
        return _creations = found.ToArray();
    }

    private static bool IsTarget(SimpleNameSyntax name)
    {
        var node = Reference(name);
        while (
            node.Parent
                is ParenthesizedExpressionSyntax
                    or PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression }
        )
            node = node.Parent;
        return node.Parent switch
        {
            AssignmentExpressionSyntax assignment => assignment.Left == node,
            RefExpressionSyntax or PostfixUnaryExpressionSyntax => true,
            PrefixUnaryExpressionSyntax change => change.OperatorToken.Kind()
                is SyntaxKind.PlusPlusToken
                    or SyntaxKind.MinusMinusToken
                    or SyntaxKind.AmpersandToken,
            ForEachVariableStatementSyntax loop => loop.Variable == node,
            ArgumentSyntax argument => !argument.RefKindKeyword.IsKind(SyntaxKind.None) || argument.Parent is TupleExpressionSyntax,
            _ => false,
        };
    }

    /// <summary>True when the span contains the name as a whole word.</summary>
    public bool IsNamedIn(Microsoft.CodeAnalysis.Text.TextSpan span, string name)
    {
        if (Positions(name) is not int[] { Length: > 0 } positions)
            return false;
        var at = Array.BinarySearch(positions, span.Start);
        if (at < 0)
            at = ~at;
        return at < positions.Length && positions[at] < span.End;
    }

    // Absence is not cached: finding it again is as fast as a cache lookup.
    private int[] Remember(string name, int[] positions) => positions.Length == 0 ? positions : _positions.GetOrAdd(name, positions);

    private int[] Find(string name)
    {
        // A lambda has no name.
        if (name.Length == 0 || !MightContain(HashOf(name)))
            return [];
        List<int>? found = null;
        for (
            var at = _text.IndexOf(name, StringComparison.Ordinal);
            at >= 0;
            at = _text.IndexOf(name, at + name.Length, StringComparison.Ordinal)
        )
        {
            if (!IsPartOfName(at - 1) && !IsPartOfName(at + name.Length))
                (found ??= []).Add(at);
        }

        return found?.ToArray() ?? [];
    }

    private bool IsPartOfName(int index) => index >= 0 && index < _text.Length && IsPartOfName(_text[index]);

    private static bool IsPartOfName(char character) =>
        character < 128
            ? character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_'
            : char.IsLetterOrDigit(character);
}
