using LlmHygiene.Analyzers.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Rules.Security;

/// <summary>A prompt contains characters that its readers do not see and models do.</summary>
internal static class HiddenCharactersRule
{
    public static readonly DiagnosticDescriptor Descriptor = Descriptors.Create(
        id: RuleIds.HiddenCharacters,
        title: "A prompt contains hidden characters",
        message: "{0} at line {1}, column {2}: {3}; remove it",
        category: Descriptors.SecurityCategory,
        severity: DiagnosticSeverity.Error,
        description: "A model reads every character; a reviewer sees only some. Instructions in characters that no editor shows, or shows "
            + "in another order, pass every review. CWE-1007: Insufficient Visual Distinction of Homoglyphs Presented to User.",
        tags: Descriptors.CweTag + "1007"
    );

    /// <summary>What is hidden in a text, each at the place where it is written.</summary>
    public static IEnumerable<(TextSpan Span, string Points, string Problem)> In(EscapedText written)
    {
        foreach (var run in HiddenText.Find(written.Text))
        {
            var hidden = written.Text.Substring(run.Start, run.Length);
            yield return (written.SpanOf(run), HiddenText.Describe(hidden), ProblemOf(run.Kind, hidden));
        }
    }

    public static Diagnostic Report(string points, string problem, Location place)
    {
        var position = place.GetLineSpan().StartLinePosition;
        return Diagnostic.Create(Descriptor, place, points, position.Line + 1, position.Character + 1, problem);
    }

    private static string ProblemOf(HiddenKind kind, string hidden) =>
        kind switch
        {
            HiddenKind.Bidirectional => "readers see the text in another order than the model",
            HiddenKind.Tag => $"readers do not see it, and the model reads '{Ascii(hidden)}'",
            HiddenKind.Selectors => "readers do not see these variation selectors, and the model reads them",
            _ => "readers do not see it, and the model reads another word, or a hidden text",
        };

    // Tags are copies of ASCII characters. Control characters among them would reach a terminal.
    private static string Ascii(string tags)
    {
        const int MostShown = 60;
        var text = new System.Text.StringBuilder();
        for (var at = 0; at + 1 < tags.Length && text.Length < MostShown; at += 2)
        {
            var character = (char)(char.ConvertToUtf32(tags[at], tags[at + 1]) & 0x7F);
            text.Append(character is >= ' ' and <= '~' ? character : '?');
        }

        return text.ToString();
    }
}
