using System.Collections.Immutable;
using System.Text;
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
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.CodeFixes.Fixes;

/// <summary>
/// LLMH2111: writes the version into <c>prompts.lock</c>. <c>llm-hygiene lock</c> counts the tokens: an IDE has no tokenizer.
/// </summary>
[ExportCodeFixProvider(
    LanguageNames.CSharp,
    Name = nameof(PromptNotLockedFix),
    DocumentKinds = new[] { nameof(TextDocumentKind.AdditionalDocument), nameof(TextDocumentKind.Document) }
)]
public sealed class PromptNotLockedFix : LlmCodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create(RuleIds.PromptNotLocked);

    internal override async Task<IReadOnlyList<ProposedFix>> FindAsync(
        TextDocument document,
        Diagnostic diagnostic,
        CancellationToken cancellation
    )
    {
        var project = document.Project;
        if (
            await VersionPlace.AtAsync(document, diagnostic, cancellation).ConfigureAwait(false)
                is not { Prompt: { IsBroken: false } prompt }
            || PathOf(project) is not { } path
            || PromptFileSet.Of(project.AnalyzerOptions).Lock is not { Problems.Count: 0 } locked
            || locked.Lock.Find(prompt.Name, prompt.Version) is not null
            || await IsWrittenTwiceAsync(project, prompt, cancellation).ConfigureAwait(false)
        )
            return [];

        return [new($"Lock '{prompt.Name}' {prompt.Version} in prompts.lock", nameof(PromptNotLockedFix), WriteAsync)];

        async Task WriteAsync(SolutionChange change, CancellationToken token)
        {
            var text = await change.TextOfAsync(project.Id, path, token).ConfigureAwait(false);
            var existing = PromptLockParser.Parse(text ?? SourceText.From(""));
            if (existing.Lock.Find(prompt.Name, prompt.Version) is not null)
                return;

            var line = new LockedPrompt(prompt.Name, PromptLock.WithoutBuild(prompt.Version), prompt.ContentHash, Tokens: null);
            var written = PromptLockWriter.Write(existing.Header, existing.Lock.Entries.Append(line));
            if (text is not null && LineEnds.Of(text) == "\r\n")
                written = written.Replace("\n", "\r\n");
            change.WriteAdditionalFile(
                project.Id,
                path,
                SourceText.From(written, text?.Encoding ?? new UTF8Encoding(encoderShouldEmitUTF8Identifier: false))
            );
        }
    }

    // The lock that the compiler received; if there is none yet, the path that the project specifies.
    private static string? PathOf(Project project)
    {
        if (project.AnalyzerOptions.AdditionalFiles.FirstOrDefault(PromptLockFile.IsLock) is { } file)
            return file.Path;
        var options = project.AnalyzerOptions.AnalyzerConfigOptionsProvider.GlobalOptions;
        if (BuildProperties.PromptLockPath(options) is { } given)
            return given;
        return ProjectFolder.Of(project) is { } folder ? Path.Combine(folder, PromptLockFile.Name) : null;
    }

    // With two contents for one version, the right one cannot be guessed.
    private static async Task<bool> IsWrittenTwiceAsync(Project project, PromptModel prompt, CancellationToken cancellation)
    {
        var files = PromptDocument.CatalogOf(project).CountOf(prompt);
        if (files > 1 || await project.GetCompilationAsync(cancellation).ConfigureAwait(false) is not { } compilation)
            return files > 1;
        return files + PromptMethodPlaces.Of(compilation)[PromptMethodPlaces.Identity(prompt.Name, prompt.Version)].Count() > 1;
    }
}
