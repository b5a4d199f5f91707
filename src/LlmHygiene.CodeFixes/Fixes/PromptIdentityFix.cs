using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Problems;
using LlmHygiene.Analyzers.Prompts.Yaml;
using LlmHygiene.CodeFixes.Editing;
using LlmHygiene.CodeFixes.Extraction;
using LlmHygiene.CodeFixes.PromptFiles;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.CodeFixes.Fixes;

/// <summary>
/// LLMH2102 and LLMH2103: adds the missing name or version to a prompt file, or writes the version in full.
/// </summary>
[ExportCodeFixProvider(
    LanguageNames.CSharp,
    Name = nameof(PromptIdentityFix),
    DocumentKinds = new[] { nameof(TextDocumentKind.AdditionalDocument) }
)]
public sealed class PromptIdentityFix : LlmCodeFixProvider
{
    private static readonly string[] s_endings = [".prompt.yml", ".prompt.yaml", ".yml", ".yaml"];

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create(RuleIds.PromptName, RuleIds.PromptVersion);

    internal override async Task<IReadOnlyList<ProposedFix>> FindAsync(
        TextDocument document,
        Diagnostic diagnostic,
        CancellationToken cancellation
    )
    {
        if (
            await PromptDocument.OfAsync(document, cancellation).ConfigureAwait(false) is not { IsYaml: true } file
            || file.ProblemOf(diagnostic) is not { } problem
            || SectionEdits.Root(file.Text) is not { Entries.Count: > 0 } root
            || (problem.RuleId == RuleIds.PromptName ? Name(file, root) : Version(file, root, problem)) is not { } found
            || !file.IsFixedBy(found.Edit, problem)
        )
            return [];
        return [PromptFileFix.Of(file, found.Title, nameof(PromptIdentityFix) + problem.RuleId, found.Edit)];
    }

    private static (string Title, TextChange Edit)? Name(PromptDocument file, YamlMapping root)
    {
        if (root.Find("name") is not null)
            return null;
        var name = file.Path.Substring(file.Path.LastIndexOfAny(['/', '\\']) + 1);
        if (Array.Find(s_endings, ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) is not { } end)
            return null;
        name = name.Substring(0, name.Length - end.Length);
        if (!PromptNames.IsName(name))
            return null;
        return (
            $"Add 'name: {name}'",
            new TextChange(new TextSpan(root.Entries[0].Key.Span.Start, 0), $"name: {name}{LineEnds.Of(file.Text)}")
        );
    }

    private static (string Title, TextChange Edit)? Version(PromptDocument file, YamlMapping root, PromptProblem problem)
    {
        if (root.Find("version") is { } version)
        {
            var written = (version.Value as YamlScalar)?.Value ?? "";
            var meant = SemanticVersion.Guess(written)?.ToString() ?? ExtractedPrompt.FirstVersion;
            return version.Value is YamlScalar { Span.IsEmpty: false }
                    ? ($"Write '{meant}'", PromptFileFix.Replace(file.Text, problem.Span, meant))
                : version.Value is YamlScalar
                    ? (
                        $"Write '{meant}'",
                        new TextChange(new TextSpan(file.Text.ToString().IndexOf(':', version.Key.Span.End) + 1, 0), " " + meant)
                    )
                : null;
        }

        const string Line = "version: " + ExtractedPrompt.FirstVersion;
        if (root.Find("name") is { Value: YamlScalar { Span.IsEmpty: false } } name)
        {
            var line = file.Text.Lines.GetLineFromPosition(name.Value.Span.End);
            return ($"Add '{Line}'", new TextChange(new TextSpan(line.End, 0), LineEnds.Of(file.Text) + Line));
        }

        return ($"Add '{Line}'", new TextChange(new TextSpan(root.Entries[0].Key.Span.Start, 0), Line + LineEnds.Of(file.Text)));
    }
}
