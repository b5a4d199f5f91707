using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Tracking;

/// <summary>
/// An index of the names in the source of one compilation, and of the symbols that they bind to. It is computed on first use, and shared by
/// everything that follows values through the source.
/// </summary>
internal sealed class SourceIndex(Compilation compilation)
{
    private readonly ConcurrentDictionary<string, NamedFiles> _files = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> _models = new();
    private readonly ConcurrentDictionary<SyntaxNode, Bound> _bound = new();
    private TreeNames[]? _trees;

    public Compilation Compilation => compilation;

    // Sorted by path, so that the same place is reported whatever the order of the files in the compilation is.
    private TreeNames[] Trees
    {
        get
        {
            if (Volatile.Read(ref _trees) is { } known)
                return known;
            var trees = compilation.SyntaxTrees.ToArray();
            Array.Sort(trees, static (left, right) => string.CompareOrdinal(left.FilePath, right.FilePath));
            return _trees = Array.ConvertAll(trees, TreeNames.Of);
        }
    }

    /// <summary>The files, ordered by path, that contain the name as a word, comments and strings included.</summary>
    public IReadOnlyList<TreeNames> FilesNaming(string name) => Find(name).Files;

    /// <summary>How often the name occurs as a word.</summary>
    public int CountOf(string name) => Find(name).Count;

    /// <summary>The semantic model of a file, for callers that do not have one.</summary>
    public SemanticModel ModelOf(SyntaxTree tree)
    {
#pragma warning disable RS1030 // A value may be set in another file; only files that contain a name that the call uses are bound.
        return _models.TryGetValue(tree, out var known) ? known : _models.GetOrAdd(tree, compilation.GetSemanticModel(tree));
#pragma warning restore RS1030
    }

    /// <summary>The symbol that a name binds to.</summary>
    public ISymbol? SymbolOf(SyntaxNode node, SemanticModel model, CancellationToken cancellation)
    {
        if (!_bound.TryGetValue(node, out var known))
            _bound.TryAdd(node, known = new Bound(model.GetSymbolInfo(node, cancellation).Symbol));
        return known.Symbol;
    }

    private NamedFiles Find(string name)
    {
        if (_files.TryGetValue(name, out var known))
            return known;
        List<TreeNames>? files = null;
        var count = 0;
        var hash = TreeNames.HashOf(name);
        foreach (var tree in Trees)
        {
            if (!tree.MightContain(hash) || tree.Positions(name) is not { Count: > 0 } positions)
                continue;
            (files ??= []).Add(tree);
            count += positions.Count;
        }

        var found = files is null ? NamedFiles.None : new NamedFiles(files, count);
        _files.TryAdd(name, found);
        return found;
    }

    private sealed class NamedFiles(IReadOnlyList<TreeNames> files, int count)
    {
        public static readonly NamedFiles None = new([], 0);

        public IReadOnlyList<TreeNames> Files { get; } = files;

        public int Count { get; } = count;
    }

    private sealed class Bound(ISymbol? symbol)
    {
        public ISymbol? Symbol { get; } = symbol;
    }
}
