using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts;
using LlmHygiene.Analyzers.Rules.Security;
using LlmHygiene.CodeFixes.Editing;
using LlmHygiene.CodeFixes.Locking;
using LlmHygiene.CodeFixes.PromptFiles;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.CodeFixes.Fixes;

/// <summary>LLMH6004: removes all hidden characters of a literal, or of a prompt file.</summary>
[ExportCodeFixProvider(
    LanguageNames.CSharp,
    Name = nameof(HiddenCharactersFix),
    DocumentKinds = new[] { nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument) }
)]
public sealed class HiddenCharactersFix : LlmCodeFixProvider
{
    private const string Title = "Remove the hidden characters";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create(RuleIds.HiddenCharacters);

    internal override async Task<IReadOnlyList<ProposedFix>> FindAsync(
        TextDocument document,
        Diagnostic diagnostic,
        CancellationToken cancellation
    )
    {
        if (document is Document source)
            return await InCodeAsync(source, diagnostic, cancellation).ConfigureAwait(false);
        if (
            document.FilePath is not { } path
            || (await PromptDocument.OfAsync(document, cancellation).ConfigureAwait(false) is { } file && ShippedPrompts.Include(file))
        )
            return [];
        var options = document.Project.AnalyzerOptions;
        var isPrompt =
            options.AdditionalFiles.FirstOrDefault(file => file.Path == path) is { } known && PromptFileSet.Of(options).IsPrompt(known);
        return
        [
            new ProposedFix(
                Title,
                nameof(HiddenCharactersFix),
                async (change, token) =>
                {
                    if (
                        change.Claim((document.Id, nameof(HiddenCharactersFix)))
                        && await change.TextOfAsync(document.Project.Id, path, token).ConfigureAwait(false) is { } text
                    )
                        change.WriteAdditionalFile(document.Project.Id, path, Cleaned(text, isPrompt));
                }
            ),
        ];
    }

    private static SourceText Cleaned(SourceText text, bool isPrompt) =>
        text.WithChanges(
            PromptFileText
                .Of(text, isPrompt)
                .SelectMany(HiddenCharactersRule.In)
                .Select(static found => found.Span)
                .Distinct()
                .OrderBy(static span => span.Start)
                .Select(static span => new TextChange(span, ""))
        );

    private static async Task<IReadOnlyList<ProposedFix>> InCodeAsync(
        Document document,
        Diagnostic diagnostic,
        CancellationToken cancellation
    )
    {
        if (
            await ReportedNode.AtAsync(document, diagnostic, cancellation).ConfigureAwait(false) is not { Node: var node, Model: var model }
            || node is not (LiteralExpressionSyntax or InterpolatedStringTextSyntax)
            || Cleaned(node) is null
            || ShippedPrompts.Include(node, model, document.Project.AnalyzerOptions, cancellation)
        )
            return [];
        return
        [
            new ProposedFix(
                Title,
                nameof(HiddenCharactersFix),
                (change, token) =>
                    OptionsEdit.ApplyAsync(
                        [new OptionsEdit(document, node, static current => Cleaned(current) ?? current, nameof(HiddenCharactersFix))],
                        change,
                        token
                    )
            ),
        ];
    }

    private static SyntaxNode? Cleaned(SyntaxNode node)
    {
        var token = node.GetFirstToken();
        if (HiddenLiterals.WrittenIn(token, node) is not { } written)
            return null;
        var text = SourceText
            .From(token.Text)
            .WithChanges(
                HiddenCharactersRule
                    .In(written)
                    .Select(found => new TextChange(new TextSpan(found.Span.Start - token.SpanStart, found.Span.Length), ""))
            )
            .ToString();
        if (text == token.Text)
            return null;
        return node is InterpolatedStringTextSyntax
            ? SyntaxFactory.InterpolatedStringText(
                SyntaxFactory.Token(token.LeadingTrivia, SyntaxKind.InterpolatedStringTextToken, text, text, token.TrailingTrivia)
            )
            : SyntaxFactory.ParseExpression(text).WithTriviaFrom(node);
    }
}
