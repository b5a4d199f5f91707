using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts.Model;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.CodeFixes.Editing;
using LlmHygiene.CodeFixes.Models;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.CodeFixes.Fixes;

/// <summary>LLMH1001: states a model in the prompt's file, at the call, or as the default of its client.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ModelNotStatedFix))]
public sealed class ModelNotStatedFix : LlmCodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create(RuleIds.ModelNotStated);

    internal override async Task<IReadOnlyList<ProposedFix>> FindAsync(
        TextDocument document,
        Diagnostic diagnostic,
        CancellationToken cancellation
    )
    {
        if (
            await FixableCall.AtAsync(document, diagnostic, cancellation).ConfigureAwait(false)
            is not { Facts.Model.State: ModelState.Absent } call
        )
            return [];
        var fixes = new List<ProposedFix>();
        var choices = ModelChoices.For(call);
        if (choices.Count > 0 && await PromptModelWriter.FindAsync(call, cancellation).ConfigureAwait(false) is { } prompt)
        {
            foreach (var id in choices)
                fixes.Add(prompt.State(id, Key(fixes, id)));
            return fixes;
        }

        foreach (var id in choices)
        {
            if (AtCall(call, id) is not { } edits)
                break;
            fixes.Add(
                new ProposedFix($"State the model '{id}'", Key(fixes, id), (change, token) => OptionsEdit.ApplyAsync(edits, change, token))
            );
        }

        if (choices.Count > 0 && DefaultModelWriter.Find(call, choices[0]) is { } atClient)
            fixes.Add(
                new ProposedFix(
                    $"Set the client's default model to '{choices[0]}'",
                    fixes.Count == 0 ? nameof(ModelNotStatedFix) : $"{nameof(ModelNotStatedFix)}:client",
                    (change, token) => OptionsEdit.ApplyAsync([atClient], change, token)
                )
            );
        return fixes;
    }

    private static string Key(List<ProposedFix> before, string id) =>
        before.Count == 0 ? nameof(ModelNotStatedFix) : $"{nameof(ModelNotStatedFix)}:{id}";

    private static IReadOnlyList<OptionsEdit>? AtCall(FixableCall call, string id)
    {
        var value = NameWriter.Text(id);
        var catalog = call.Session.Catalog;
        if (
            new OptionsWriter(
                call,
                type => catalog.FindOptions(type)?.Model is { } name ? new OptionsMember(type, name) : null,
                value
            ).Find() is
            { Count: > 0 } inOptions
        )
            return inOptions;
        if (call.SdkCall is not { Entry.Model: { } parameter, Marked: null or { ModelIsDeployment: false } })
            return null;
        var change = new ArgumentWriter(call.Model, call.Syntax).Find(
            candidate => candidate.Name == parameter && candidate.Type.SpecialType == SpecialType.System_String,
            _ => value
        );
        return change is null
            ? null
            : [new OptionsEdit(call.Document, call.Syntax, node => change((InvocationExpressionSyntax)node), parameter)];
    }
}
