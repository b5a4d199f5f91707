using System.Collections.Immutable;
using System.Globalization;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Templates;
using LlmHygiene.CodeFixes.Editing;
using LlmHygiene.CodeFixes.PromptFiles;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.CodeFixes.Fixes;

/// <summary>Writes the word that a message suggests: "Did you mean 'model'?". An unknown variable can become an input instead.</summary>
[ExportCodeFixProvider(
    LanguageNames.CSharp,
    Name = nameof(PromptSuggestionFix),
    DocumentKinds = new[] { nameof(TextDocumentKind.AdditionalDocument) }
)]
public sealed class PromptSuggestionFix : LlmCodeFixProvider
{
    private const string AddInput = nameof(AddInput);
    private const string Block = "{{#";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds =>
        ImmutableArray.Create(
            RuleIds.PromptUnknownKey,
            RuleIds.PromptBadValue,
            RuleIds.PromptInputType,
            RuleIds.PromptTemplateSyntax,
            RuleIds.PromptUnknownVariable,
            RuleIds.PromptOutput,
            RuleIds.PromptPartial
        );

    internal override async Task<IReadOnlyList<ProposedFix>> FindAsync(
        TextDocument document,
        Diagnostic diagnostic,
        CancellationToken cancellation
    )
    {
        if (await PromptDocument.OfAsync(document, cancellation).ConfigureAwait(false) is not { } file)
            return [];
        if (file.ProblemOf(diagnostic) is not { } problem)
            return await OfTypeAsync(file, diagnostic, cancellation).ConfigureAwait(false) is { } type ? [type] : [];

        var fixes = new List<ProposedFix>();
        if (Suggestions.In(problem.Message) is { } meant && WordIn(file.Text, problem.Span) is { } word)
        {
            var edit = PromptFileFix.Replace(file.Text, word, meant);
            if (file.IsFixedBy(edit, problem))
                fixes.Add(PromptFileFix.Of(file, $"Write '{meant}'", nameof(PromptSuggestionFix), edit));
        }

        if (
            problem.RuleId == RuleIds.PromptUnknownVariable
            && file.IsYaml
            && file.Text.ToString(problem.Span) is var name
            && TemplateParser.IsName(name)
            && InputEdits.Add(file.Text, name) is { } added
            && file.IsFixedBy(added, problem)
        )
        {
            fixes.Add(
                new(
                    $"Add '{name}' to the inputs",
                    AddInput,
                    (change, token) => file.EditInTurnAsync(change, text => InputEdits.Add(text, name), token)
                )
            );
        }

        return fixes;
    }

    // A diagnostic at the tag of a whole partial does not show which word in it is wrong.
    private static TextSpan? WordIn(SourceText text, TextSpan span)
    {
        var written = text.ToString(span);
        if (!written.StartsWith("{{", StringComparison.Ordinal))
            return span;
        if (!written.StartsWith(Block, StringComparison.Ordinal))
            return null;
        var start = Block.Length;
        while (start < written.Length && written[start] == ' ')
            start++;
        var end = start;
        while (end < written.Length && char.IsLetterOrDigit(written[end]))
            end++;
        return end > start ? TextSpan.FromBounds(span.Start + start, span.Start + end) : null;
    }

    // The C# type of an output, which the compilation contains.
    private static async Task<ProposedFix?> OfTypeAsync(PromptDocument file, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var span = diagnostic.Location.SourceSpan;
        if (
            diagnostic.Id != RuleIds.PromptOutput
            || Suggestions.In(diagnostic.GetMessage(CultureInfo.InvariantCulture)) is not { } meant
            || (span != file.Result.Spans.OutputType && span != file.Result.Spans.JsonContext)
            || await file.Document.Project.GetCompilationAsync(cancellation).ConfigureAwait(false) is not { } compilation
        )
            return null;

        var problem =
            span == file.Result.Spans.OutputType
                ? OutputTypes.TypeProblem(compilation, meant)
                : OutputTypes.ContextProblem(compilation, meant);
        var edit = PromptFileFix.Replace(file.Text, span, meant);
        return problem is null && file.AddsNoProblem(edit)
            ? PromptFileFix.Of(file, $"Write '{meant}'", nameof(PromptSuggestionFix), edit)
            : null;
    }
}
