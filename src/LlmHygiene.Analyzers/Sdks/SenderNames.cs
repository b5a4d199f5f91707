using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Sdks;

/// <summary>
/// The names in a file that are called and begin like those of methods that send. They are read from the text, so that no node is created
/// for a name that nobody asks for.
/// </summary>
internal static class SenderNames
{
    // Lives as long as the tree.
    private static readonly ConditionalWeakTable<SyntaxTree, string[]> s_cache = new();

    public static string[] In(SyntaxTree tree) => s_cache.GetValue(tree, static key => Find(key.GetText().ToString()));

    private static string[] Find(string text)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var found = new List<string>();
        for (var at = 0; at < text.Length; at++)
        {
            if (!char.IsUpper(text[at]) || (at > 0 && IsPartOfName(text[at - 1])))
                continue;
            var start = at;
            while (at < text.Length && IsPartOfName(text[at]))
                at++;
            // `Send(`, `Send<Reply>(`
            if (at >= text.Length || text[at] is not ('(' or '<'))
                continue;
            var name = text.Substring(start, at - start);
            if (seen.Add(name) && OutsideSends.MightSend(name))
                found.Add(name);
        }

        return found.ToArray();
    }

    private static bool IsPartOfName(char character) => char.IsLetterOrDigit(character) || character == '_';
}
