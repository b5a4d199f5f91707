using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Calls.Interception;

/// <summary>
/// Finds files with the same text, which is possible with file-local types. The compiler identifies an intercepted call by the text of its
/// file, and rejects the interceptor (CS9233) if two files have the same text.
/// </summary>
internal sealed class SourceTwins(Compilation compilation)
{
    private readonly Lazy<ILookup<int, SyntaxTree>> _byLength = new(() => compilation.SyntaxTrees.ToLookup(static tree => tree.Length));
    private readonly ConcurrentDictionary<SyntaxTree, bool> _known = new();

    public bool HasTwin(SyntaxTree tree) =>
        _known.GetOrAdd(
            tree,
            one => _byLength.Value[one.Length].Any(other => other != one && other.GetText().ContentEquals(one.GetText()))
        );
}
