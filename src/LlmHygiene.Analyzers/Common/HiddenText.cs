namespace LlmHygiene.Analyzers.Common;

/// <summary>What a reader does not see.</summary>
internal enum HiddenKind
{
    /// <summary>A character that changes the order in which text is shown.</summary>
    Bidirectional,

    /// <summary>A copy of an ASCII character that no font shows.</summary>
    Tag,

    /// <summary>A character without width that splits a word, or several of them, which can encode a text.</summary>
    ZeroWidth,

    /// <summary>Several variation selectors, which can encode a text.</summary>
    Selectors,
}

/// <summary>Characters next to each other that a reader does not see and a model does.</summary>
internal sealed record HiddenRun(int Start, int Length, HiddenKind Kind);

/// <summary>
/// Finds hidden characters. Those that a script or an emoji needs are left alone: joiners in Persian and Indic words, marks and balanced
/// isolates in texts with right-to-left letters, joiners and selectors of emoji, the flags of England, Scotland and Wales.
/// </summary>
internal static class HiddenText
{
    // So many characters without width are no accident of typing.
    private const int Encoded = 3;

    private const int BlackFlag = 0x1F3F4;
    private const int CancelTag = 0xE007F;

    private static readonly string[] s_flags = ["gbeng", "gbsct", "gbwls"];

    /// <summary>A quick test: false for almost all texts.</summary>
    public static bool MayBeIn(string text)
    {
        foreach (var character in text)
            if (character >= '\u00AD' && IsCandidate(character))
                return true;
        return false;
    }

    public static IReadOnlyList<HiddenRun> Find(string text)
    {
        if (!MayBeIn(text))
            return [];
        var found = new List<HiddenRun>();
        var isRightToLeft = HasRightToLeft(text);
        var isBalanced = isRightToLeft && IsBalanced(text);
        for (var at = 0; at < text.Length; )
        {
            var start = at;
            var point = PointAt(text, at);
            if (KindOf(point) is not { } kind)
            {
                at += point > 0xFFFF ? 2 : 1;
                continue;
            }

            var count = 0;
            while (at < text.Length && PointAt(text, at) is var next && KindOf(next) == kind)
            {
                at += next > 0xFFFF ? 2 : 1;
                count++;
                // Each change of the order counts for itself, so that a fix shows what it removes.
                if (kind == HiddenKind.Bidirectional)
                    break;
            }

            var hides = kind switch
            {
                HiddenKind.Bidirectional => !IsNeeded(point, isRightToLeft, isBalanced),
                HiddenKind.Tag => !IsFlag(text, start, at),
                HiddenKind.Selectors => count > 1,
                _ => Splits(text, start, at, count),
            };
            if (hides)
                found.Add(new HiddenRun(start, at - start, kind));
        }

        return found;
    }

    /// <summary>The code points of a run, such as <c>U+202E</c>.</summary>
    public static string Describe(string run)
    {
        const int MostShown = 6;
        var points = new List<string>();
        for (var at = 0; at < run.Length; at += PointAt(run, at) > 0xFFFF ? 2 : 1)
            points.Add("U+" + PointAt(run, at).ToString("X4", System.Globalization.CultureInfo.InvariantCulture));
        return points.Count <= MostShown
            ? string.Join(" ", points)
            : string.Join(" ", points.Take(MostShown))
                + $" … ({points.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)} characters)";
    }

    private static bool IsCandidate(char character) =>
        character
            is '\u00AD'
                or '\u034F'
                or '\u061C'
                or '\u115F'
                or '\u1160'
                or '\u180E'
                or (>= '\u200B' and <= '\u200F')
                or (>= '\u202A' and <= '\u202E')
                or (>= '\u2060' and <= '\u206F')
                or '\u3164'
                or (>= '\uFE00' and <= '\uFE0F')
                or '\uFEFF'
                or '\uFFA0'
                or '\uDB40';

    private static HiddenKind? KindOf(int point) =>
        point switch
        {
            0x061C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) => HiddenKind.Bidirectional,
            >= 0xE0000 and <= 0xE007F => HiddenKind.Tag,
            (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF) => HiddenKind.Selectors,
            0x00AD or 0x034F or 0x115F or 0x1160 or 0x180E or (>= 0x200B and <= 0x200D) or (>= 0x2060 and <= 0x2064) =>
                HiddenKind.ZeroWidth,
            (>= 0x206A and <= 0x206F) or 0x3164 or 0xFEFF or 0xFFA0 => HiddenKind.ZeroWidth,
            _ => null,
        };

    private static bool IsNeeded(int point, bool isRightToLeft, bool isBalanced) =>
        point switch
        {
            // An override shows letters in an order in which nobody wrote them.
            0x202D or 0x202E => false,
            0x061C or 0x200E or 0x200F => isRightToLeft,
            // The end of an embedding or isolate has its beginning in the same text.
            _ => isBalanced,
        };

    private static bool Splits(string text, int start, int end, int count)
    {
        if (IsAll(text, start, end, '\u00AD'))
            return count >= Encoded;
        // A byte order mark that an editor has left.
        if (start == 0 && count == 1 && text[0] == '\uFEFF')
            return false;
        return count >= Encoded || (IsPlain(Before(text, start)) && IsPlain(After(text, end)));
    }

    private static bool IsAll(string text, int start, int end, char character)
    {
        for (var i = start; i < end; i++)
            if (text[i] != character)
                return false;
        return true;
    }

    // Letters and digits of scripts whose words have no joiners: Latin, Greek, Cyrillic.
    private static bool IsPlain(int point) => point is > 0 and < 0x0530 && char.IsLetterOrDigit((char)point);

    private static bool IsFlag(string text, int start, int end)
    {
        if (Before(text, start) != BlackFlag)
            return false;
        var region = "";
        for (var at = start; at < end - 2; at += 2)
            region += (char)(PointAt(text, at) - 0xE0000);
        return PointAt(text, end - 2) == CancelTag && s_flags.Contains(region);
    }

    private static bool HasRightToLeft(string text)
    {
        foreach (var character in text)
            if (
                character
                is (>= '\u0590' and <= '\u08FF' and not '\u061C')
                    or (>= '\uFB1D' and <= '\uFDFF')
                    or (>= '\uFE70' and <= '\uFEFC')
            )
                return true;
        return false;
    }

    // Every embedding and isolate ends before the text does.
    private static bool IsBalanced(string text)
    {
        var open = new Stack<bool>();
        foreach (var character in text)
            switch (character)
            {
                case '\u2066' or '\u2067' or '\u2068':
                    open.Push(true);
                    break;
                case '\u202A' or '\u202B' or '\u202D' or '\u202E':
                    open.Push(false);
                    break;
                case '\u2069' or '\u202C':
                    if (open.Count == 0 || open.Pop() != (character == '\u2069'))
                        return false;
                    break;
            }

        return open.Count == 0;
    }

    private static int Before(string text, int at) =>
        at == 0 ? 0
        : at > 1 && char.IsLowSurrogate(text[at - 1]) && char.IsHighSurrogate(text[at - 2])
            ? char.ConvertToUtf32(text[at - 2], text[at - 1])
        : text[at - 1];

    private static int After(string text, int at) => at < text.Length ? PointAt(text, at) : 0;

    private static int PointAt(string text, int at) =>
        at + 1 < text.Length && char.IsHighSurrogate(text[at]) && char.IsLowSurrogate(text[at + 1])
            ? char.ConvertToUtf32(text[at], text[at + 1])
            : text[at];
}
