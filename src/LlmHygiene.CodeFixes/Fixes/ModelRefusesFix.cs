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

/// <summary>LLMH1007: removes what the model does not accept, or states a reasoning effort that it accepts.</summary>
[ExportCodeFixProvider(
    LanguageNames.CSharp,
    Name = nameof(ModelRefusesFix),
    DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)]
)]
public sealed class ModelRefusesFix : LlmCodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create(RuleIds.ModelRefuses);

    internal override async Task<IReadOnlyList<ProposedFix>> FindAsync(
        TextDocument document,
        Diagnostic diagnostic,
        CancellationToken cancellation
    )
    {
        if (
            !diagnostic.Properties.TryGetValue(ModelRefusesRule.ParameterProperty, out var text)
            || !Enum.TryParse(text, out RequestParameter parameter)
        )
            return [];
        if (await PromptDocument.OfAsync(document, cancellation).ConfigureAwait(false) is { } file)
            return Find(file, diagnostic, parameter);
        if (
            await ReportedNode.AtAsync(document, diagnostic, cancellation).ConfigureAwait(false) is not var (code, node, model)
            || ShippedPrompts.Include(node, model, document.Project.AnalyzerOptions, cancellation)
        )
            return [];
        if (node.FirstAncestorOrSelf<AttributeArgumentSyntax>() is { NameEquals: not null, Parent: AttributeArgumentListSyntax } argument)
            return IsRemovable(parameter) ? [Remove(parameter, code.Id, argument)] : [];
        // Only what is the written parameter itself: at the name of a call, the place is in another file.
        if (
            node.AncestorsAndSelf()
                .OfType<AssignmentExpressionSyntax>()
                .FirstOrDefault(found => found.Span == diagnostic.Location.SourceSpan)
            is not { } assignment
        )
            return [];
        if (Efforts(diagnostic) is { Count: > 0 } efforts)
            return
            [
                .. efforts
                    .Select(effort => Replace(assignment, effort, model, code.Id))
                    .OfType<ProposedFix>()
                    .Select(static (fix, index) => index == 0 ? fix with { Key = nameof(ModelRefusesFix) } : fix),
            ];
        return IsRemovable(parameter) && CodeRemoval.Of(assignment, model, cancellation) is { } remove
            ?
            [
                new(
                    Title(parameter),
                    nameof(ModelRefusesFix),
                    async (change, token) => remove(await change.EditorOfAsync(code.Id, token).ConfigureAwait(false))
                ),
            ]
            : [];
    }

    // Without its tools or its schema, the call would be another one.
    private static bool IsRemovable(RequestParameter parameter) =>
        parameter is not (RequestParameter.Tools or RequestParameter.Schema or RequestParameter.MaxTokens)
        && parameter < RequestParameter.Image;

    private static string Title(RequestParameter parameter) => $"Remove {RequestParameters.NameOf(parameter)}";

    private static string TitleOf(string effort) => $"Set the reasoning effort to {effort}";

    private static IReadOnlyList<string> Efforts(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(ModelRefusesRule.EffortsProperty, out var efforts) ? efforts!.Split(',') : [];

    // `ReasoningEffort.None` becomes `ReasoningEffort.Low`, and "none" becomes "low".
    private static ProposedFix? Replace(AssignmentExpressionSyntax assignment, string effort, SemanticModel model, DocumentId document)
    {
        var written = assignment.Right switch
        {
            MemberAccessExpressionSyntax access when MemberOf(access, effort, model) is { } member => access.WithName(
                SyntaxFactory.IdentifierName(member)
            ),
            LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.StringLiteralExpression) => (ExpressionSyntax)
                SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(effort)),
            _ => null,
        };
        return written is null
            ? null
            : new(
                TitleOf(effort),
                $"{nameof(ModelRefusesFix)}:{effort}",
                async (change, token) =>
                    (await change.EditorOfAsync(document, token).ConfigureAwait(false)).ReplaceNode(
                        assignment.Right,
                        written.WithTriviaFrom(assignment.Right)
                    )
            );
    }

    // The member of the same type for another effort; null where the type has none.
    private static string? MemberOf(MemberAccessExpressionSyntax written, string effort, SemanticModel model) =>
        model.GetSymbolInfo(written).Symbol is { ContainingType: var type }
            ? type.GetMembers()
                .FirstOrDefault(member =>
                    member is IFieldSymbol or IPropertySymbol
                    && member is { IsStatic: true, DeclaredAccessibility: Accessibility.Public }
                    && ReasoningEfforts.OfMember(member.Name) == effort
                )
                ?.Name
            : null;

    private static ProposedFix Remove(RequestParameter parameter, DocumentId document, AttributeArgumentSyntax argument) =>
        new(
            Title(parameter),
            nameof(ModelRefusesFix),
            async (change, token) => (await change.EditorOfAsync(document, token).ConfigureAwait(false)).RemoveNode(argument)
        );

    private static IReadOnlyList<ProposedFix> Find(PromptDocument file, Diagnostic diagnostic, RequestParameter parameter)
    {
        var span = diagnostic.Location.SourceSpan;
        if (!file.Result.Spans.Parameters.Any(place => place.Span == span) || ShippedPrompts.Include(file))
            return [];
        if (parameter == RequestParameter.Effort && Efforts(diagnostic) is { Count: > 0 } efforts)
            return
            [
                .. efforts
                    .Where(effort => IsPossible(Replace(file.Text, effort)))
                    .Select(
                        (effort, index) =>
                            new ProposedFix(
                                TitleOf(effort),
                                index == 0 ? nameof(ModelRefusesFix) : $"{nameof(ModelRefusesFix)}:{effort}",
                                (change, token) => file.EditInTurnAsync(change, text => Replace(text, effort), token)
                            )
                    ),
            ];
        return IsRemovable(parameter) && IsPossible(Remove(file.Text))
            ? [new(Title(parameter), nameof(ModelRefusesFix), (change, token) => file.EditInTurnAsync(change, Remove, token))]
            : [];

        TextChange? Remove(SourceText text) => ParameterEdits.Remove(text, file.Format, parameter);

        TextChange? Replace(SourceText text, string effort) => ParameterEdits.Replace(text, file.Format, parameter, effort);

        bool IsPossible(TextChange? edit) => edit is { } found && file.ChangesOnlyParameters(found);
    }
}
