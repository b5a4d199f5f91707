namespace LlmHygiene.CodeFixes.Extraction;

/// <summary>Tells labels of data, such as <c>Name: {name}</c>, from text that asks for something.</summary>
internal static class DataLabels
{
    private const int MaxWords = 2;

    // `Summarise: {text}` asks for something.
    private static readonly HashSet<string> s_verbs = new(StringComparer.OrdinalIgnoreCase)
    {
        "analyse",
        "analyze",
        "answer",
        "calculate",
        "check",
        "classify",
        "clean",
        "compare",
        "complete",
        "condense",
        "continue",
        "convert",
        "correct",
        "count",
        "create",
        "debug",
        "define",
        "describe",
        "draft",
        "edit",
        "evaluate",
        "explain",
        "extract",
        "find",
        "fix",
        "format",
        "generate",
        "give",
        "greet",
        "guess",
        "identify",
        "implement",
        "improve",
        "judge",
        "label",
        "list",
        "make",
        "paraphrase",
        "parse",
        "proofread",
        "rank",
        "rate",
        "read",
        "refactor",
        "rephrase",
        "review",
        "rewrite",
        "say",
        "score",
        "shorten",
        "show",
        "simplify",
        "solve",
        "sort",
        "spell",
        "suggest",
        "summarise",
        "summarize",
        "tell",
        "translate",
        "write",
    };

    // `Tone: formal` asks for something, too.
    private static readonly HashSet<string> s_wishes = new(StringComparer.OrdinalIgnoreCase)
    {
        "format",
        "goal",
        "instruction",
        "instructions",
        "language",
        "length",
        "mode",
        "note",
        "output",
        "persona",
        "question",
        "request",
        "role",
        "rule",
        "rules",
        "style",
        "task",
        "tone",
        "voice",
    };

    /// <summary>True for a message of values and their labels, and nothing else.</summary>
    public static bool AreAllOf(ExtractedMessage message)
    {
        if (!message.Pieces.Any(static piece => piece is HolePiece))
            return false;
        for (var i = 0; i < message.Pieces.Count; i++)
        {
            if (message.Pieces[i] is not FixedPiece { Text: var text })
                continue;
            var isBeforeValue = i + 1 < message.Pieces.Count;
            var lines = text.Split('\n', '|', ';', ',');
            for (var line = 0; line < lines.Length; line++)
                if (
                    !IsLabel(lines[line], isBeforeValue && line == lines.Length - 1)
                    && !((line > 0 || i == 0) && IsLabelWithValue(lines[line]))
                )
                    return false;
        }

        return true;
    }

    // Nothing, or one or two words with a colon right before a value.
    private static bool IsLabel(string text, bool isBeforeValue)
    {
        if (!text.Any(char.IsLetter))
            return true;
        var label = text.TrimEnd(' ', '"', '\'', '*', '_', '`', '<', '(', '[', '{');
        if (!isBeforeValue || label[label.Length - 1] is not (':' or '='))
            return false;
        return IsName(label);
    }

    // `Age: 3`
    private static bool IsLabelWithValue(string line)
    {
        var at = line.IndexOfAny([':', '=']);
        if (at < 0 || !IsName(line.Substring(0, at)))
            return false;
        var value = WordsOf(line.Substring(at + 1));
        return value.Length is > 0 and <= MaxWords && !s_verbs.Contains(value[0]) && !s_wishes.Contains(WordsOf(line)[0]);
    }

    private static bool IsName(string label) =>
        WordsOf(label) is { Length: > 0 and <= MaxWords } words
        && words.Any(static word => word.Any(char.IsLetter))
        && !s_verbs.Contains(words[0]);

    private static string[] WordsOf(string text) =>
        new string(text.Select(static c => char.IsLetterOrDigit(c) ? c : ' ').ToArray()).Split(
            [' '],
            StringSplitOptions.RemoveEmptyEntries
        );
}
