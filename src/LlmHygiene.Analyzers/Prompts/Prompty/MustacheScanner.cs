using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Templates;

namespace LlmHygiene.Analyzers.Prompts.Prompty;

/// <summary>
/// Splits a Mustache template into text and tags. A line that contains only one section tag or comment is removed from the text. Comments
/// are left out.
/// </summary>
internal static class MustacheScanner
{
    private const string Open = "{{";
    private const char Comment = '!';

    public static List<PromptyPiece> Scan(string body, TemplateProblems problems)
    {
        var pieces = new List<PromptyPiece>();
        var at = 0;
        var textStart = 0;
        var closes = new Dictionary<string, int>(StringComparer.Ordinal);
        while ((at = body.IndexOf(Open, at, StringComparison.Ordinal)) >= 0)
        {
            var inner = at + Open.Length;
            var isTriple = inner < body.Length && body[inner] == '{';
            var closing = isTriple ? "}}}" : "}}";
            var close = IndexOf(body, closing, inner, closes);
            if (close < 0)
            {
                problems.Add(RuleIds.PromptTemplateSyntax, at, inner, $"This '{{{{' is never closed. Close it with '{closing}'.");
                at = inner;
                continue;
            }

            if (at > textStart)
                pieces.Add(PromptyPiece.OfText(body, textStart, at));
            textStart = close + closing.Length;
            var isBlock = !isTriple && inner < close && body[inner] is '#' or '^' or '/' or Comment or '>' or '=';
            pieces.Add(
                PromptyPiece.OfTag(
                    isBlock ? PromptyPieceKind.Block : PromptyPieceKind.Value,
                    body,
                    at,
                    isTriple ? inner + 1 : inner,
                    close,
                    textStart
                )
            );
            at = textStart;
        }

        if (textStart < body.Length)
            pieces.Add(PromptyPiece.OfText(body, textStart, body.Length));
        RemoveStandaloneLines(body, pieces);
        pieces.RemoveAll(static piece =>
            piece is { Kind: PromptyPieceKind.Block, Text: [Comment, ..] }
            || (piece.Kind == PromptyPieceKind.Text && piece.Text.Length == 0)
        );
        return pieces;
    }

    private static void RemoveStandaloneLines(string body, List<PromptyPiece> pieces)
    {
        for (var i = 0; i < pieces.Count; i++)
        {
            if (pieces[i].Kind != PromptyPieceKind.Block || !IsAlone(body, pieces[i]))
                continue;
            if (i > 0 && pieces[i - 1].Kind == PromptyPieceKind.Text)
                pieces[i - 1] = pieces[i - 1].TrimEnd(IsBlank);
            if (i + 1 < pieces.Count && pieces[i + 1].Kind == PromptyPieceKind.Text)
            {
                var next = pieces[i + 1].TrimStart(IsBlank);
                pieces[i + 1] =
                    next.Text.Length > 0
                        ? next with
                        {
                            Text = next.Text.Substring(1),
                            Start = next.Start + 1,
                            TextStart = next.TextStart + 1,
                        }
                        : next;
            }
        }
    }

    // Determined from the text as written.
    private static bool IsAlone(string body, PromptyPiece tag)
    {
        var before = tag.Start - 1;
        while (before >= 0 && IsBlank(body[before]))
            before--;
        var after = tag.End;
        while (after < body.Length && IsBlank(body[after]))
            after++;
        return (before < 0 || body[before] == '\n') && (after == body.Length || body[after] == '\n');
    }

    private static bool IsBlank(char c) => c is ' ' or '\t';

    private static int IndexOf(string body, string part, int start, Dictionary<string, int> found)
    {
        if (found.TryGetValue(part, out var known) && (known < 0 || known >= start))
            return known;
        return found[part] = body.IndexOf(part, start, StringComparison.Ordinal);
    }
}
