using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.CodeFixes.Editing;
using LlmHygiene.CodeFixes.Extraction;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace LlmHygiene.CodeFixes.Fixes;

/// <summary>LLMH2003: moves the prompt to its own file.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PromptInlineFix))]
public sealed class PromptInlineFix : LlmCodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create(RuleIds.PromptInline);

    internal override async Task<IReadOnlyList<ProposedFix>> FindAsync(
        TextDocument document,
        Diagnostic diagnostic,
        CancellationToken cancellation
    ) =>
        await FixableCall.AtAsync(document, diagnostic, cancellation).ConfigureAwait(false) is { InlinePrompt: not null } call
            ? [.. PromptExtraction.FixesOf(call, nameof(PromptInlineFix))]
            : [];
}
