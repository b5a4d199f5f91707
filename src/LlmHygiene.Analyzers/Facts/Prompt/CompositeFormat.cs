namespace LlmHygiene.Analyzers.Facts.Prompt;

/// <summary>A place in a format of <c>string.Format</c> that is not text as written.</summary>
/// <param name="Index">The value that is put there.</param>
/// <param name="HasFormat">True for a value with a format or a width, which change its text.</param>
/// <param name="IsText">True for two braces, which are the text of one.</param>
internal readonly record struct FormatHole(int Start, int Length, int Index, bool HasFormat, bool IsText);

/// <summary>Reads <c>string.Format</c>'s formats: <c>{0}</c>, <c>{1:N2}</c>, <c>{{</c>.</summary>
internal static class CompositeFormat
{
    private const int MaxIndexLength = 6;

    /// <summary>Null for a format that throws.</summary>
    public static IReadOnlyList<FormatHole>? Read(string format)
    {
        var holes = new List<FormatHole>();
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] is not ('{' or '}'))
                continue;
            if (i + 1 < format.Length && format[i + 1] == format[i])
            {
                holes.Add(new(i, 2, 0, HasFormat: false, IsText: true));
                i++;
                continue;
            }

            var end = format.IndexOf('}', i);
            if (format[i] == '}' || end < 0 || Index(format.Substring(i + 1, end - i - 1)) is not var (index, hasFormat))
                return null;
            holes.Add(new(i, end - i + 1, index, hasFormat, IsText: false));
            i = end;
        }

        return holes;
    }

    // `0`, `1,10`, `2:N2`
    private static (int, bool)? Index(string item)
    {
        var digits = item.TakeWhile(static c => c is >= '0' and <= '9').Count();
        if (digits is 0 or > MaxIndexLength || item.IndexOf('{') >= 0)
            return null;
        var rest = item.Substring(digits).TrimStart();
        return rest.Length == 0 || rest[0] is ',' or ':'
            ? (int.Parse(item.Substring(0, digits), System.Globalization.CultureInfo.InvariantCulture), rest.Length > 0)
            : null;
    }
}
