using System.Runtime.CompilerServices;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Tables;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Facts.Http;

/// <summary>
/// Whether the text of a tree contains part of an LLM endpoint. The result is cached per tree, because an edit replaces one tree. A project
/// without LLM endpoints pays for nothing else.
/// </summary>
internal static class EndpointText
{
    // Lives as long as the tree.
    private static readonly ConditionalWeakTable<SyntaxTree, object> s_cache = new();
    private static readonly object s_yes = new();
    private static readonly object s_no = new();

    public static bool IsIn(Compilation compilation, CancellationToken cancellation)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            cancellation.ThrowIfCancellationRequested();
            if (IsIn(tree))
                return true;
        }

        // Refit: another project states the path.
        return RefitSends.Referenced(compilation).Any(static sent => IsHint(sent.Path));
    }

    public static bool IsIn(SyntaxTree tree) => s_cache.GetValue(tree, static key => Look(key) ? s_yes : s_no) == s_yes;

    private static bool Look(SyntaxTree tree) => IsHint(tree.GetText().ToString());

    private static bool IsHint(string text)
    {
        foreach (var hint in LlmEndpoints.Hints)
            if (text.IndexOf(hint, StringComparison.Ordinal) >= 0)
                return true;
        return false;
    }
}
