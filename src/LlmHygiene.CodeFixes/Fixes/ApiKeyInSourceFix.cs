using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Rules.Security;
using LlmHygiene.CodeFixes.Editing;
using LlmHygiene.CodeFixes.Secrets;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.CodeFixes.Fixes;

/// <summary>
/// LLMH6001: reads the key from the environment variable that the provider's own SDK reads; in a settings file it removes the key.
/// </summary>
[ExportCodeFixProvider(
    LanguageNames.CSharp,
    Name = nameof(ApiKeyInSourceFix),
    DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)]
)]
public sealed class ApiKeyInSourceFix : LlmCodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create(RuleIds.ApiKeyInSource);

    internal override async Task<IReadOnlyList<ProposedFix>> FindAsync(
        TextDocument document,
        Diagnostic diagnostic,
        CancellationToken cancellation
    )
    {
        if (document is not Document)
            return await InFileAsync(document, diagnostic, cancellation).ConfigureAwait(false) is { } found ? [found] : [];
        if (
            VariableOf(diagnostic) is not { } variable
            || await ReportedNode.AtAsync(document, diagnostic, cancellation).ConfigureAwait(false) is not { } reported
            || KeyAt(reported.Node, diagnostic) is not { } literal
            || KeyReading.For(literal, variable, reported.Model) is not { } read
        )
            return [];

        OptionsEdit edit = read.Constant is { } declaration
            ? Constants.Moved(reported.Document, declaration, literal, _ => read.Value.WithTriviaFrom(literal))
            : new(reported.Document, literal, _ => read.Value.WithTriviaFrom(literal), nameof(ApiKeyInSourceFix));
        return
        [
            new ProposedFix(TitleOf(variable), nameof(ApiKeyInSourceFix), (change, token) => OptionsEdit.ApplyAsync([edit], change, token)),
        ];
    }

    private static async Task<ProposedFix?> InFileAsync(TextDocument document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (diagnostic.Properties.TryGetValue(ApiKeyInSourceRule.Setting, out var setting) && setting is not null)
            return await SettingsKeyEdit.FindAsync(document, diagnostic, cancellation).ConfigureAwait(false) is { } removal
                ? new ProposedFix(
                    $"Remove the key of '{setting}' from the file",
                    nameof(SettingsKeyEdit),
                    (change, token) => AdditionalFileEdits.AddAsync(document, change, [removal], token)
                )
                : null;
        if (
            VariableOf(diagnostic) is not { } variable
            || await RazorKeyEdits.FindAsync(document, diagnostic, variable, cancellation).ConfigureAwait(false) is not { } edits
        )
            return null;
        return new ProposedFix(
            TitleOf(variable),
            nameof(ApiKeyInSourceFix),
            (change, token) => AdditionalFileEdits.AddAsync(document, change, edits, token)
        );
    }

    private static string TitleOf(string variable) => $"Read the key from {variable}";

    private static string? VariableOf(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(ApiKeyInSourceRule.Variable, out var variable) ? variable : null;

    // A literal that is the key and nothing else.
    private static LiteralExpressionSyntax? KeyAt(SyntaxNode node, Diagnostic diagnostic)
    {
        var literal = node.FirstAncestorOrSelf<LiteralExpressionSyntax>();
        if (literal is null || !literal.IsKind(SyntaxKind.StringLiteralExpression))
            return null;
        var span = diagnostic.Location.SourceSpan;
        var isWhole =
            span == literal.Span ? literal.Token.ValueText.IndexOfAny([' ', ';']) < 0 : span.Length == literal.Token.ValueText.Length;
        return isWhole ? literal : null;
    }
}
