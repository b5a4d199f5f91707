using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.Analyzers.Tracking;

/// <summary>
/// Where a name is written in one syntax tree, found in its text: no node is made where the name is not. Kept with the tree:
/// an edit replaces one tree, so an IDE reads one file again and keeps what it knows of the rest.
/// </summary>
internal sealed class TreeNames
{
    private const uint Seed = 17;
    private const uint Factor = 0x01000193;

    // Lives as long as the tree: an edit makes one new tree, and the others keep what is known of them.
    private static readonly ConditionalWeakTable<SyntaxTree, TreeNames> s_cache = new();

    private readonly ConcurrentDictionary<string, int[]> _positions = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SimpleNameSyntax[]> _nodes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SimpleNameSyntax[]> _targets = new(StringComparer.Ordinal);
    private readonly string _text;
    private ImplicitObjectCreationExpressionSyntax[]? _implicitCreations;

    // Most names that are asked for are in no file: a bit for each word shows that without a search of the text.
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

    public static TreeNames Of(SyntaxTree tree) => s_cache.GetValue(tree, static key => new TreeNames(key));

    /// <summary>True when the word is in the file, comments and strings included.</summary>
    public bool Contains(string word) => Positions(word).Count > 0;

    /// <summary>False when the word is not in the file; true when it is, and rarely when it is not.</summary>
    /// <param name="hash">Of the word, by <see cref="HashOf"/>: many files are asked for one word.</param>
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

    /// <summary>The uses of the name in code; found once, because many calls ask for the same ones.</summary>
    /// <param name="root">Of the tree.</param>
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

    /// <summary>Those of the uses that can give it a value: <c>x = …</c>, <c>(x, y) = …</c>, <c>out x</c>.</summary>
    /// <param name="root">Of the tree.</param>
    public IReadOnlyList<SimpleNameSyntax> Targets(string name, SyntaxNode root) =>
        _targets.TryGetValue(name, out var known) ? known : _targets.GetOrAdd(name, Uses(name, root).Where(IsTarget).ToArray());

    /// <summary>Every <c>new(…)</c>, which names no type.</summary>
    /// <param name="root">Of the tree.</param>
    public IReadOnlyList<ImplicitObjectCreationExpressionSyntax> ImplicitCreations(SyntaxNode root) =>
        _implicitCreations ??= Positions("new")
            .Where(IsBeforeParenthesis)
            .Select(position => root.FindToken(position).Parent)
            .OfType<ImplicitObjectCreationExpressionSyntax>()
            .ToArray();

    private bool IsBeforeParenthesis(int position)
    {
        var next = position + "new".Length;
        while (next < _text.Length && char.IsWhiteSpace(_text[next]))
            next++;
        return next < _text.Length && _text[next] == '(';
    }

    /// <summary>What has the operation of a name: of <c>this.x</c> and <c>x?.y</c> the whole access, of a call the invocation.</summary>
    public static SyntaxNode Reference(SimpleNameSyntax name)
    {
        SyntaxNode node = name;
        if (node.Parent is MemberAccessExpressionSyntax access && access.Name == node)
            node = access;
        else if (node.Parent is MemberBindingExpressionSyntax binding && binding.Name == node)
            node = binding;
        return node.Parent is InvocationExpressionSyntax invocation && invocation.Expression == node ? invocation : node;
    }

    private static bool IsTarget(SimpleNameSyntax name)
    {
        var node = Reference(name);
        while (node.Parent is ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax)
            node = node.Parent;
        return node.Parent switch
        {
            AssignmentExpressionSyntax assignment => assignment.Left == node,
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

    // Of a name that is not here, its absence is found again as fast as it would be remembered.
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
