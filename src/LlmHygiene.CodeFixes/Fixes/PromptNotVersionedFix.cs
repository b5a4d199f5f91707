using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts.Prompt;
using LlmHygiene.CodeFixes.Editing;
using LlmHygiene.CodeFixes.Extraction;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace LlmHygiene.CodeFixes.Fixes;

/// <summary>LLMH2001: moves the prompt to its own file, or names it in place.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PromptNotVersionedFix))]
public sealed class PromptNotVersionedFix : LlmCodeFixProvider
{
    internal const string TagKey = nameof(PromptNotVersionedFix) + ".Tag";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create(RuleIds.PromptNotVersioned);

    internal override async Task<IReadOnlyList<ProposedFix>> FindAsync(
        TextDocument document,
        Diagnostic diagnostic,
        CancellationToken cancellation
    )
    {
        var fixes = new List<ProposedFix>();
        if (
            await FixableCall.AtAsync(document, diagnostic, cancellation).ConfigureAwait(false)
            is not { Prompt.State: PromptState.Untagged } call
        )
            return fixes;
        fixes.AddRange(PromptExtraction.FixesOf(call, nameof(PromptNotVersionedFix)));

        // Where nothing can be extracted, Fix All in a solution applies this.
        if (PromptTagging.Of(call) is { } tagging)
            fixes.Add(new ProposedFix(PromptTagging.Title, fixes.Count == 0 ? nameof(PromptNotVersionedFix) : TagKey, tagging.ApplyAsync));
        return fixes;
    }
}
