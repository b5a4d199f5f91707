using System.Text;

namespace LlmHygiene.Analyzers.Prompts.Templates;

/// <summary>Fits the lines of a partial into the text around its tag.</summary>
internal static class PartialLines
{
    /// <summary>Makes the text end with one line break, and indents every line that is not empty.</summary>
    public static void Complete(List<TemplatePiece> pieces, string indent)
    {
        var last = pieces[pieces.Count - 1];
        if (last.Tag is not null)
            pieces.Add(new TemplatePiece("\n", null, last.End, last.End, last.End));
        else if (!last.Text.EndsWith("\n", StringComparison.Ordinal))
            pieces[pieces.Count - 1] = last with { Text = last.Text + "\n" };
        if (indent.Length > 0)
            Indent(pieces, indent);
    }

    /// <summary>Removes the line break that editors put at the end of a file.</summary>
    public static void CutLastBreak(List<TemplatePiece> pieces)
    {
        if (pieces.Count == 0)
            return;
        var last = pieces[pieces.Count - 1];
        if (last.Tag is null && last.Text.EndsWith("\n", StringComparison.Ordinal))
            pieces[pieces.Count - 1] = last with { Text = last.Text.Substring(0, last.Text.Length - 1) };
    }

    private static void Indent(List<TemplatePiece> pieces, string indent)
    {
        var isLineStart = true;
        for (var i = 0; i < pieces.Count; i++)
        {
            if (pieces[i].Tag is not null)
            {
                if (isLineStart && i == 0)
                    pieces.Insert(i++, new TemplatePiece(indent, null, pieces[0].Start, pieces[0].Start, pieces[0].Start));
                isLineStart = false;
                continue;
            }

            var text = new StringBuilder(pieces[i].Text.Length + indent.Length);
            foreach (var c in pieces[i].Text)
            {
                if (isLineStart && c != '\n')
                    text.Append(indent);
                isLineStart = c == '\n';
                text.Append(c);
            }

            // The line continues with a tag.
            if (isLineStart && i + 1 < pieces.Count)
            {
                text.Append(indent);
                isLineStart = false;
            }

            pieces[i] = pieces[i] with { Text = text.ToString() };
        }
    }
}
