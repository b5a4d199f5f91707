using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Rules.Calls;
using LlmHygiene.Analyzers.Rules.Reporting;
using LlmHygiene.CodeFixes.Editing;
using LlmHygiene.CodeFixes.Locking;
using LlmHygiene.CodeFixes.PromptFiles;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.CodeFixes.Fixes;

/// <summary>LLMH4006: moves the section with the input to the end of its message.</summary>
[ExportCodeFixProvider(
    LanguageNames.CSharp,
    Name = nameof(InputBeforeTextFix),
    DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)]
)]
public sealed class InputBeforeTextFix : LlmCodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create(RuleIds.InputBeforeText);

    internal override async Task<IReadOnlyList<ProposedFix>> FindAsync(
        TextDocument document,
        Diagnostic diagnostic,
        CancellationToken cancellation
    )
    {
        if (await PromptDocument.OfAsync(document, cancellation).ConfigureAwait(false) is { } file)
            return OfFile(file, diagnostic.Location.SourceSpan);
        if (
            await ReportedNode.AtAsync(document, diagnostic, cancellation).ConfigureAwait(false) is not { Document: var code } reported
            || await reported.WhereWrittenAsync(diagnostic, cancellation).ConfigureAwait(false) is not var (node, written)
            || ShippedPrompts.Include(node, reported.Model, document.Project.AnalyzerOptions, cancellation)
            || RawText(node, written) is not var (literal, place)
            || !IsUsedOnce(node, reported.Model, cancellation)
        )
            return [];
        var text = await code.GetTextAsync(cancellation).ConfigureAwait(false);
        // The quotes are on lines of their own.
        var (first, last) = (
            text.Lines.GetLineFromPosition(literal.Start).LineNumber,
            text.Lines.GetLineFromPosition(literal.End).LineNumber
        );
        var options = document.Project.AnalyzerOptions;
        var own = RuleOptions.OfPrompt(options.AnalyzerConfigOptionsProvider.GetOptions(node.SyntaxTree), options);
        // The text that the finding is about may be in other messages, which this fix does not reach.
        return
            SectionMove.ToEnd(text, first + 1, last - 1, place) is { } edit
            && FixedTextTokens.AtLeast(text.ToString(TextSpan.FromBounds(place.End, literal.End))) >= own.CacheFreedMinTokens
            ?
            [
                new(
                    TitleOf(text.ToString(place)),
                    nameof(InputBeforeTextFix),
                    (change, token) => EditAsync(change, code, edit, literal, token)
                ),
            ]
            : [];
    }

    private static IReadOnlyList<ProposedFix> OfFile(PromptDocument file, TextSpan tag)
    {
        if (
            file.Result.Model is not { IsBroken: false } prompt
            || ShippedPrompts.Include(file)
            || file.LinesOfMessage(tag) is not var (first, last)
            || SectionMove.ToEnd(file.Text, first, last, tag) is not { } edit
            || !file.AddsNoProblem(edit)
            || !Frees(prompt, file.ModelAfter(edit))
        )
            return [];
        return [PromptFileFix.Of(file, TitleOf(file.Text.ToString(tag)), nameof(InputBeforeTextFix), edit)];
    }

    private static bool Frees(PromptModel before, PromptModel? after) =>
        InputBeforeText.Of(before) is { } found
        && after is not null
        && (InputBeforeText.Of(after)?.After.Sum(static text => text.Length) ?? 0) < found.After.Sum(static text => text.Length);

    // `{{ticket}}`, `{ticket}`, but `{0}` of a format.
    private static string TitleOf(string tag) =>
        $"Move '{(tag.Trim('{', '}', ' ') is var name && name.All(char.IsDigit) ? tag : name)}' after the fixed text";

    // The multi-line raw string that contains the input, and the place of the input in it. A value is moved past others only if reading it
    // has no side effect.
    private static (TextSpan Literal, TextSpan Tag)? RawText(SyntaxNode node, TextSpan tag)
    {
        if (
            node.FirstAncestorOrSelf<LiteralExpressionSyntax>() is { Token: var token } literal
            && token.IsKind(SyntaxKind.MultiLineRawStringLiteralToken)
        )
            return literal.Span.Contains(tag) ? (literal.Span, tag) : null;
        return
            node.FirstAncestorOrSelf<InterpolationSyntax>()
                is { Expression: IdentifierNameSyntax, Parent: InterpolatedStringExpressionSyntax whole } hole
            && whole.StringStartToken.IsKind(SyntaxKind.InterpolatedMultiLineRawStringStartToken)
            && hole.Span.Contains(tag)
            ? (whole.Span, hole.Span)
            : null;
    }

    // A text that other code uses too may be taken apart at its placeholder there.
    private static bool IsUsedOnce(SyntaxNode node, SemanticModel model, CancellationToken cancellation)
    {
        if (
            node.FirstAncestorOrSelf<LiteralExpressionSyntax>()
            is not { Parent: EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax named } }
        )
            return true;
        return model.GetDeclaredSymbol(named, cancellation) is { } symbol
            && (
                symbol is ILocalSymbol
                || symbol is { DeclaredAccessibility: Accessibility.Private, ContainingType.DeclaringSyntaxReferences.Length: 1 }
            )
            && Identifiers.In(node.SyntaxTree.GetRoot(cancellation)).Count(name => name == symbol.Name) == 2;
    }

    private static async Task EditAsync(
        SolutionChange change,
        Document code,
        TextChange edit,
        TextSpan literal,
        CancellationToken cancellation
    )
    {
        var text = await code.GetTextAsync(cancellation).ConfigureAwait(false);
        var root = await code.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        var written = text.WithChanges(edit).ToString(literal);
        var old = root!
            .FindNode(literal, getInnermostNodeForTie: true)
            .FirstAncestorOrSelf<ExpressionSyntax>(found => found.Span == literal)!;
        var editor = await change.EditorOfAsync(code.Id, cancellation).ConfigureAwait(false);
        editor.ReplaceNode(old, SyntaxFactory.ParseExpression(written).WithTriviaFrom(old));
    }
}
