using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Rules.Security;
using LlmHygiene.CodeFixes.Editing;
using LlmHygiene.CodeFixes.Locking;
using LlmHygiene.CodeFixes.PromptFiles;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace LlmHygiene.CodeFixes.Fixes;

/// <summary>LLMH6002: says in a prompt file that an input is trusted. The compiler then finds the callers that have to say why.</summary>
[ExportCodeFixProvider(
    LanguageNames.CSharp,
    Name = nameof(UntrustedInstructionsFix),
    DocumentKinds = new[] { nameof(TextDocumentKind.AdditionalDocument) }
)]
public sealed class UntrustedInstructionsFix : LlmCodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create(RuleIds.UntrustedInstructions);

    internal override async Task<IReadOnlyList<ProposedFix>> FindAsync(
        TextDocument document,
        Diagnostic diagnostic,
        CancellationToken cancellation
    )
    {
        // A version that has shipped keeps its inputs.
        if (
            !diagnostic.Properties.TryGetValue(UntrustedInstructionsRule.InputProperty, out var input)
            || input is null
            || await PromptDocument.OfAsync(document, cancellation).ConfigureAwait(false) is not { IsYaml: true } file
            || file.Result.Model is not { IsBroken: false }
            || ShippedPrompts.Include(file)
            || InputEdits.Trust(file.Text, input) is not { } edit
            || !file.AddsNoProblem(edit)
            || file.ModelAfter(edit) is not { } after
            || UntrustedInputs.Of(after).Contains(input)
        )
            return [];
        return
        [
            new(
                $"Declare the input '{input}' with 'trusted: true'",
                nameof(UntrustedInstructionsFix),
                (change, token) => file.EditInTurnAsync(change, text => InputEdits.Trust(text, input), token)
            ),
        ];
    }
}
