using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts.Limit;
using LlmHygiene.Analyzers.Generation.Emitters;
using LlmHygiene.Analyzers.Rules.Calls;
using LlmHygiene.Analyzers.Rules.Reporting;
using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.CodeFixes.Editing;
using LlmHygiene.CodeFixes.Limits;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;

namespace LlmHygiene.CodeFixes.Fixes;

/// <summary>LLMH4001: sets the output limit of a call in its options, or of a prompt where it is written.</summary>
[ExportCodeFixProvider(
    LanguageNames.CSharp,
    Name = nameof(OutputNotLimitedFix),
    DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)]
)]
public sealed class OutputNotLimitedFix : LlmCodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create(RuleIds.OutputNotLimited);

    internal override async Task<IReadOnlyList<ProposedFix>> FindAsync(
        TextDocument document,
        Diagnostic diagnostic,
        CancellationToken cancellation
    )
    {
        if (
            await PromptLimitWriter
                .FindAsync(document, diagnostic, SuggestedLimit.Of, nameof(OutputNotLimitedFix), cancellation)
                .ConfigureAwait(false) is
            { } ofPrompt
        )
            return [ofPrompt];
        if (
            await FixableCall.AtAsync(document, diagnostic, cancellation).ConfigureAwait(false)
            is not {
                Facts: { Limit: { State: LimitState.Unset, IsFromPrompt: false }, ClientLimit: LimitState.Unset, LimitMembers: var members }
            } call
        )
            return [];
        var limit = SuggestedLimit.Of(call);
        var fixes = new List<ProposedFix>();
        foreach (var member in UsedConnector.First(call, members))
        {
            if (ParameterJudge.RefusesLimit(call.Facts, member, call.Options, call.Session.Catalog))
                continue;
            var where = members.Count > 1 ? $" ({member.Type.Name})" : "";
            if (
                UnusedLimitParameter.Of(call, member) is { } parameter
                && Find(call, member, parameter.Name) is { Count: > 0 } taken
                && parameter.CanBeUsedIn(taken)
            )
                Add($"Limit the output to '{parameter.Name}'{where}", $"{member.Type.Name}:{nameof(UnusedLimitParameter)}", taken);
            if (Find(call, member, CSharpText.Number(limit.Tokens)) is { Count: > 0 } edits)
                Add(limit.Title + where, member.Type.Name, edits);
        }

        return fixes;

        void Add(string title, string key, IReadOnlyList<OptionsEdit> edits) =>
            fixes.Add(
                new ProposedFix(
                    title,
                    fixes.Count == 0 ? nameof(OutputNotLimitedFix) : $"{nameof(OutputNotLimitedFix)}:{key}",
                    (change, token) => OptionsEdit.ApplyAsync(edits, change, token)
                )
            );
    }

    private static IReadOnlyList<OptionsEdit> Find(FixableCall call, LimitMember member, string limit) =>
        new OptionsWriter(
            call,
            type => HasMember(type, member) ? new OptionsMember(member.Type, member.Name) : null,
            SyntaxFactory.ParseExpression(limit)
        ).Find();

    // Where a new object is created, a base type counts too, such as the execution settings of all connectors.
    private static bool HasMember(INamedTypeSymbol type, LimitMember member) =>
        type.IsOrDerivesFrom(member.Type) || (type.SpecialType == SpecialType.None && member.Type.IsOrDerivesFrom(type));
}
