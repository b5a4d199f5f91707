using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Problems;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Prompts.Templates;

/// <summary>A text that prompts include with <c>{{> name}}</c>.</summary>
/// <param name="Text">The text exactly as in the file, so that positions in it are positions in the file.</param>
internal sealed record PromptPartial(string Name, string Text)
{
    public EncodingProblem? Encoding { get; private init; }

    public static PromptPartial Of(string name, SourceText text, HygieneLevel level = HygieneLevel.Latest) =>
        new(name, text.ToString()) { Encoding = level >= HygieneLevel.V0_2 ? EncodingProblem.Of(text) : null };

    /// <summary>Segments of a path, joined by '/': letters, digits, '_', '-' and '.'.</summary>
    public static bool IsName(string text) =>
        text.Split('/')
            .All(static segment =>
                segment.Length > 0
                && segment.All(static c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.')
                && segment.Trim('.').Length > 0
            );

    /// <summary>The text, as pieces with \n for every line break and no byte order mark.</summary>
    public List<TemplatePiece> Scan(TemplateProblems problems)
    {
        var pieces = TemplateScanner.Scan(Text, problems);
        for (var i = 0; i < pieces.Count; i++)
        {
            var piece = pieces[i].Text.Replace("\r\n", "\n").Replace('\r', '\n');
            if (i == 0)
                piece = piece.TrimStart('\uFEFF');
            pieces[i] = pieces[i] with { Text = piece };
        }

        return pieces;
    }

    public int Line(int position) => 1 + Text.Take(position).Count(static c => c == '\n');
}
