namespace LlmHygiene.Analyzers.Common;

/// <summary>"Did you mean": the known word that is nearest to the written one.</summary>
internal static class Suggestions
{
    // Longer words are never typos of a short known word, and the distance table grows with both lengths.
    private const int MaxWordLength = 64;

    private const string Question = "Did you mean '";

    /// <returns>A sentence to append; empty when no known word is near.</returns>
    public static string DidYouMean(string written, IEnumerable<string> known) =>
        Nearest(written, known) is { } nearest ? " " + Question + nearest + "'?" : "";

    /// <summary>The word that a message suggests, so that a fix can write it; null when it suggests none.</summary>
    public static string? In(string message)
    {
        var start = message.IndexOf(Question, StringComparison.Ordinal);
        if (start < 0)
            return null;
        start += Question.Length;
        var end = message.IndexOf("'?", start, StringComparison.Ordinal);
        return end > start ? message.Substring(start, end - start) : null;
    }

    public static string? Nearest(string written, IEnumerable<string> known)
    {
        if (written.Length is 0 or > MaxWordLength)
            return null;
        string? best = null;
        var bestDistance = (written.Length / 3) + 2;
        foreach (var word in known)
        {
            if (word.Length > MaxWordLength)
                continue;
            var distance = Distance(Fold(written), Fold(word));
            if (distance >= bestDistance || distance >= Math.Max(written.Length, word.Length))
                continue;
            best = word;
            bestDistance = distance;
        }

        return best;
    }

    // max_tokens, max-tokens and MaxTokens are all the same typo for maxTokens.
    private static string Fold(string word) => word.Replace("_", "").Replace("-", "").ToLowerInvariant();

    // Optimal string alignment: swapping two neighboring characters counts as one mistake.
    private static int Distance(string left, string right)
    {
        var table = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
            table[i, 0] = i;
        for (var j = 0; j <= right.Length; j++)
            table[0, j] = j;
        for (var i = 1; i <= left.Length; i++)
        {
            for (var j = 1; j <= right.Length; j++)
            {
                var cost = left[i - 1] == right[j - 1] ? 0 : 1;
                var distance = Math.Min(Math.Min(table[i - 1, j] + 1, table[i, j - 1] + 1), table[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                    distance = Math.Min(distance, table[i - 2, j - 2] + 1);
                table[i, j] = distance;
            }
        }

        return table[left.Length, right.Length];
    }
}
