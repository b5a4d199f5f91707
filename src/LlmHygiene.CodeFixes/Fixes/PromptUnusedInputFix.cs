using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Problems;
using LlmHygiene.CodeFixes.Editing;
using LlmHygiene.CodeFixes.PromptFiles;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace LlmHygiene.CodeFixes.Fixes;

/// <summary>LLMH2109: removes an input that no message uses.</summary>
[ExportCodeFixProvider(
    LanguageNames.CSharp,
    Name = nameof(PromptUnusedInputFix),
    DocumentKinds = new[] { nameof(TextDocumentKind.AdditionalDocument) }
)]
public sealed class PromptUnusedInputFix : LlmCodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create(RuleIds.PromptUnusedInput);

    internal override async Task<IReadOnlyList<ProposedFix>> FindAsync(
        TextDocument document,
        Diagnostic diagnostic,
        CancellationToken cancellation
    )
    {
        if (
            await PromptDocument.OfAsync(document, cancellation).ConfigureAwait(false) is not { IsYaml: true } file
            || file.ProblemOf(diagnostic) is not { } problem
            || NameAt(file, problem) is not { } name
            || InputEdits.Remove(file.Text, name) is not { } edit
            || !file.IsFixedBy(edit, problem)
        )
            return [];
        return
        [
            new(
                $"Remove the input '{name}'",
                nameof(PromptUnusedInputFix),
                (change, token) => file.EditInTurnAsync(change, text => InputEdits.Remove(text, name), token)
            ),
        ];
    }

    private static string? NameAt(PromptDocument file, PromptProblem problem) =>
        file.Result.Spans.Inputs.FirstOrDefault(place => place.Span == problem.Span)?.Path;
}
