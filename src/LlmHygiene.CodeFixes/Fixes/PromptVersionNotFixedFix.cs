using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts.Prompt;
using LlmHygiene.Analyzers.Tracking;
using LlmHygiene.CodeFixes.Editing;
using LlmHygiene.CodeFixes.Extraction;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.CodeFixes.Fixes;

/// <summary>
/// LLMH2002: writes a first fixed version where there is none. A value that is computed at run time is left to its author.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PromptVersionNotFixedFix))]
public sealed class PromptVersionNotFixedFix : LlmCodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create(RuleIds.PromptVersionNotFixed);

    internal override async Task<IReadOnlyList<ProposedFix>> FindAsync(
        TextDocument file,
        Diagnostic diagnostic,
        CancellationToken cancellation
    )
    {
        if (
            await ReportedNode.AtAsync(file, diagnostic, cancellation).ConfigureAwait(false) is not { Node: var node, Model: var model }
            || await ValueAtAsync(file, diagnostic, node, model, cancellation).ConfigureAwait(false) is not { } value
            || Written(value.WithoutConversion(), cancellation) is not { } written
            || file.Project.Solution.GetDocument(written.SyntaxTree) is not { } document
        )
        {
            return [];
        }

        return [new($"Write '{ExtractedPrompt.FirstVersion}'", nameof(PromptVersionNotFixedFix), ApplyAsync)];

        async Task ApplyAsync(SolutionChange change, CancellationToken token)
        {
            // Several calls may share one constant.
            if (!change.Claim((document.Id, nameof(PromptVersionNotFixedFix), written.Span)))
                return;
            var editor = await change.EditorOfAsync(document.Id, token).ConfigureAwait(false);
            editor.ReplaceNode(written, (current, _) => NameWriter.Text(ExtractedPrompt.FirstVersion).WithTriviaFrom(current));
        }
    }

    // The version as it is reported: where it is written, or at a call, where that is in another file.
    private static async Task<IOperation?> ValueAtAsync(
        TextDocument file,
        Diagnostic diagnostic,
        SyntaxNode node,
        SemanticModel model,
        CancellationToken cancellation
    ) =>
        node is ExpressionSyntax and not SimpleNameSyntax { Parent: MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax } }
        && model.FindOperation(node, cancellation) is { } value
        && UnfixedVersion.IsNoVersion(value)
            ? value
        : await FixableCall.AtAsync(file, diagnostic, cancellation).ConfigureAwait(false)
            is { Facts.UnfixedVersion: { MadeBy: null } version }
            ? version.Value
        : null;

    // The literal itself; for a constant, the literal in its declaration.
    private static ExpressionSyntax? Written(IOperation value, CancellationToken cancellation)
    {
        switch (value)
        {
            case ILiteralOperation { Syntax: LiteralExpressionSyntax literal }:
                return literal;
            case IFieldReferenceOperation
            {
                Field: { Name: "Empty", ContainingType.SpecialType: SpecialType.System_String },
                Syntax: ExpressionSyntax empty
            }:
                return empty;
            case IFieldReferenceOperation { Field: { IsConst: true } field }:
                return Initializer(field, cancellation);
            case ILocalReferenceOperation { Local: { IsConst: true } local }:
                return Initializer(local, cancellation);
            default:
                return null;
        }
    }

    private static ExpressionSyntax? Initializer(ISymbol constant, CancellationToken cancellation) =>
        constant.DeclaringSyntaxReferences is [var declaration]
        && declaration.GetSyntax(cancellation) is VariableDeclaratorSyntax { Initializer.Value: LiteralExpressionSyntax literal }
            ? literal
            : null;
}
