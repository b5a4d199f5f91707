using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts.Resilience;
using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.CodeFixes.Editing;
using LlmHygiene.CodeFixes.Resilience;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.CodeFixes.Fixes;

/// <summary>LLMH5005: turns off the retries of the SDK, where its options are written at the place where the client is made.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RetriesMultiplyFix))]
public sealed class RetriesMultiplyFix : LlmCodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create(RuleIds.RetriesMultiply);

    internal override async Task<IReadOnlyList<ProposedFix>> FindAsync(
        TextDocument document,
        Diagnostic diagnostic,
        CancellationToken cancellation
    )
    {
        if (await MadeClientNode.AtAsync(document, diagnostic, cancellation).ConfigureAwait(false) is not { } client)
            return [];
        var made = client.Operation;
        if (ClientHttp.Of(made, client.Chain) is null)
        {
            // A pipeline around a call: the client is made elsewhere.
            if (
                await FixableCall.AtAsync(document, diagnostic, cancellation).ConfigureAwait(false)
                is not { Facts.Retries.Places: [_, var place] }
            )
                return [];
            made = place;
        }

        if (ClientHttp.Of(made, client.Chain) is not { Retries: > 0, Row: var row } || Edit(client, made, row) is not { } edit)
            return [];
        return
        [
            new ProposedFix(
                "Turn off the retries of the SDK",
                nameof(RetriesMultiplyFix),
                (change, stop) => OptionsEdit.ApplyAsync([edit], change, stop)
            ),
        ];
    }

    private static OptionsEdit? Edit(MadeClientNode client, IOperation made, HttpRow row)
    {
        var options = made is IObjectCreationOperation creation ? OptionsOf(creation, row) : null;
        if (options is null || client.DocumentOf(options) is not { } document)
            return null;
        if (row is { RetriesMember: { } number, Holder: null })
            return new OptionsEdit(
                document,
                options,
                node => CreationText.WithMember((BaseObjectCreationExpressionSyntax)node, number, Zero),
                number
            );
        return row.RetryPolicy is { } member && client.TypeName(ClientPipelines.RetryPolicyFor(row).Type, options) is { } policy
            ? new OptionsEdit(
                document,
                options,
                node => CreationText.WithMember((BaseObjectCreationExpressionSyntax)node, member, CreationText.New(policy, Zero)),
                member
            )
            : null;
    }

    private static LiteralExpressionSyntax Zero =>
        SyntaxFactory.LiteralExpression(SyntaxKind.NumericLiteralExpression, SyntaxFactory.Literal(0));

    // The options that are written at the place, or the client itself where it has the member and no options are passed.
    private static BaseObjectCreationExpressionSyntax? OptionsOf(IObjectCreationOperation made, HttpRow row)
    {
        foreach (var argument in made.Arguments)
            if (argument.Parameter?.Name == row.Options)
                return argument.Value is IConversionOperation { Operand.Syntax: var converted }
                    ? converted as BaseObjectCreationExpressionSyntax
                    : argument.Value.Syntax as BaseObjectCreationExpressionSyntax;
        return row.HttpClientMember is not null ? made.Syntax as BaseObjectCreationExpressionSyntax : null;
    }
}
