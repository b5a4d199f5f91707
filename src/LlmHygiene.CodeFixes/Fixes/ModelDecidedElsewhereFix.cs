using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace LlmHygiene.CodeFixes.Fixes;

/// <summary>LLMH1002: declares in an <c>.editorconfig</c> that the host is meant to decide the model.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ModelDecidedElsewhereFix))]
public sealed class ModelDecidedElsewhereFix : LlmCodeFixProvider
{
    private const string Setting = "llmhygiene.injected_model";
    private const string Value = "host";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create(RuleIds.ModelDecidedElsewhere);

    internal override async Task<IReadOnlyList<ProposedFix>> FindAsync(
        TextDocument document,
        Diagnostic diagnostic,
        CancellationToken cancellation
    )
    {
        var project = document.Project;
        // A project that is not on disk has no place for the file.
        if (await EditorConfigPlace.OfAsync(project, Setting, cancellation).ConfigureAwait(false) is not { } path)
            return [];
        return [new("Declare that the host decides the model (.editorconfig)", nameof(ModelDecidedElsewhereFix), WriteAsync)];

        async Task WriteAsync(SolutionChange change, CancellationToken token) =>
            change.WriteConfiguration(
                project.Id,
                path,
                EditorConfigText.Set(await change.TextOfAsync(project.Id, path, token).ConfigureAwait(false), Setting, Value)
            );
    }
}
