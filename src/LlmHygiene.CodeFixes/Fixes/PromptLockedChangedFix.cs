using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts;
using LlmHygiene.Analyzers.Prompts.Locking;
using LlmHygiene.Analyzers.Prompts.Methods;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Rules.PromptFiles;
using LlmHygiene.CodeFixes.Editing;
using LlmHygiene.CodeFixes.Locking;
using LlmHygiene.CodeFixes.PromptFiles;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace LlmHygiene.CodeFixes.Fixes;

/// <summary>
/// LLMH2110, LLMH2112 and LLMH2114: gives a prompt the version that it needs, in its file or its <c>[Prompt]</c>: the next free version, or
/// the next major version where its inputs have changed.
/// </summary>
[ExportCodeFixProvider(
    LanguageNames.CSharp,
    Name = nameof(PromptLockedChangedFix),
    DocumentKinds = new[] { nameof(TextDocumentKind.AdditionalDocument), nameof(TextDocumentKind.Document) }
)]
public sealed class PromptLockedChangedFix : LlmCodeFixProvider
{
    // Far more versions than one prompt has; limits a search that finds none.
    private const int MaxVersions = 10_000;

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds =>
        ImmutableArray.Create(RuleIds.PromptLockedChanged, RuleIds.PromptInputsChanged, RuleIds.PromptDuplicateVersion);

    internal override async Task<IReadOnlyList<ProposedFix>> FindAsync(
        TextDocument document,
        Diagnostic diagnostic,
        CancellationToken cancellation
    )
    {
        var project = document.Project;
        if (
            await VersionPlace.AtAsync(document, diagnostic, cancellation).ConfigureAwait(false) is not { } place
            || await project.GetCompilationAsync(cancellation).ConfigureAwait(false) is not { } compilation
        )
            return [];

        var locked = PromptFileSet.Of(project.AnalyzerOptions).Lock.Lock;
        var files = PromptDocument.CatalogOf(project);
        var methods = PromptMethodPlaces.Of(compilation);
        var (prompt, identity) = (place.Prompt, PromptMethodPlaces.Identity(place.Prompt.Name, place.Prompt.Version));
        var holders = files.CountOf(prompt) + methods[identity].Count();
        if (!Applies(diagnostic.Id, prompt, locked, holders))
            return [];

        if (Next(prompt.Version, _ => false) is not { } version)
            return [];
        return [new($"Change the version to {version}", nameof(PromptLockedChangedFix) + diagnostic.Id, ApplyAsync)];

        // In a Fix All, one of several prompts with the same version keeps it, and no two get the same new version.
        async Task ApplyAsync(SolutionChange change, CancellationToken token)
        {
            if (diagnostic.Id == RuleIds.PromptDuplicateVersion)
            {
                var moved = change.Shared(("moved", identity), static () => new StrongBox<int>());
                if (moved.Value >= holders - 1)
                    return;
                moved.Value++;
            }

            // One file may have several of these diagnostics.
            if (
                !change.Claim(
                    (
                        document.Id,
                        nameof(PromptLockedChangedFix),
                        diagnostic.Id == RuleIds.PromptInputsChanged ? -1 : diagnostic.Location.SourceSpan.Start
                    )
                )
            )
                return;

            var given = change.Shared(nameof(PromptLockedChangedFix), static () => new HashSet<string>(StringComparer.Ordinal));
            if (Next(prompt.Version, candidate => given.Contains(PromptMethodPlaces.Identity(prompt.Name, candidate))) is not { } free)
                return;
            given.Add(PromptMethodPlaces.Identity(prompt.Name, free));
            await place.WriteAsync(change, free, token).ConfigureAwait(false);
        }

        SemanticVersion? Next(SemanticVersion from, Func<SemanticVersion, bool> isGiven)
        {
            var next =
                diagnostic.Id == RuleIds.PromptInputsChanged
                    ? new SemanticVersion(files.HighestMajor(prompt.Name) + 1, 0, 0, "", "")
                    : locked.NextVersion(prompt.Name, from);
            for (var i = 0; next is not null && i < MaxVersions; i++)
            {
                if (
                    locked.Find(prompt.Name, next) is null
                    && files.Find(prompt with { Version = next }) is null
                    && !methods.Contains(PromptMethodPlaces.Identity(prompt.Name, next))
                    && !isGiven(next)
                )
                    return next;
                next = locked.NextVersion(prompt.Name, next);
            }

            return null;
        }
    }

    private static bool Applies(string rule, PromptModel prompt, PromptLock locked, int holders) =>
        rule switch
        {
            RuleIds.PromptLockedChanged => locked.Find(prompt.Name, prompt.Version) is { } entry && entry.ContentHash != prompt.ContentHash,
            // If one of two texts with the same version is locked, that one keeps it.
            RuleIds.PromptDuplicateVersion => holders > 1 && locked.FindSame(prompt) is null,
            _ => true,
        };
}
