using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.CodeFixes.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace LlmHygiene.CodeFixes.PromptFiles;

/// <summary>LLMH2109: removes an input that no message uses.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UnusedInputFixer), DocumentKinds = new[] { nameof(TextDocumentKind.AdditionalDocument) })]
public sealed class UnusedInputFixer : LlmCodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create(RuleIds.PromptUnusedInput);

    internal override async Task<IReadOnlyList<ProposedFix>> FindAsync(TextDocument document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (await PromptDocument.OfAsync(document, cancellation).ConfigureAwait(false) is not { IsYaml: true } file
            || file.ProblemOf(diagnostic) is not { } problem
            || InputEdits.Remove(file, problem.Span) is not { } edit
            || !file.IsMendedBy(edit, problem)) return [];
        return [PromptFileFix.Of(file, $"Remove the input '{file.Text.ToString(problem.Span)}'", nameof(UnusedInputFixer), edit)];
    }
}
