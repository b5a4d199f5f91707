namespace LlmHygiene.Analyzers.Prompts.Templates;

/// <summary>
/// Removes lines that contain only a block tag, as Mustache and Handlebars do: a tag that only controls the flow leaves no empty line in
/// the text that the model reads. Tags that render a value, and lines with more than one tag, stay as written.
/// </summary>
internal static class StandaloneTags
{
    public static void Remove(List<TemplatePiece> pieces)
    {
        // Determined from the text as written: removing one line must not make a neighboring tag look alone.
        if (Marked(pieces, IsBlockTag, static (all, i) => StartsLine(all, i) && EndsLine(all, i)) is not { } alone)
            return;
        for (var i = 0; i < pieces.Count; i++)
        {
            if (!alone[i])
                continue;
            if (i > 0)
                pieces[i - 1] = pieces[i - 1] with { Text = pieces[i - 1].Text.TrimEnd(' ', '\t') };
            if (i + 1 < pieces.Count)
                pieces[i + 1] = pieces[i + 1] with { Text = WithoutRestOfLine(pieces[i + 1].Text) };
        }
    }

    /// <summary>The tags of a kind that are alone on their line; null where there are none.</summary>
    public static bool[]? WholeLines(List<TemplatePiece> pieces, Func<string?, bool> isOfKind) => Marked(pieces, isOfKind, IsWholeLine);

    private static bool[]? Marked(List<TemplatePiece> pieces, Func<string?, bool> isOfKind, Func<List<TemplatePiece>, int, bool> isMarked)
    {
        bool[]? marked = null;
        for (var i = 0; i < pieces.Count; i++)
            if (isOfKind(pieces[i].Tag) && isMarked(pieces, i))
                (marked ??= new bool[pieces.Count])[i] = true;
        return marked;
    }

    /// <summary>
    /// True when the tag is alone on its line. The last line of a text without a line break does not count, because the replacement of the
    /// tag then ends the text.
    /// </summary>
    private static bool IsWholeLine(List<TemplatePiece> pieces, int tag) =>
        pieces[tag].Tag is not null
        && tag + 1 < pieces.Count
        && StartsLine(pieces, tag)
        && EndsLine(pieces, tag)
        && pieces[tag + 1].Text.IndexOf('\n') >= 0;

    /// <summary>Removes the line of a tag that is alone on it.</summary>
    /// <returns>The white space before the tag.</returns>
    public static string RemoveLine(List<TemplatePiece> pieces, int tag)
    {
        pieces[tag + 1] = pieces[tag + 1] with { Text = WithoutRestOfLine(pieces[tag + 1].Text) };
        if (tag == 0)
            return "";
        var before = pieces[tag - 1].Text;
        pieces[tag - 1] = pieces[tag - 1] with { Text = before.TrimEnd(' ', '\t') };
        return before.Substring(pieces[tag - 1].Text.Length);
    }

    private static bool IsBlockTag(string? tag) => tag is { Length: > 0 } && (tag[0] is '#' or '/' || tag == "else");

    private static bool StartsLine(List<TemplatePiece> pieces, int tag)
    {
        if (tag == 0)
            return true;
        var before = pieces[tag - 1];
        if (before.Tag is not null)
            return false;
        var last = before.Text.Length - 1;
        while (last >= 0 && IsBlank(before.Text[last]))
            last--;
        return last < 0 ? tag == 1 : before.Text[last] == '\n';
    }

    private static bool EndsLine(List<TemplatePiece> pieces, int tag)
    {
        if (tag == pieces.Count - 1)
            return true;
        var after = pieces[tag + 1];
        if (after.Tag is not null)
            return false;
        var first = 0;
        while (first < after.Text.Length && IsBlank(after.Text[first]))
            first++;
        return first == after.Text.Length ? tag + 1 == pieces.Count - 1 : after.Text[first] == '\n';
    }

    private static bool IsBlank(char c) => c is ' ' or '\t';

    private static string WithoutRestOfLine(string text)
    {
        var end = text.IndexOf('\n');
        return end < 0 ? "" : text.Substring(end + 1);
    }
}
