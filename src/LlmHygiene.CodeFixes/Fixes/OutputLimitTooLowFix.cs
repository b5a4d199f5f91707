using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Rules.Calls;
using LlmHygiene.CodeFixes.Editing;
using LlmHygiene.CodeFixes.Locking;
using LlmHygiene.CodeFixes.PromptFiles;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.CodeFixes.Fixes;

/// <summary>LLMH4005: raises the output limit by what the model can spend on reasoning.</summary>
[ExportCodeFixProvider(
    LanguageNames.CSharp,
    Name = nameof(OutputLimitTooLowFix),
    DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)]
)]
public sealed class OutputLimitTooLowFix : LlmCodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create(RuleIds.OutputLimitTooLow);

    internal override async Task<IReadOnlyList<ProposedFix>> FindAsync(
        TextDocument document,
        Diagnostic diagnostic,
        CancellationToken cancellation
    )
    {
        if (!diagnostic.Properties.TryGetValue(OutputLimitTooLowRule.LimitProperty, out var limit) || limit is null)
            return [];
        var title = $"Raise the output limit to {limit} tokens";
        if (await PromptDocument.OfAsync(document, cancellation).ConfigureAwait(false) is { } file)
        {
            return !ShippedPrompts.Include(file) && Edit(file.Text) is { } edit && file.ChangesOnlyParameters(edit)
                ? [new(title, nameof(OutputLimitTooLowFix), (change, token) => file.EditInTurnAsync(change, Edit, token))]
                : [];

            TextChange? Edit(SourceText current) => ParameterEdits.Replace(current, file.Format, RequestParameter.MaxTokens, limit);
        }

        if (
            await ReportedNode.AtAsync(document, diagnostic, cancellation).ConfigureAwait(false) is not { Document: var code } reported
            || await reported.WhereWrittenAsync(diagnostic, cancellation).ConfigureAwait(false) is not var (node, span)
            || ShippedPrompts.Include(node, reported.Model, document.Project.AnalyzerOptions, cancellation)
        )
            return [];

        // A constant or a parameter is used elsewhere, too.
        var literal = node.DescendantNodesAndSelf().OfType<LiteralExpressionSyntax>().FirstOrDefault(found => found.Span == span);
        if (literal is null || !literal.IsKind(SyntaxKind.NumericLiteralExpression))
            return [];
        return
        [
            new(
                title,
                nameof(OutputLimitTooLowFix),
                async (change, token) =>
                    (await change.EditorOfAsync(code.Id, token).ConfigureAwait(false)).ReplaceNode(
                        literal,
                        SyntaxFactory.ParseExpression(limit).WithTriviaFrom(literal)
                    )
            ),
        ];
    }
}
