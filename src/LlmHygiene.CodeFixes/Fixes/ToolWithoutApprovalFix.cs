using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.CodeFixes.Fixes;

/// <summary>
/// LLMH6005: wraps the function in one that asks before it runs; for a tool of an MCP server, states what the tool is.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ToolWithoutApprovalFix))]
public sealed class ToolWithoutApprovalFix : LlmCodeFixProvider
{
    private const string Experimental = "ExperimentalAttribute";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create(RuleIds.ToolWithoutApproval);

    internal override async Task<IReadOnlyList<ProposedFix>> FindAsync(
        TextDocument document,
        Diagnostic diagnostic,
        CancellationToken cancellation
    )
    {
        if (await ReportedNode.AtAsync(document, diagnostic, cancellation).ConfigureAwait(false) is not { Model: var model } reported)
            return [];
        if (ClaimAt(reported.Node) is var (name, value))
            return [OfClaim(reported.Document, name, value)];
        if (
            reported.Node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } creation
            || creation.Parent is MemberAccessExpressionSyntax or ExpressionStatementSyntax or ConditionalAccessExpressionSyntax
            || model.Compilation.GetTypeByMetadataName(ToolParts.ApprovalNamespace + "." + ToolParts.Approval) is not { } approval
            // Code with an experimental type does not compile until somebody has accepted that.
            || approval.GetAttributes().Any(static one => one.AttributeClass?.Name == Experimental)
            || model.GetTypeInfo(creation, cancellation).Type is not { } made
            || approval.InstanceConstructors.All(one =>
                one.Parameters is not [{ Type: var inner }] || !model.Compilation.ClassifyConversion(made, inner).IsImplicit
            )
        )
            return [];
        var type = NameWriter.TypeName(approval, model, creation.SpanStart);
        var edit = new OptionsEdit(
            reported.Document,
            creation,
            node => Wrapped((ExpressionSyntax)node, type),
            nameof(ToolWithoutApprovalFix)
        );
        return
        [
            new ProposedFix(
                "Ask for approval before the function runs",
                nameof(ToolWithoutApprovalFix),
                (change, token) => OptionsEdit.ApplyAsync([edit], change, token)
            ),
        ];
    }

    // `ReadOnly = true`, in the attribute of a tool or in the options that it is made with.
    private static (string Name, LiteralExpressionSyntax Value)? ClaimAt(SyntaxNode node) =>
        node switch
        {
            AttributeArgumentSyntax { NameEquals.Name.Identifier.ValueText: var name, Expression: LiteralExpressionSyntax value } => (
                name,
                value
            ),
            AssignmentExpressionSyntax
            {
                Left: IdentifierNameSyntax { Identifier.ValueText: var member },
                Right: LiteralExpressionSyntax set
            } => (member, set),
            _ => null,
        };

    private static ProposedFix OfClaim(Document document, string name, LiteralExpressionSyntax value)
    {
        var correct = value.IsKind(SyntaxKind.TrueLiteralExpression) ? SyntaxKind.FalseLiteralExpression : SyntaxKind.TrueLiteralExpression;
        var edit = new OptionsEdit(
            document,
            value,
            node => SyntaxFactory.LiteralExpression(correct).WithTriviaFrom(node),
            nameof(ToolWithoutApprovalFix)
        );
        return new ProposedFix(
            $"Set {name} to {(correct == SyntaxKind.TrueLiteralExpression ? "true" : "false")}",
            nameof(ToolWithoutApprovalFix),
            (change, token) => OptionsEdit.ApplyAsync([edit], change, token)
        );
    }

    private static ExpressionSyntax Wrapped(ExpressionSyntax creation, TypeSyntax type) =>
        CreationText.New(type, creation.WithoutTrivia()).WithTriviaFrom(creation);
}
