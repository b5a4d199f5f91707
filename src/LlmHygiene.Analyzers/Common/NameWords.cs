namespace LlmHygiene.Analyzers.Common;

/// <summary>The words of a name: <c>Post</c>, <c>Json</c> and <c>Async</c> of <c>PostJsonAsync</c>.</summary>
internal static class NameWords
{
    public static List<string> Of(string name)
    {
        var words = new List<string>();
        var start = 0;
        for (var at = 1; at <= name.Length; at++)
        {
            if (at < name.Length && !Begins(name, at))
                continue;
            var word = name.Substring(start, at - start).Trim('_');
            if (word.Length > 0)
                words.Add(word);
            start = at;
        }

        return words;
    }

    // `HTTPPost`, `V1Api`, `base_url`
    private static bool Begins(string name, int at) => name[at] == '_' || name[at - 1] == '_' || BeginsWithCapital(name, at);

    /// <summary>True for the capital with which a word begins inside a name: not for the second one of <c>HTTP</c>.</summary>
    /// <param name="at">A position after the first.</param>
    public static bool BeginsWithCapital(string name, int at) =>
        char.IsUpper(name[at]) && (!char.IsUpper(name[at - 1]) || (at + 1 < name.Length && char.IsLower(name[at + 1])));
}
