using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Problems;
using LlmHygiene.Analyzers.Prompts.Prompty;
using LlmHygiene.Analyzers.Prompts.Yaml;
using Microsoft.CodeAnalysis.Text;
using YamlDotNet.Core;

namespace LlmHygiene.Analyzers.Prompts;

/// <summary>
/// The text of a prompt file with the places of its characters: as it is written, and what escapes in double quotes stand for.
/// </summary>
internal static class PromptFileText
{
    private const string Fence = "---";

    /// <param name="isPrompt">False for a partial, in which escapes mean nothing.</param>
    public static IEnumerable<EscapedText> Of(SourceText source, bool isPrompt)
    {
        var text = source.ToString();
        // An editor writes the mark at the start.
        yield return EscapedText.Verbatim(text, 0);
        if (!isPrompt || text.IndexOf('\\') < 0)
            yield break;
        foreach (var scalar in ScalarsOf(YamlReader.Read(YamlOf(source), new ProblemList(source))))
            // The rest is seen as it is written.
            if (scalar.Style == ScalarStyle.DoubleQuoted && text.IndexOf('\\', scalar.Span.Start, scalar.Span.Length) >= 0)
                if (!HiddenText.MayBeIn(text.Substring(scalar.Span.Start, scalar.Span.Length)))
                    yield return EscapedText.Yaml(text, scalar.Span);
    }

    // Of a .prompty file, the front matter.
    private static string YamlOf(SourceText source) =>
        source.ToString() is var text
        && text.TrimStart('\uFEFF', ' ', '\r', '\n', '\t').StartsWith(Fence, StringComparison.Ordinal)
        && PromptyFile.Split(text, new ProblemList(source)) is { } file
            ? file.FrontMatter
            : text;

    private static IEnumerable<YamlScalar> ScalarsOf(YamlNode? node) =>
        node switch
        {
            YamlScalar scalar => [scalar],
            YamlSequence sequence => sequence.Items.SelectMany(ScalarsOf),
            YamlMapping mapping => mapping.Entries.SelectMany(static entry => ScalarsOf(entry.Value)),
            _ => [],
        };
}
